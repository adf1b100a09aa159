using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AksEgress.Tests.Help;

/// <summary>
/// The RBAC actions that requests need, by Azure Resource Manager's own rule: GET reads, PUT and PATCH write, DELETE deletes, POST
/// is the action that the last part of its path names. Whoever writes a document needs, for what the document refers to, the right to join
/// or to assign it as well, whether the reference is new or not: Azure Resource Manager sees the document only.
/// </summary>
internal static partial class RequestedActions
{
    // What a document of a type may refer to, by the members that lead there; [] goes through a list.
    private static readonly Dictionary<string, string[]> s_references = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Network/virtualNetworks"] =
            ["subnets[].properties.routeTable.id", "subnets[].properties.natGateway.id", "subnets[].properties.networkSecurityGroup.id"],
        ["Microsoft.Network/virtualNetworks/subnets"] = ["routeTable.id", "natGateway.id", "networkSecurityGroup.id"],
        ["Microsoft.Network/natGateways"] =
        [
            "publicIpAddresses[].id", "publicIpAddressesV6[].id", "publicIpPrefixes[].id", "publicIpPrefixesV6[].id"
        ],
        ["Microsoft.Network/publicIPAddresses"] = ["publicIPPrefix.id"],
        ["Microsoft.Network/azureFirewalls"] =
        [
            "firewallPolicy.id", "ipConfigurations[].properties.subnet.id", "ipConfigurations[].properties.publicIPAddress.id",
            "ipConfigurations[].properties.publicIPPrefix.id", "managementIpConfiguration.properties.subnet.id",
            "managementIpConfiguration.properties.publicIPAddress.id",
        ],
        ["Microsoft.ContainerService/managedClusters"] =
        [
            "agentPoolProfiles[].vnetSubnetID",
            "agentPoolProfiles[].podSubnetID",
            "apiServerAccessProfile.subnetId",
            "networkProfile.loadBalancerProfile.outboundIPs.publicIPs[].id",
            "networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes[].id",
            "networkProfile.natGatewayProfile.outboundIPs.publicIPs[]",
            "networkProfile.natGatewayProfile.outboundIPPrefixes.publicIPPrefixes[]",
        ],
        ["Microsoft.ContainerService/managedClusters/agentPools"] = ["vnetSubnetID", "podSubnetID"],
    };

    /// <summary>The actions.</summary>
    /// <param name="told">What -Verbose told; what is no request is passed over.</param>
    /// <param name="state">The resources that there were in the end, as a JSON array.</param>
    public static IReadOnlySet<string> Of(IReadOnlyList<string> told, string state)
    {
        var documents = Documents(state);
        var actions = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        string? written = null;
        foreach (var request in told.Select(line => Request().Match(line)).Where(match => match.Success))
        {
            var (method, path) = (request.Groups[1].Value, request.Groups[2].Value.Split('?')[0]);
            if (method != "WAIT")
            {
                actions.Add(Action(method, path));
                written = method != "GET" && IsAsynchronous(path) ? path : written;
            }
            else if (path.StartsWith('/'))
            {
                actions.Add(Action("GET", path));
            }
            else if (written is not null)
            {
                actions.Add(Status(written));
            }

            if (method == "PUT" && documents.TryGetValue(path, out var document))
            {
                actions.UnionWith(Linked(Types(path), document));
            }
        }

        return actions;
    }

    // Identities and role assignments are there with the answer; these take their time.
    private static bool IsAsynchronous(string path) =>
        Types(path).Split('/')[0] is "Microsoft.Network" or "Microsoft.ContainerService" or "Microsoft.Resources";

    // Where the answer to a write says that its status is: below the provider's locations, the subscription's results, the command's own.
    private static string Status(string written) => written.EndsWith("/runCommand", StringComparison.OrdinalIgnoreCase)
        ? "Microsoft.ContainerService/managedClusters/commandResults/read"
        : Types(written) is "Microsoft.Resources/subscriptions/resourceGroups"
            ? "Microsoft.Resources/subscriptions/operationresults/read"
            : Types(written).Split('/')[0] + "/locations/operations/read";

    // Subnets stand in their networks, pools in their clusters.
    private static Dictionary<string, JsonObject> Documents(string state)
    {
        var documents = new Dictionary<string, JsonObject>(StringComparer.OrdinalIgnoreCase);
        foreach (var document in JsonNode.Parse(state)!.AsArray().OfType<JsonObject>())
        {
            var id = (string?)document["id"] ?? string.Empty;
            documents[id] = document;
            foreach (var subnet in (document["properties"]?["subnets"] as JsonArray ?? []).OfType<JsonObject>())
            {
                documents.TryAdd($"{id}/subnets/{subnet["name"]}", subnet);
            }

            foreach (var pool in (document["properties"]?["agentPoolProfiles"] as JsonArray ?? []).OfType<JsonObject>())
            {
                documents.TryAdd($"{id}/agentPools/{pool["name"]}", new JsonObject { ["properties"] = pool.DeepClone() });
            }
        }

        return documents;
    }

    private static string Action(string method, string path)
    {
        if (method == "POST")
        {
            // A query is a read, whatever its method.
            var end = path.LastIndexOf('/');
            return path == "/providers/Microsoft.ResourceGraph/resources"
                ? "Microsoft.ResourceGraph/resources/read"
                : $"{Types(path[..end])}{path[end..]}/action";
        }

        return Types(path) + "/"
            + method switch
            {
                "GET" or "HEAD" => "read",
                "PUT" or "PATCH" => "write",
                "DELETE" => "delete",
                _ => throw new ArgumentOutOfRangeException(nameof(method), method, null)
            };
    }

    // The type in a path: the provider that stands last, then each part that is a type and no name.
    private static string Types(string path)
    {
        var last = path.LastIndexOf("/providers/Microsoft.", StringComparison.OrdinalIgnoreCase);
        if (last < 0)
        {
            return "Microsoft.Resources/"
                + string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where((_, index) => index % 2 == 0));
        }

        // A feature is below the provider that it is a feature of, and still of Microsoft.Features.
        const string features = "/providers/Microsoft.Features/providers/";
        if (path.Contains(features, StringComparison.OrdinalIgnoreCase))
        {
            return "Microsoft.Features/providers/features";
        }

        var parts = path[(last + "/providers/".Length)..].Split('/');
        return string.Join('/', parts.Where((_, index) => index == 0 || index % 2 == 1));
    }

    private static IEnumerable<string> Linked(string type, JsonObject document)
    {
        foreach (var identity in (document["identity"]?["userAssignedIdentities"] as JsonObject ?? []).Select(member => member.Key))
        {
            yield return Types(identity) + "/assign/action";
        }

        foreach (var id in s_references.GetValueOrDefault(type, []).SelectMany(path => Values(document["properties"], path.Split('.'))))
        {
            yield return Types(id) + "/join/action";
        }
    }

    private static IEnumerable<string> Values(JsonNode? node, ReadOnlyMemory<string> path)
    {
        if (path.IsEmpty)
        {
            return (string?)node is { } text ? [text] : [];
        }

        var name = path.Span[0];
        var member = (node as JsonObject)?[name.Replace("[]", string.Empty, StringComparison.Ordinal)];
        var rest = path[1..];
        return name.EndsWith("[]", StringComparison.Ordinal)
            ? (member as JsonArray ?? []).SelectMany(item => Values(item, rest))
            : Values(member, rest);
    }

    [GeneratedRegex(@"^(GET|HEAD|PUT|PATCH|POST|DELETE|WAIT) (.+) -> \d+ in ")]
    private static partial Regex Request();
}
