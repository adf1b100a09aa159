using AksEgress.Core.Arm;
using AksEgress.Core.AuthorizedRanges;
using AksEgress.PowerShell.Engine;
using AksEgress.PowerShell.Errors;

namespace AksEgress.PowerShell.Commands;

/// <summary>Ranges by cluster: one write for each cluster however many ranges are piped, because a write takes minutes.</summary>
internal sealed class CollectedRanges
{
    private readonly Dictionary<ArmResourceId, List<string>> _byCluster = [];

    /// <summary>Keeps the ranges of one record.</summary>
    /// <exception cref="Core.Errors.EgressException">InvalidValue: this record's error, and not that of the others.</exception>
    public void Add(ArmResourceId cluster, IEnumerable<string> ranges)
    {
        var normalized = ranges.Select(AuthorizedRangeChange.Normalize).ToList();
        if (_byCluster.TryGetValue(cluster, out var list))
        {
            list.AddRange(normalized);
        }
        else
        {
            _byCluster.Add(cluster, normalized);
        }
    }

    /// <summary>Changes each cluster. An error of one isn't that of the others.</summary>
    public async Task ForEachAsync(
        EgressCmdletBase cmdlet,
        Func<ArmResourceId, IReadOnlyList<string>, CancellationToken, Task> change,
        CancellationToken cancellationToken)
    {
        foreach (var (id, ranges) in _byCluster)
        {
            try
            {
                await change(id, ranges, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (ErrorMapper.TryMap(e, id.Text, out var record) && !ErrorMapper.EndsCommand(record))
            {
                cmdlet.Streams.Error(record);
            }
        }
    }
}
