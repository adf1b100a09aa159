using AksEgress.Core.Clusters;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Egress;

/// <summary>Reads the current egress path of clusters.</summary>
public sealed class EgressInspector
{
    private readonly ResourceStore _store;
    private readonly Action<string>? _warn;

    /// <summary>Uses a resource store.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="warn">Receives a warning about resources that can't be read; null for none.</param>
    public EgressInspector(ResourceStore store, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _warn = warn;
    }

    /// <summary>The outbound type with its egress IP addresses.</summary>
    public async Task<ClusterOutboundType> InspectAsync(Cluster cluster, CancellationToken cancellationToken) =>
        new(await ReadAsync(cluster, cancellationToken).ConfigureAwait(false));

    /// <summary>The egress IP addresses.</summary>
    public async Task<IReadOnlyList<EgressAddress>> AddressesAsync(Cluster cluster, CancellationToken cancellationToken) =>
        EgressAddressing.Now(await ReadAsync(cluster, cancellationToken).ConfigureAwait(false));

    private async Task<EgressTopology> ReadAsync(Cluster cluster, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var topology = await new TopologyReader(_store).ReadAsync(cluster, null, cancellationToken).ConfigureAwait(false);
        if (topology.Unreadable.Count > 0)
        {
            _warn?.Invoke(
                $"The egress path of '{cluster.Name}' may be incomplete, because these resources can't be read: "
                    + $"{string.Join("; ", topology.Unreadable)}");
        }

        return topology;
    }
}
