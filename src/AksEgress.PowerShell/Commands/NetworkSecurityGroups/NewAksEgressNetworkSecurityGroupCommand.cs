using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.NetworkSecurityGroups;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Creates a network security group with Azure's default rules.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressNetworkSecurityGroup", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(NetworkSecurityGroup), typeof(EgressOperation), typeof(Job))]
public sealed class NewAksEgressNetworkSecurityGroupCommand : NewCmdletBase<NetworkSecurityGroup>
{
    private protected override Task<ResourceDesign> DesignAsync(ArmResourceId id, CancellationToken cancellationToken) =>
        Task.FromResult<ResourceDesign>(new NetworkSecurityGroupDesign());
}
