using AksEgress.Core.Clusters;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>For userAssignedNATGateway: checks that all node subnets have a NAT gateway with an address that traffic uses.</summary>
internal sealed class NatGatewayCheck : IPreflightCheck
{
    public IEnumerable<Finding> Check(PreflightInput input)
    {
        if (input.To != OutboundTypeNames.UserAssignedNatGateway)
        {
            yield break;
        }

        foreach (var path in input.Egress.Subnets.Where(path => path.Subnet is not null))
        {
            if (path.NatGateway is not { } gateway)
            {
                // For a NAT gateway that can't be read, the finding is ResourceNotReadable.
                if (path.Subnet!.NatGateway is null)
                {
                    yield return FindingKinds.NatGatewayMissing(
                        path.Id.Name, string.Join(", ", path.Pools), path.Id.Names[0], path.Id.ResourceGroupName, path.Id.Text);
                }
            }
            else if (gateway.PublicIp.Count + gateway.PublicIpPrefix.Count == 0)
            {
                yield return FindingKinds.NatGatewayWithoutAddress(gateway.Name, path.Id.Name, gateway.ResourceGroupName, gateway.Id);
            }

            if (path.HasRouteToAppliance)
            {
                var route = path.DefaultRoute!;
                yield return FindingKinds.RouteOverridesNatGateway(
                    path.RouteTable!.Name, path.Id.Name, route.NextHopIpAddress ?? route.NextHopType, path.Id.Names[0],
                    path.Id.ResourceGroupName, route.Name, path.RouteTable.ResourceGroupName, path.RouteTable.Id);
            }
        }
    }
}
