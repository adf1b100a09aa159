using AksEgress.Core.Clusters;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Resources;

namespace AksEgress.Core.EgressAddresses;

/// <summary>Looks at how clusters leave now. Reads only.</summary>
public sealed class EgressInspector
{
    private readonly ResourceStore store;

    /// <summary>Works through a store.</summary>
    public EgressInspector(ResourceStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        this.store = store;
    }

    /// <summary>The outbound type with the addresses behind it.</summary>
    public async Task<ClusterOutboundType> InspectAsync(Cluster cluster, CancellationToken cancellationToken) =>
        new(await new TopologyReader(store).ReadAsync(cluster, null, cancellationToken).ConfigureAwait(false));

    /// <summary>The addresses alone, one by one.</summary>
    public async Task<IReadOnlyList<EgressAddress>> AddressesAsync(Cluster cluster, CancellationToken cancellationToken) =>
        EgressAddressing.Now(await new TopologyReader(store).ReadAsync(cluster, null, cancellationToken).ConfigureAwait(false));
}
