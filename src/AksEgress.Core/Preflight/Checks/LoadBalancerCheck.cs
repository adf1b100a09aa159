using AksEgress.Core.Clusters;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>
/// For loadBalancer in a network of the user's own: would traffic leave by the load balancer at all? A route to an appliance
/// wins over a NAT gateway, and that over outbound rules.
/// </summary>
internal sealed class LoadBalancerCheck : IPreflightCheck
{
    public IEnumerable<Finding> Check(PreflightInput input)
    {
        if (input.To != OutboundTypeNames.LoadBalancer)
        {
            yield break;
        }

        foreach (var path in input.Egress.Subnets)
        {
            if (path.HasRouteToAppliance)
            {
                var route = path.DefaultRoute!;
                yield return FindingKinds.RouteOverridesLoadBalancer(
                    path.RouteTable!.Name, path.Id.Name, route.NextHopIpAddress ?? route.NextHopType, path.Id.Names[0],
                    path.Id.ResourceGroupName, route.Name, path.RouteTable.ResourceGroupName, path.RouteTable.Id);
            }

            // Beside a route it would be the next to win.
            if (path.NatGateway is { } gateway)
            {
                yield return FindingKinds.NatGatewayOverridesLoadBalancer(
                    path.Id.Name, gateway.Name, path.Id.Names[0], path.Id.ResourceGroupName, gateway.Id);
            }
        }
    }
}
