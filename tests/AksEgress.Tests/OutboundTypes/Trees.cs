using System.Text.Json.Nodes;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>
/// Compares two JSON trees leaf by leaf. It is separate from Core's comparison, so that a defect there can't hide itself: for a
/// removed object, each of its leaves is listed.
/// </summary>
internal static class Trees
{
    private const string Profile = "properties.networkProfile.";

    private static readonly string[] s_loadBalancer =
    [
        "managedOutboundIPs", "outboundIPs", "outboundIPPrefixes", "effectiveOutboundIPs", "allocatedOutboundPorts", "idleTimeoutInMinutes"
    ];
    private static readonly string[] s_natGateway =
    [
        "managedOutboundIPProfile", "outboundIPs", "outboundIPPrefixes", "effectiveOutboundIPs", "idleTimeoutInMinutes", "sku"
    ];

    /// <summary>The paths of all leaves that differ.</summary>
    public static IReadOnlyList<string> Differences(JsonNode? before, JsonNode? after)
    {
        var b = Leaves(before);
        var a = Leaves(after);
        return [.. b
            .Keys.Union(a.Keys)
            .Where(path => !(b.TryGetValue(path, out var was) && a.TryGetValue(path, out var now) && was == now))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The paths that aren't about egress: no change of an outbound type may leave one.</summary>
    public static IEnumerable<string> NotEgress(IEnumerable<string> paths) => paths.Where(path => !IsEgress(path));

    /// <summary>The names of members in order, at every level.</summary>
    public static IEnumerable<string> Order(JsonNode? node, string path = "") => node switch
    {
        JsonObject o => o.SelectMany(member => new[] { path + "." + member.Key }.Concat(Order(member.Value, path + "." + member.Key))),
        JsonArray a => a.SelectMany((item, i) => Order(item, $"{path}[{i}]")),
        _ => [],
    };

    private static bool IsEgress(string path) => path == Profile + "outboundType"
        || path is Profile + "loadBalancerProfile" or Profile + "natGatewayProfile"
        || s_loadBalancer.Any(member => IsBelow(path, Profile + "loadBalancerProfile." + member))
        || s_natGateway.Any(member => IsBelow(path, Profile + "natGatewayProfile." + member));

    private static bool IsBelow(string path, string member) =>
        path == member
            || path.StartsWith(member + ".", StringComparison.Ordinal)
            || path.StartsWith(member + "[", StringComparison.Ordinal);

    private static Dictionary<string, string> Leaves(JsonNode? node)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        Walk(string.Empty, node);
        return leaves;

        void Walk(string path, JsonNode? at)
        {
            switch (at)
            {
                case JsonObject { Count: > 0 } o:
                    foreach (var (name, value) in o)
                    {
                        Walk(path.Length == 0 ? name : path + "." + name, value);
                    }

                    break;
                case JsonArray { Count: > 0 } a:
                    for (var i = 0; i < a.Count; i++)
                    {
                        Walk($"{path}[{i}]", a[i]);
                    }

                    break;
                default:
                    leaves[path] = at?.ToJsonString() ?? "null";
                    break;
            }
        }
    }
}
