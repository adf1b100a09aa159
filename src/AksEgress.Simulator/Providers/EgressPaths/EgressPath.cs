using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>
/// The path of a connection from a subnet, derived from the simulated resources: network security groups, the effective route, then
/// appliance, or NAT gateway, public IP address, load balancer, and default outbound access.
/// </summary>
internal sealed class EgressPath(SubnetNetwork nodes)
{
    /// <summary>Reads the path of a cluster's nodes or pods: those that AKS runs its own pods on.</summary>
    /// <param name="world">The simulated world.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="pods">True for the connections of pods; false for those of nodes, such as pulling an image.</param>
    public EgressPath(SimulatedWorld world, Resource cluster, bool pods = false)
        : this(new NodeNetwork(world, cluster, NodeNetwork.SystemPool(cluster), pods))
    {
    }

    /// <summary>The network that connections start in.</summary>
    public SubnetNetwork Nodes { get; } = nodes;

    /// <summary>Returns the outcome of a connection.</summary>
    public ConnectionVerdict To(Destination destination)
    {
        var six = SubnetNetwork.IsIPv6(destination.Address);
        if (!SecurityGroups.Allow(Nodes, destination)
            || (Nodes.IsBlocked && !Prefixes.IsPrivate(destination.Address))
            || (six && !Nodes.HasIPv6))
        {
            return ConnectionVerdict.NoAnswer;
        }

        var route = EffectiveRoutes.Choose(Nodes, destination);
        switch (route?.HopType.ToUpperInvariant())
        {
            case "VNETLOCAL" or "VNETPEERING":
                return Listens(destination) ? new ConnectionVerdict(EgressOutcome.Local) : ConnectionVerdict.NoAnswer;
            case "VIRTUALNETWORKSERVICEENDPOINT":
                // The service sees the private address (https://learn.microsoft.com/azure/virtual-network/
                // virtual-network-service-endpoints-overview).
                return new ConnectionVerdict(EgressOutcome.Local);
            case "INTERNET":
                return Open(DirectEgress.Address(Nodes, six));
            case "VIRTUALAPPLIANCE" or "VIRTUALAPPLIANCEECMP":
                return Through(route.HopAddress, destination);
            case "VIRTUALNETWORKGATEWAY":
                return route.HopAddress is null
                    ? OnPremises(route, destination)
                    : Through(route.HopAddress, destination);
            default:
                return ConnectionVerdict.NoAnswer;
        }
    }

    /// <summary>Returns the outcome of an HTTP request, through the cluster's proxy if it has one for the destination.</summary>
    public ConnectionVerdict Reach(Destination destination) =>
        Nodes is not NodeNetwork { Cluster: var cluster }
        || ClusterProxy.For(cluster, destination.Application ?? "https", destination.Host) is not { } proxy ? To(destination)
            : HostNames.Resolve(proxy.Host) is { } address ? proxy.Through(this, address, destination).Verdict
            : ConnectionVerdict.NoAnswer;

    private static ConnectionVerdict Open(string? address) =>
        address is null ? ConnectionVerdict.NoAnswer : new ConnectionVerdict(EgressOutcome.Open, address);

    // An appliance of another vendor has no rules to read, so no response is known to arrive. Azure Firewall doesn't support IPv6
    // (https://learn.microsoft.com/azure/firewall/firewall-known-issues).
    private ConnectionVerdict Through(string? address, Destination destination) =>
        !SubnetNetwork.IsIPv6(destination.Address) && FirewallPath.Find(Nodes, address) is { } firewall
            ? new FirewallPath(Nodes, firewall).To(destination)
            : ConnectionVerdict.NoAnswer;

    // What listens on premises isn't simulated.
    private ConnectionVerdict OnPremises(EffectiveRoute route, Destination destination) =>
        Prefixes.IsPrivate(destination.Address)
            ? ConnectionVerdict.NoAnswer
            : Open(GatewayRoutes.EgressAddress(Nodes, route.Source));

    // Within the network, load balancers are known to listen. On which ports a virtual machine listens isn't known to ARM: here, on all of
    // TCP.
    private bool Listens(Destination destination)
    {
        if (destination.Protocol == "TCP" && InterfaceNetwork.Find(Nodes, destination.Address.ToString()) is not null)
        {
            return true;
        }

        var wanted = destination.Address.ToString();
        foreach (var balancer in Nodes.All("loadBalancers"))
        {
            var properties = balancer.Document.Object("properties");
            var frontend = properties
                .Array("frontendIPConfigurations")
                .Objects()
                .FirstOrDefault(item => item.Object("properties").Text("privateIPAddress") == wanted);
            if (frontend is not null
                && properties
                    .Array("loadBalancingRules")
                    .Objects()
                    .Select(static rule => rule.Object("properties"))
                    .Any(rule => rule.Number("frontendPort") == destination.Port
                        && ResourceId.Is(rule.Object("frontendIPConfiguration").Text("id"), frontend.Text("id"))
                        && ResourceId.Is(rule.Text("protocol"), destination.Protocol)))
            {
                return true;
            }
        }

        return false;
    }
}
