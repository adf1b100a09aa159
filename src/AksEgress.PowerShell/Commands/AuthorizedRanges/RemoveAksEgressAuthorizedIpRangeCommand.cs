using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.AuthorizedRanges;
using AksEgress.Core.Clusters;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>
/// Removes ranges from those that may call a cluster's API server, and keeps the others. What the running cluster
/// itself leaves from stays unless -Force; removing the last range lets everybody in, so that is asked for once more.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressAuthorizedIpRange", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(AuthorizedIpRange))]
public sealed class RemoveAksEgressAuthorizedIpRangeCommand : AuthorizedRangeCommand
{
    private protected override Task<AuthorizedRangePlan> PlanAsync(ArmResourceId id, IReadOnlyList<string> ranges, CancellationToken cancellationToken) =>
        new AuthorizedRangeChange(Store).PlanRemoveAsync(id, ranges, Force, cancellationToken);
}
