using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.OutboundTypes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>The network of a node pool: of its nodes, or of its pods if they have a subnet of their own.</summary>
internal sealed class NodeNetwork : SubnetNetwork
{
    /// <summary>Reads the network of the nodes that run a cluster's own pods.</summary>
    public NodeNetwork(SimulatedWorld world, Resource cluster)
        : this(world, cluster, SystemPool(cluster), pods: false)
    {
    }

    /// <summary>Reads the network of a pool.</summary>
    /// <param name="world">The simulated world.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="pool">The pool, or null if the cluster has none.</param>
    /// <param name="pods">
    /// True for the pods' connections: a pod subnet has routes, NAT gateway, and security rules of its own
    /// (https://learn.microsoft.com/azure/aks/configure-azure-cni-dynamic-ip-allocation, "Separate VNet policies for pods").
    /// </param>
    public NodeNetwork(SimulatedWorld world, Resource cluster, JsonObject? pool, bool pods)
        : base(world, FindSubnetId(world, cluster, pool, pods))
    {
        Cluster = cluster;
        Pool = pool;
        Nodes = new NodeResources(world, cluster);
        Profile = cluster.Document.Object("properties").Object("networkProfile");
    }

    /// <summary>The cluster.</summary>
    public Resource Cluster { get; }

    /// <summary>The cluster's node resource group.</summary>
    public NodeResources Nodes { get; }

    /// <summary>The pool, or null when the cluster has none.</summary>
    public JsonObject? Pool { get; }

    /// <inheritdoc/>
    public override string Location => Cluster.Location;

    /// <inheritdoc/>
    public override bool IsBlocked => OutboundType == OutboundTypeNames.Block;

    /// <summary>AKS's own group, which it creates for its nodes.</summary>
    public override IEnumerable<Resource> InterfaceGroups => Nodes.All("networkSecurityGroups");

    /// <inheritdoc/>
    public override IEnumerable<string> ApplicationGroups => Pool.Object("networkProfile").Array("applicationSecurityGroups").Texts();

    /// <summary>
    /// Nodes in the backend pool of a Standard load balancer have no default outbound access: Standard is secure by default
    /// (https://learn.microsoft.com/azure/load-balancer/skus). Not measured on AKS's load balancers; the careful choice.
    /// </summary>
    public override string? DefaultAddress =>
        Nodes.All("loadBalancers").Any(static balancer => !ResourceId.Is(balancer.Document.Object("sku").Text("name"), "Basic"))
            ? null
            : base.DefaultAddress;

    private JsonObject? Profile { get; }

    private string OutboundType => Profile.Text("outboundType") ?? OutboundTypeNames.LoadBalancer;

    /// <summary>
    /// The pool that AKS runs its own pods on, among them the pod of the run command: the first system pool that has running nodes.
    /// </summary>
    public static JsonObject? SystemPool(Resource cluster)
    {
        JsonObject[] pools = [.. cluster.Document.Object("properties").Array("agentPoolProfiles").Objects()];
        JsonObject[] system = [.. pools.Where(static pool => ResourceId.Is(pool.Text("mode") ?? "System", "System"))];
        return Array.Find(
            system, static pool => pool.Number("count") is > 0 && !ResourceId.Is(pool.Object("powerState").Text("code"), "Stopped"))
            ?? system.FirstOrDefault()
            ?? pools.FirstOrDefault();
    }

    /// <summary>A subnet of the virtual network by its name: its id and properties.</summary>
    public (string Id, JsonObject? Properties)? FindSubnet(string name) =>
        Subnets(Network).FirstOrDefault(item => ResourceId.Is(item.Text("name"), name)) is { } found
            ? (found.Text("id")!, found.Object("properties"))
            : null;

    /// <summary>
    /// A managed NAT gateway, then the node's own address, then the load balancer: a node with a public IP address egresses through it,
    /// also with outbound type none (https://learn.microsoft.com/azure/aks/concepts-network-isolated, "Caution"), and a NAT gateway takes
    /// precedence over both (https://learn.microsoft.com/azure/nat-gateway/nat-overview).
    /// </summary>
    public override string? ExplicitAddress(bool six)
    {
        // Not every export contains an AKS-managed network, but it contains the network's gateway and the cluster's own list of
        // addresses.
        if (OutboundTypeNames.IsManagedNat(OutboundType) && Pool.Text("vnetSubnetID") is null)
        {
            var gateway = Nodes.All("natGateways").FirstOrDefault();
            return DirectEgress.OfGateway(World, gateway, six)
                ?? DirectEgress.First(World, Profile.Object("natGatewayProfile").Array("effectiveOutboundIPs"), six);
        }

        return Instance(0, six) ?? (OutboundType == OutboundTypeNames.LoadBalancer
            ? DirectEgress.OfBalancer(World, Nodes.Find("loadBalancers", "kubernetes"), six)
                ?? DirectEgress.First(World, Profile.Object("loadBalancerProfile").Array("effectiveOutboundIPs"), six)
            : null);
    }

    /// <summary>The public IP address of a node by its index, or null: AKS assigns IPv4 addresses only.</summary>
    public string? Instance(int node, bool six = false) =>
        Pool.Flag("enableNodePublicIP") != true || six ? null
        : DirectEgress.RangeOf(World, Pool.Text("nodePublicIPPrefixID")) is { } range ? range.At(node).ToString()
        : MadeAddress(128, $"{Cluster.Key}/{Pool.Text("name")}/{node}");

    // AKS Automatic with managed system node pools names their subnets in hostedSystemProfile (api-version 2026-05-01), and not in a pool.
    // AKS's own pods run there (https://learn.microsoft.com/azure/aks/automatic/aks-automatic-managed-system-node-pools-about). In a
    // network of AKS, the subnet of the API server is the delegated one
    // (https://learn.microsoft.com/azure/aks/api-server-vnet-integration).
    private static string? FindSubnetId(SimulatedWorld world, Resource cluster, JsonObject? pool, bool pods)
    {
        var hosted = cluster.Document.Object("properties").Object("hostedSystemProfile");
        return (pods ? pool.Text("podSubnetID") : null)
            ?? pool.Text("vnetSubnetID")
            ?? (pool is null ? hosted.Text("systemNodeSubnetID") ?? hosted.Text("nodeSubnetID") : null)
            ?? Subnets(new NodeResources(world, cluster).All("virtualNetworks").FirstOrDefault())
                .FirstOrDefault(static subnet => subnet.Object("properties").Array("delegations") is not { Count: > 0 })
                .Text("id");
    }
}
