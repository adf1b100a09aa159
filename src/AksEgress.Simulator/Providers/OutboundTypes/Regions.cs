namespace AksEgress.Simulator.Providers.OutboundTypes;

/// <summary>The features of regions.</summary>
internal static class Regions
{
    // Azure's own list changes. Here, one region lacks StandardV2, so that both results occur.
    private static readonly HashSet<string> s_withoutStandardV2 = ["westcentralus"];

    /// <summary>True if the region offers managed NAT gateways of SKU StandardV2.</summary>
    public static bool OffersStandardV2(string location) => !s_withoutStandardV2.Contains(location);
}
