using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AksEgress.Tests.Help;

/// <summary>
/// The RBAC actions that requests need, by Azure Resource Manager's own rule: GET reads, PUT and PATCH write, DELETE deletes, POST
/// is the action in the last part of its path. A writer of a document also needs the right to join or assign every resource that
/// the document refers to, whether the reference is new or not: Azure Resource Manager sees only the document.
/// </summary>
internal static partial class RequestedActions
{
    // The references that a document of a type can contain, by member path; [] stands for the items of a list.
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

    /// <summary>The actions of requests.</summary>
    /// <param name="told">The lines of -Verbose; lines that aren't requests are ignored.</param>
    /// <param name="state">The resources at the end, as a JSON array.</param>
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

    // Identities and role assignments exist as soon as the request is answered; these resources take time.
    private static bool IsAsynchronous(string path) =>
        Types(path).Split('/')[0] is "Microsoft.Network" or "Microsoft.ContainerService" or "Microsoft.Resources";

    // The paths of status links: below the provider's locations, the subscription's results, and the command's own.
    private static string Status(string written) => written.EndsWith("/runCommand", StringComparison.OrdinalIgnoreCase)
        ? "Microsoft.ContainerService/managedClusters/commandResults/read"
        : Types(written) is "Microsoft.Resources/subscriptions/resourceGroups"
            ? "Microsoft.Resources/subscriptions/operationresults/read"
            : Types(written).Split('/')[0] + "/locations/operations/read";

    // Subnets are in their virtual network's document, and node pools in their cluster's.
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

    // The type in a path: the last provider, then each segment that is a type rather than a name.
    private static string Types(string path)
    {
        var last = path.LastIndexOf("/providers/Microsoft.", StringComparison.OrdinalIgnoreCase);
        if (last < 0)
        {
            return "Microsoft.Resources/"
                + string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where((_, index) => index % 2 == 0));
        }

        // A feature's path contains the provider that it belongs to, but its type belongs to Microsoft.Features.
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
