using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.ClusterDocuments;

/// <summary>A cluster as a PUT would leave it, with its current state for comparison.</summary>
/// <param name="World">The simulated world.</param>
/// <param name="Existing">The current cluster, or null for a new one.</param>
/// <param name="Document">The cluster after the change.</param>
/// <param name="ApiVersion">The request's api-version.</param>
internal sealed record ClusterChange(SimulatedWorld World, Resource? Existing, JsonObject Document, string ApiVersion)
{
    /// <summary>The properties after the change.</summary>
    public JsonObject Properties => Document.Object("properties")!;

    /// <summary>The current properties, or null for a new cluster.</summary>
    public JsonObject? Before => Existing?.Document.Object("properties");

    /// <summary>The network profile after the change.</summary>
    public JsonObject Network => Properties.Object("networkProfile")!;

    /// <summary>The outbound type after the change.</summary>
    public string OutboundType => Network.Text("outboundType")!;

    /// <summary>The agent pools after the change.</summary>
    public IEnumerable<JsonObject> Pools => Properties.Array("agentPoolProfiles").Objects();

    /// <summary>True if a pool uses a bring-your-own subnet.</summary>
    public bool OwnNetwork => Pools.Any(static pool => pool.Text("vnetSubnetID") is not null);

    /// <summary>The cluster's region in ARM's short form.</summary>
    public string Location => Document.Text("location") ?? "";

    /// <summary>The node subnets, each once, with their ids.</summary>
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
    /// <exception cref="RefusalException">400: the id isn't valid, or the subnet doesn't exist.</exception>
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
