using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>
/// The path of a connection from a cluster's nodes, derived from the simulated resources: network security groups, the effective
/// route, then appliance, NAT gateway, or load balancer.
/// </summary>
internal sealed class EgressPath(SimulatedWorld world, Resource cluster)
{
    /// <summary>The network of the nodes.</summary>
    public NodeNetwork Nodes { get; } = new(world, cluster);

    /// <summary>Returns the outcome of a connection.</summary>
    public ConnectionVerdict To(Destination destination)
    {
        var network = cluster.Document.Object("properties").Object("networkProfile");
        if (!SecurityGroups.Allow(world, Nodes, destination)
            || (ResourceId.Is(network.Text("outboundType"), "block") && !Prefixes.IsPrivate(destination.Address)))
        {
            return ConnectionVerdict.NoAnswer;
        }

        var hop = NextHop.Choose(world, Nodes, destination);
        switch (hop.Type.ToUpperInvariant())
        {
            case "VNETLOCAL":
                return Listens(destination) ? new ConnectionVerdict(EgressOutcome.Local) : ConnectionVerdict.NoAnswer;
            case "INTERNET":
                return DirectEgress.Address(world, Nodes) is { } address
                    ? new ConnectionVerdict(EgressOutcome.Open, address)
                    : ConnectionVerdict.NoAnswer;
            case "VIRTUALAPPLIANCE":
                // An appliance of another vendor has no rules to read, so no response is known to arrive.
                return FirewallPath.Find(world, Nodes, hop.Address) is { } firewall
                    ? new FirewallPath(world, Nodes, firewall).To(destination)
                    : ConnectionVerdict.NoAnswer;
            default:
                return ConnectionVerdict.NoAnswer;
        }
    }

    // Within the network, only load balancers are known to listen.
    private bool Listens(Destination destination)
    {
        var wanted = destination.Address.ToString();
        foreach (var key in world.Store.Collection(
            $"/subscriptions/{cluster.Path!.Subscription}/providers/microsoft.network/loadbalancers"))
        {
            var properties = world.Store.Find(key)?.Document.Object("properties");
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
