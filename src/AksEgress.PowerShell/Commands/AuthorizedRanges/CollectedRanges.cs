using AksEgress.Core.Arm;
using AksEgress.Core.AuthorizedRanges;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Engine;
using AksEgress.PowerShell.Errors;

namespace AksEgress.PowerShell.Commands;

/// <summary>
/// Collects ranges by cluster. Each cluster gets a single write, however many ranges are piped, because a write takes minutes.
/// </summary>
/// <typeparam name="TCmdlet">The cmdlet.</typeparam>
internal sealed class CollectedRanges<TCmdlet>(TCmdlet cmdlet)
    where TCmdlet : ClusterCmdletBase, IAuthorizedRangeCmdlet
{
    private readonly Dictionary<ArmResourceId, List<string>> _byCluster = [];

    /// <summary>Collects the ranges of one record.</summary>
    /// <param name="takesRangesOfOthers">True if a piped range of one cluster can apply to another one on the command line.</param>
    /// <exception cref="Core.Errors.EgressException">
    /// ParameterRequired, PipelineInputConflict, or InvalidValue, for this record only.
    /// </exception>
    public void Add(bool takesRangesOfOthers)
    {
        var input = cmdlet.Piped;
        var id = AuthorizedRangeInput.ProvidesRangeOnly(cmdlet, input, takesRangesOfOthers)
            ? Subject.Resolve(cmdlet, null, cmdlet.Names)
            : cmdlet.ResolveSubject();
        if (AuthorizedRangeInput.IsDescribed(input))
        {
            AuthorizedRangeInput.RequireSame(cmdlet, input!, cmdlet.IpRange);
            cmdlet.ApplyRow(AuthorizedRangeInput.OtherColumns);
        }
        else if (AuthorizedRangeInput.AddressOf(input) is { } address && !cmdlet.IsTyped(nameof(cmdlet.IpRange)))
        {
            cmdlet.IpRange = address;
        }

        ClusterCmdletBase.Require(nameof(cmdlet.IpRange), cmdlet.IpRange);
        var normalized = cmdlet.IpRange.Select(AuthorizedRangeChange.Normalize).ToList();
        if (_byCluster.TryGetValue(id, out var list))
        {
            list.AddRange(normalized);
        }
        else
        {
            _byCluster.Add(id, normalized);
        }
    }

    /// <summary>Plans and changes each cluster. An error of one cluster doesn't affect the others.</summary>
    public async Task ChangeAsync(
        Func<ArmResourceId, IReadOnlyList<string>, CancellationToken, Task<AuthorizedRangePlan>> planAsync,
        CancellationToken cancellationToken)
    {
        foreach (var (id, ranges) in _byCluster)
        {
            try
            {
                var plan = await planAsync(id, ranges, cancellationToken).ConfigureAwait(false);
                plan.ListsResult = cmdlet.PassThru;
                var runner = new PlanRunner(cmdlet)
                {
                    Force = cmdlet.Force,
                    NoWait = cmdlet.NoWait,
                    AsJob = cmdlet.AsJob,
                    Caption = "Authorized ranges",
                };
                await runner.RunAsync(plan, AuthorizedRangeInput.Write, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (ErrorMapper.TryMap(e, id.Text, out var record) && !ErrorMapper.EndsCommand(record))
            {
                cmdlet.Streams.Error(record);
            }
        }
    }
}
