using System.Net;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>For userDefinedRouting: checks that all node subnets have a default route with a valid next hop.</summary>
internal sealed class RoutingCheck : IPreflightCheck
{
    public IEnumerable<Finding> Check(PreflightInput input)
    {
        if (input.To != OutboundTypeNames.UserDefinedRouting)
        {
            yield break;
        }

        // The code UDRWithNodePublicIPNotAllowed is public (Azure/karpenter-provider-azure, documentation of node public IPs).
        var pools = input.Cluster.AgentPools.Where(pool => pool.EnableNodePublicIp).Select(pool => pool.Name).ToList();
        if (pools.Count > 0)
        {
            yield return FindingKinds.NodePublicIpNotAllowed(
                string.Join(", ", pools), "properties.agentPoolProfiles[].enableNodePublicIP");
        }

        // "UserDefinedRouting is not supported when Cluster has public network access set to Disabled." (Azure/AKS#3690).
        if (string.Equals(
            input.Cluster.Document.Root.Text("properties", "publicNetworkAccess"), "Disabled", StringComparison.OrdinalIgnoreCase))
        {
            yield return FindingKinds.PublicNetworkAccessDisabled(input.To, "properties.publicNetworkAccess");
        }

        foreach (var path in input.Egress.Subnets.Where(path => path.Subnet is not null))
        {
            foreach (var finding in CheckSubnet(input, path))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> CheckSubnet(PreflightInput input, SubnetPath path)
    {
        if (path.RouteTable is not { } table)
        {
            if (path.Subnet!.RouteTable is not null)
            {
                // For a route table that can't be read, the finding is ResourceNotReadable.
                yield break;
            }

            yield return FindingKinds.RouteTableMissing(
                path.Id.Name, string.Join(", ", path.Pools), path.Id.Names[0], path.Id.ResourceGroupName, path.Id.Text);
            yield break;
        }

        if (path.DefaultRoute is not { } route)
        {
            yield return FindingKinds.DefaultRouteMissing(table.Name, path.Id.Name, table.ResourceGroupName, table.Id);
            yield break;
        }

        if (path.SplitDefaultRoute is not null && !table.Routes.Any(item => item.AddressPrefix == "0.0.0.0/0"))
        {
            yield return FindingKinds.SplitDefaultRoute(table.Name, path.Id.Name, table.ResourceGroupName, table.Id);
        }

        if (!path.HasRouteToAppliance)
        {
            yield return FindingKinds.DefaultRouteNextHop(
                route.Name, table.Name, route.NextHopType, table.ResourceGroupName, route.Id ?? table.Id);
            yield break;
        }

        if (route.NextHopType == "VirtualAppliance")
        {
            if (!IsInside(route.NextHopIpAddress, path))
            {
                yield return FindingKinds.NextHopOutsideNetwork(
                    route.NextHopIpAddress ?? "(none)", table.Name, path.Id.Names[0], route.Id ?? table.Id);
            }

            if (input.Egress.FirewallBehind(path) is null)
            {
                yield return FindingKinds.NextHopUnknown(route.NextHopIpAddress ?? "(none)", route.Id ?? table.Id);
            }
        }

        if (input.Cluster.NetworkPlugin == "kubenet")
        {
            // For a new cluster, the finding is SystemIdentityWithRouteTable.
            var identity = input.Cluster.Document.Root.Text("identity", "type");
            if (!input.IsCreation && string.Equals(identity, "SystemAssigned", StringComparison.OrdinalIgnoreCase))
            {
                yield return FindingKinds.UserAssignedIdentityRequired(path.Id.Name, "identity.type");
            }

            yield return FindingKinds.KubenetRouteTable(path.Id.Name, table.Id);
        }
    }

    private static bool IsInside(string? address, SubnetPath path) =>
        IPAddress.TryParse(address, out var ip)
        && (path.Network!.AddressPrefix.Concat(path.Network.PeeredAddressPrefix)).Any(range =>
            IPNetwork.TryParse(range, out var network) && network.Contains(ip));
}
