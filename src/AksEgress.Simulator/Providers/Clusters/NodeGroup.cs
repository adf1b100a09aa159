using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.OutboundTypes;
using AksEgress.Simulator.Providers.ResourceGroups;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>
/// The node resource group of a new cluster: the network security group and, if AKS manages the network, the virtual network and
/// route table.
/// </summary>
internal static class NodeGroup
{
    /// <summary>Creates what a new cluster needs, and keeps existing resources.</summary>
    public static void Create(SimulatedWorld world, Resource cluster)
    {
        NodeResources node = new(world, cluster);
        node.EnsureGroup();
        var security = $"aks-agentpool-{node.Suffix}-nsg";
        if (node.Find("networkSecurityGroups", security) is null)
        {
            node.Put("networkSecurityGroups", security, []);
        }

        var properties = cluster.Properties;
        var own = properties.Array("agentPoolProfiles").Objects().Any(static pool => pool.Text("vnetSubnetID") is not null);
        var network = $"aks-vnet-{node.Suffix}";
        if (!own && node.Find("virtualNetworks", network) is null)
        {
            JsonObject subnet = new()
            {
                ["addressPrefix"] = "10.224.0.0/16",
                ["networkSecurityGroup"] = Json.Reference(node.Id("networkSecurityGroups", security))
            };
            if (ResourceId.Is(properties.Object("networkProfile").Text("networkPlugin"), "kubenet"))
            {
                var table = $"aks-agentpool-{node.Suffix}-routetable";
                node.Put("routeTables", table, []);
                subnet["routeTable"] = Json.Reference(node.Id("routeTables", table));
            }

            node.Put("virtualNetworks", network, new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    ["addressSpace"] = new JsonObject { ["addressPrefixes"] = new JsonArray("10.224.0.0/12") },
                    ["subnets"] = new JsonArray(new JsonObject { ["name"] = "aks-subnet", ["properties"] = subnet }),
                },
            });
        }

        AddKubeletIdentity(cluster, node);
    }

    /// <summary>Removes the group and everything in it.</summary>
    public static void Delete(SimulatedWorld world, Resource cluster)
    {
        if (new NodeResources(world, cluster).Group is { } group)
        {
            GroupContents.Clear(world, group);
        }
    }

    /// <summary>
    /// Gives a cluster with an identity one for its nodes, unless it already has it. A cluster with a service principal also uses
    /// that for its nodes, as recorded.
    /// </summary>
    /// <returns>True if the cluster changed.</returns>
    public static bool AddKubeletIdentity(Resource cluster, NodeResources node)
    {
        if (cluster.Properties.ContainsKey("identityProfile")
            || cluster.Document.Object("identity").Text("type") is not { } type
            || ResourceId.Is(type, "None"))
        {
            return false;
        }

        cluster.Properties["identityProfile"] = new JsonObject { ["kubeletidentity"] = node.Identity(cluster.Path!.Name + "-agentpool") };
        return true;
    }
}
