using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>One route of a subnet.</summary>
/// <param name="Source">The origin.</param>
/// <param name="Prefix">A range or a service tag.</param>
/// <param name="HopType">The next hop's type, in ARM's casing.</param>
/// <param name="HopAddress">The appliance's address, or null.</param>
/// <param name="Name">The name of a user-defined route.</param>
internal sealed record EffectiveRoute(RouteSource Source, string Prefix, string HopType, string? HopAddress = null, string? Name = null)
{
    /// <summary>The type of routes within the virtual network.</summary>
    public const string VnetLocal = "VnetLocal";

    /// <summary>The type of routes to peered virtual networks.</summary>
    public const string VnetPeering = "VNetPeering";

    /// <summary>The type of routes of a service endpoint.</summary>
    public const string ServiceEndpoint = "VirtualNetworkServiceEndpoint";

    /// <summary>The type of routes to a virtual network gateway.</summary>
    public const string Gateway = "VirtualNetworkGateway";

    // Azure treats a route to a service tag as routes to the tag's ranges, which are narrower than the usual ranges for the
    // Internet. The simulator's addresses are made up, so one length stands for all of them.
    private const int TagLength = 9;

    /// <summary>The range, or null for a service tag.</summary>
    public AddressRange? Range => AddressRange.TryParse(Prefix, out var range) ? range.Masked() : null;

    /// <summary>The length of the prefix.</summary>
    public int Length => Range?.Length ?? TagLength;

    /// <summary>
    /// The rank among routes of one length and source: an explicit prefix, then a regional tag, a tag, AzureCloud with a region, AzureCloud
    /// (https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview, "Exact match").
    /// </summary>
    public int Rank
    {
        get
        {
            if (Range is not null)
            {
                return 4;
            }

            var isRegional = Prefix.Contains('.', StringComparison.Ordinal);
            return (ResourceId.Is(Prefix.Split('.')[0], "AzureCloud"), isRegional) switch
            {
                (false, true) => 3,
                (false, false) => 2,
                (true, true) => 1,
                (true, false) => 0,
            };
        }
    }

    /// <summary>
    /// True for system routes to the virtual network, its peers, and service endpoints, which are preferred to routes of a gateway even if
    /// those are more specific (virtual-networks-udr-overview, "How Azure selects a route").
    /// </summary>
    public bool IsPreferredSystem => Source == RouteSource.Default && HopType is VnetLocal or VnetPeering or ServiceEndpoint;
}
