using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Clients.Resources;

/// <summary>ARM's list of resources of any type: the members that all resources share, with a filter by type, name, or tag.</summary>
internal static class ResourceList
{
    private static readonly string[] s_members =
    [
        "id", "name", "type", "kind", "location", "tags", "sku", "identity", "zones", "managedBy"
    ];

    /// <summary>GET /subscriptions/{s}[/resourceGroups/{g}]/resources.</summary>
    public static ArmAnswer Answer(SimulatedWorld world, IncomingRequest request, string subscription, string? group, int pageSize)
    {
        if (group is not null && world.Store.FindGroup(subscription, group) is null)
        {
            throw RequestErrors.GroupNotFound(group);
        }

        IEnumerable<string> groups = group is null
            ? world.Store.Collection($"/subscriptions/{subscription}/resourcegroups".ToLowerInvariant())
            : [ResourceId.GroupKey(subscription, group)];
        var filter = request.Parameter("$filter");
        IEnumerable<(string, byte[]?)> items = groups.SelectMany(key => world.Store.Contents(key))
            .Select(key => world.Store.Find(key)!)
            .Where(resource => resource.Path is { IsNested: false } path && !IsExtension(path) && Matches(resource, filter))
            .Select(resource => (resource.Key, (byte[]?)Json.Bytes(Short(resource, request.Parameter("$expand") ?? ""))));
        return Listing.Page(request, items, pageSize);
    }

    // Child resources, such as a role assignment on a subnet, aren't resources of the group. Neither is one on the group itself.
    private static bool IsExtension(ResourceId path) =>
        path.Scope.Contains("/providers/", StringComparison.OrdinalIgnoreCase) || ResourceId.Is(path.Namespace, "Microsoft.Authorization");

    // Ids and types have the casing of the provider's registration here, whatever the provider itself returns: AKS has
    // resourcegroups and ManagedClusters in its own documents.
    private static JsonObject Short(Resource resource, string expand)
    {
        var document = resource.Peek();
        JsonObject result = [];
        foreach (var member in s_members)
        {
            if (document.TryGetPropertyValue(member, out var value))
            {
                result[member] = value?.DeepClone();
            }
        }

        if (ResourceId.Is(resource.Path!.Type, "Microsoft.ContainerService/managedClusters"))
        {
            result["type"] = "Microsoft.ContainerService/managedClusters";
        }

        result["id"] = resource.Id.Replace("/resourcegroups/", "/resourceGroups/", StringComparison.Ordinal);
        if (expand.Contains("provisioningState", StringComparison.OrdinalIgnoreCase)
            && document.Object("properties").Text("provisioningState") is { } state)
        {
            result["provisioningState"] = state;
        }

        return result;
    }

    // The filters that the Azure CLI and Azure PowerShell send: "resourceType eq 'x'", "name eq 'x'", "resourceGroup eq 'x'",
    // "tagName eq 'x' and tagValue eq 'y'".
    private static bool Matches(Resource resource, string? filter)
    {
        if (string.IsNullOrEmpty(filter))
        {
            return true;
        }

        var document = resource.Peek();
        string? tag = null;
        foreach (var clause in filter.Split(" and ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = clause.Split(" eq ", 2, StringSplitOptions.TrimEntries);
            if (words.Length != 2)
            {
                continue;
            }

            var value = words[1].Trim('\'');
            var fits = words[0].ToUpperInvariant() switch
            {
                "RESOURCETYPE" => ResourceId.Is(document.Text("type"), value),
                "RESOURCEGROUP" => ResourceId.Is(resource.Path!.Group, value),
                "NAME" => ResourceId.Is(document.Text("name"), value),
                "LOCATION" => ResourceId.Is(document.Text("location"), Resource.ShortLocation(value)),
                "TAGNAME" => document.Object("tags")?.ContainsKey(tag = value) == true,
                "TAGVALUE" => tag is not null && document.Object("tags").Text(tag) == value,
                _ => true,
            };
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }
}
