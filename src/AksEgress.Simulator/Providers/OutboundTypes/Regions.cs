namespace AksEgress.Simulator.Providers.OutboundTypes;

/// <summary>Which regions offer what.</summary>
internal static class Regions
{
    // Azure's own list moves; here one region lacks StandardV2 so that both answers can be met.
    private static readonly HashSet<string> s_withoutStandardV2 = ["westcentralus"];

    /// <summary>Whether managed NAT gateways of sku StandardV2 are to be had.</summary>
    public static bool OffersStandardV2(string location) => !s_withoutStandardV2.Contains(location);
}
