using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.ClusterDocuments;

/// <summary>A cluster as it would be after a PUT, and what it is held against.</summary>
/// <param name="World">The world it is in.</param>
/// <param name="Existing">The cluster as it is, or null when it is new.</param>
/// <param name="Document">The cluster as it would be.</param>
/// <param name="ApiVersion">The request's api-version.</param>
internal sealed record ClusterChange(SimulatedWorld World, Resource? Existing, JsonObject Document, string ApiVersion)
{
    /// <summary>The properties as they would be.</summary>
    public JsonObject Properties => Document.Object("properties")!;

    /// <summary>The properties as they are, or null for a new cluster.</summary>
    public JsonObject? Before => Existing?.Document.Object("properties");

    /// <summary>The network profile as it would be.</summary>
    public JsonObject Network => Properties.Object("networkProfile")!;

    /// <summary>The outbound type as it would be.</summary>
    public string OutboundType => Network.Text("outboundType")!;

    /// <summary>The pools as they would be.</summary>
    public IEnumerable<JsonObject> Pools => Properties.Array("agentPoolProfiles").Objects();

    /// <summary>Whether a pool stands in a subnet that isn't AKS's own.</summary>
    public bool OwnNetwork => Pools.Any(static pool => pool.Text("vnetSubnetID") is not null);

    /// <summary>The cluster's region in ARM's short form.</summary>
    public string Location => Document.Text("location") ?? "";

    /// <summary>The subnets that nodes stand in, each once, with their ids.</summary>
    /// <exception cref="RefusalException">400 SubnetNotFound.</exception>
    public IEnumerable<(string Id, JsonObject Subnet)> NodeSubnets()
    {
        foreach (var id in Pools.Select(static pool => pool.Text("vnetSubnetID"))
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase))
        {
            yield return (id, FindSubnet(World, id));
        }
    }

    /// <summary>A subnet by its id.</summary>
    /// <exception cref="RefusalException">400: the id is none, or there is no such subnet.</exception>
    public static JsonObject FindSubnet(SimulatedWorld world, string id)
    {
        if (ResourceId.TryParse(id) is not { IsResource: true } path
            || !ResourceId.Is(path.Type, "Microsoft.Network/virtualNetworks/subnets"))
        {
            throw ClusterErrors.InvalidParameter(
                $"The value of parameter agentPoolProfile.vnetSubnetID is invalid. Error details: '{RequestErrors.Shorten(id)}' is not the "
                    + "id of a subnet.",
                "agentPoolProfile.vnetSubnetID");
        }

        return world.Store.Find(path.Parent().Key)?.Document.Object("properties").Array("subnets").Objects()
            .FirstOrDefault(subnet => ResourceId.Is(subnet.Text("name"), path.Name)) ?? throw ClusterErrors.SubnetNotFound(path);
    }
}
