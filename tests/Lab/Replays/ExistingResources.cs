using System.Text.Json.Nodes;

namespace AksEgress.Lab.Replays;

/// <summary>
/// The resources that exist when a recording starts, or that its template deployments create, which are out of scope: the simulator
/// gets them when the recording reads them first, as it read them, and these reads aren't compared.
/// </summary>
internal static class ExistingResources
{
    private static readonly string[] s_providers =
        ["/providers/Microsoft.Network/", "/providers/Microsoft.ContainerService/managedClusters/"];
    private const string Addresses = "Microsoft.Network/publicIPAddresses";

    /// <summary>
    /// The resource of a first read, after the public IP addresses that it refers to and that no request of the recording creates.
    /// </summary>
    public static IEnumerable<JsonObject> Of(Exchange read, IReadOnlyList<Exchange> exchanges)
    {
        var document = read.Response!.DeepClone().AsObject();
        return References(document)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(id => ReplayScope.TypeOf(id) == Addresses
                && !exchanges.Any(exchange => exchange.Method == "PUT" && Is(Id(exchange), id)))
            .Select(id => Address(id, document))
            .Append(document);
    }

    /// <summary>True if an exchange is the first read of what a deployment created.</summary>
    public static bool IsFirstRead(Exchange exchange, IReadOnlyList<Exchange> exchanges) =>
        exchange is { Method: "GET", Status: 200, Response: JsonObject body }
            && body["id"] is JsonValue
            && s_providers.Any(provider => Id(exchange).Contains(provider, StringComparison.OrdinalIgnoreCase))
            && ReplayScope.TypeOf(Id(exchange)).Count(static c => c == '/') == 1
            && !IsNodeGroup(Group(exchange), exchanges)
            && !exchanges.Any(other => other.Number < exchange.Number
                && Is(Id(other), Id(exchange))
                && other is { Method: "PUT" } or { Method: "GET", Status: 200 });

    // AKS creates the resources of a node resource group.
    private static bool IsNodeGroup(string group, IReadOnlyList<Exchange> exchanges) =>
        exchanges.Any(other => other.Response?["properties"] is JsonObject properties
            && properties["nodeResourceGroup"]?.ToString() is { } name
            && group.EndsWith("/" + name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(static member =>
            member.Key == "id" && member.Value is JsonValue value ? [value.ToString()] : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private static JsonObject Address(string id, JsonObject user) => new()
    {
        ["id"] = id,
        ["name"] = id[(id.LastIndexOf('/') + 1)..],
        ["type"] = Addresses,
        ["location"] = user["location"]?.DeepClone(),
        ["sku"] = new JsonObject { ["name"] = user["sku"]?["name"]?.ToString() ?? "Basic", ["tier"] = "Regional" },
        ["properties"] = new JsonObject { ["provisioningState"] = "Succeeded", ["publicIPAllocationMethod"] = "Static" },
    };

    private static string Id(Exchange exchange) => exchange.Path.Split('?')[0];

    private static string Group(Exchange exchange) => string.Join('/', Id(exchange).Split('/').Take(5));

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
