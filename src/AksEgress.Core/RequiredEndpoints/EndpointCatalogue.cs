using System.Text.Json.Nodes;
using AksEgress.Core.Documents;

namespace AksEgress.Core.RequiredEndpoints;

/// <summary>The endpoints that AKS requires, by cloud and feature. They have a source and a date, because Microsoft changes them.</summary>
public static class EndpointCatalogue
{
    /// <summary>The cloud for an unknown one, such as in the simulator.</summary>
    public const string DefaultCloud = "AzureCloud";

    /// <summary>The feature of all clusters.</summary>
    public const string Core = "core";

    /// <summary>The placeholder for the region.</summary>
    internal const string Location = "<location>";

    /// <summary>The placeholder for the API server's address.</summary>
    internal const string ApiServer = "<apiServerIp>";

    /// <summary>The placeholder for custom DNS servers of the virtual network.</summary>
    internal const string DnsServer = "<customDnsServer>";

    private static readonly Lazy<(IReadOnlyList<RequiredEndpoint> All, string Tag)> s_catalogue = new(Load);

    /// <summary>All endpoints, with their placeholders.</summary>
    public static IReadOnlyList<RequiredEndpoint> All => s_catalogue.Value.All;

    /// <summary>The FQDN tag of Azure Firewall for the FQDNs that all clusters require.</summary>
    public static string FqdnTag => s_catalogue.Value.Tag;

    /// <summary>
    /// The names that <see cref="FqdnTag"/> stands for, of all clouds and regions: the FQDNs that all clusters require. Azure Firewall
    /// keeps the tag current, so it can contain more (https://learn.microsoft.com/azure/firewall/fqdn-tags).
    /// </summary>
    internal static IReadOnlyList<string> TagPatterns { get; } =
        [.. All.Where(endpoint => endpoint.Feature == Core && endpoint.Kind == "application")
            .Select(endpoint => endpoint.Destination.Split(Location))
            .Select(parts => (parts.Length == 1 ? parts[0] : "*" + parts[1]).ToLowerInvariant())
            .Distinct()];

    /// <summary>The endpoints of a cloud.</summary>
    /// <param name="cloud">The cloud; <see cref="DefaultCloud"/> replaces an unknown one.</param>
    /// <param name="location">The region; null keeps the placeholder.</param>
    /// <param name="features">The features; null for all.</param>
    public static IEnumerable<RequiredEndpoint> Find(string? cloud, string? location, IReadOnlyCollection<string>? features)
    {
        var known = All.FirstOrDefault(endpoint => Same(endpoint.Cloud, cloud))?.Cloud ?? DefaultCloud;
        return All.Where(endpoint =>
            endpoint.Cloud == known && (features is null || features.Contains(endpoint.Feature, StringComparer.OrdinalIgnoreCase)))
            .Select(endpoint =>
                location is null
                    ? endpoint
                    : endpoint with { Destination = endpoint.Destination.Replace(Location, location, StringComparison.Ordinal) });
    }

    private static bool Same(string left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static (IReadOnlyList<RequiredEndpoint> All, string Tag) Load()
    {
        using var stream = typeof(EndpointCatalogue).Assembly.GetManifestResourceStream("required-endpoints.json")!;
        var file = JsonNode.Parse(stream);
        var source = file.Text("source")!;
        var date = file.Text("sourceDate")!;
        return ([.. file.Items("endpoints").Select(item => new RequiredEndpoint(
            item.Text("cloud")!, item.Text("feature")!, item.Text("level")!, item.Text("kind")!, item.Text("destination")!,
            item.Text("protocol")!, item.Number("port")!.Value, item.Text("condition"), source, date))], file.Text("fqdnTag", "name")!);
    }
}
