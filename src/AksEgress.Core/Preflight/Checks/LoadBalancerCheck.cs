using AksEgress.Core.Clusters;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>
/// Checks whether traffic would egress through the load balancer in a BYO virtual network. A route to an appliance takes precedence
/// over a NAT gateway, and a NAT gateway over outbound rules.
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

            // Without the route, the NAT gateway would take precedence.
            if (path.NatGateway is { } gateway && input.IsCreation)
            {
                // AKS blocks the creation, but not an update of an existing cluster (Azure/AKS, release notes of 2022-09 and 2022-10).
                yield return FindingKinds.SubnetHasNatGateway(path.Id.Name, gateway.Name, input.To, gateway.Id);
            }
            else if (path.NatGateway is { } overriding)
            {
                yield return FindingKinds.NatGatewayOverridesLoadBalancer(
                    path.Id.Name, overriding.Name, path.Id.Names[0], path.Id.ResourceGroupName, overriding.Id);
            }
        }
    }
}
