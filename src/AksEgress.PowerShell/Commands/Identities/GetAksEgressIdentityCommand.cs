using System.Management.Automation;
using AksEgress.Core.Identities;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets user-assigned managed identities.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressIdentity", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(UserAssignedIdentity))]
public sealed class GetAksEgressIdentityCommand : GetCmdletBase<UserAssignedIdentity>;
