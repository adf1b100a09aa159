using AksEgress.Core.Clusters;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Egress;

/// <summary>Looks at how clusters leave now. Reads only.</summary>
public sealed class EgressInspector
{
    private readonly ResourceStore _store;
    private readonly Action<string>? _told;

    /// <summary>Works through a store.</summary>
    /// <param name="store">The way to ARM.</param>
    /// <param name="told">Told, in words for a warning, of what may decide and could not be read; null where nobody is to be told.</param>
    public EgressInspector(ResourceStore store, Action<string>? told = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _told = told;
    }

    /// <summary>The outbound type with the addresses behind it.</summary>
    public async Task<ClusterOutboundType> InspectAsync(Cluster cluster, CancellationToken cancellationToken) =>
        new(await ReadAsync(cluster, cancellationToken).ConfigureAwait(false));

    /// <summary>The addresses alone, one by one.</summary>
    public async Task<IReadOnlyList<EgressAddress>> AddressesAsync(Cluster cluster, CancellationToken cancellationToken) =>
        EgressAddressing.Now(await ReadAsync(cluster, cancellationToken).ConfigureAwait(false));

    private async Task<EgressTopology> ReadAsync(Cluster cluster, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var topology = await new TopologyReader(_store).ReadAsync(cluster, null, cancellationToken).ConfigureAwait(false);
        if (topology.Unreadable.Count > 0)
        {
            _told?.Invoke(
                $"The egress path of '{cluster.Name}' may be incomplete, because these resources can't be read: "
                    + $"{string.Join("; ", topology.Unreadable)}");
        }

        return topology;
    }
}
