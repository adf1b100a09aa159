namespace AksEgress.Core.Preflight;

/// <summary>
/// The regions that Microsoft lists as not offering NAT gateways of SKU StandardV2 (learn.microsoft.com/azure/nat-gateway/nat-sku, known
/// limitations). Microsoft adds regions without notice, so a region in the list is a warning and never an error.
/// </summary>
internal static class StandardV2Regions
{
    private static readonly HashSet<string> s_without = new(StringComparer.OrdinalIgnoreCase)
    {
        "canadaeast", "centralindia", "chilecentral", "indonesiacentral", "israelnorthwest", "malaysiawest", "qatarcentral", "uaecentral",
    };

    /// <summary>True if the list doesn't contain the region; null if the region is unknown.</summary>
    public static bool? Offer(string? location) =>
        location is { Length: > 0 } ? !s_without.Contains(location.Replace(" ", string.Empty, StringComparison.Ordinal)) : null;
}
