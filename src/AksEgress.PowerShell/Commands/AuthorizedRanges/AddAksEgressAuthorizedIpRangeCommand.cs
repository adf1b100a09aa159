using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.AuthorizedRanges;
using AksEgress.Core.Clusters;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>
/// Adds ranges to those that may call a cluster's API server, and keeps the others. A cluster without ranges lets
/// everybody in; the first range locks out everybody else, so that is asked for once more.
/// </summary>
[Cmdlet(VerbsCommon.Add, "AksEgressAuthorizedIpRange", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(AuthorizedIpRange))]
public sealed class AddAksEgressAuthorizedIpRangeCommand : AuthorizedRangeCommand
{
    private protected override Task<AuthorizedRangePlan> PlanAsync(ArmResourceId id, IReadOnlyList<string> ranges, CancellationToken cancellationToken) =>
        new AuthorizedRangeChange(Store).PlanAddAsync(id, ranges, cancellationToken);

    /// <inheritdoc/>
    private protected override bool TakesRangeOnly() =>
        base.TakesRangeOnly() || (Piped is { Kind: PipedKind.AuthorizedRange or PipedKind.EgressAddress } && (IsTyped(nameof(Name)) || IsTyped(nameof(ResourceId))));
}
