using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>Checks the kind of the virtual network, and whether the node subnets exist.</summary>
internal sealed class NetworkModeCheck : IPreflightCheck
{
    public IEnumerable<Finding> Check(PreflightInput input)
    {
        var own = input.Cluster.VirtualNetworkMode == VirtualNetworkMode.BringYourOwn;
        if (!own && input.To is OutboundTypeNames.UserAssignedNatGateway or OutboundTypeNames.UserDefinedRouting)
        {
            yield return FindingKinds.ByoNetworkRequired(input.To, "properties.agentPoolProfiles[].vnetSubnetID");
        }

        if (own && input.To is OutboundTypeNames.ManagedNatGateway or OutboundTypeNames.Block)
        {
            var pool = input.Cluster.AgentPools.First(pool => pool.SubnetId is not null);
            yield return FindingKinds.ManagedNetworkRequired(
                input.To,
                pool.Name,
                input.To == OutboundTypeNames.Block ? Advice.CreateClusterForBlock() : Advice.UseUserAssignedNatGateway(),
                "properties.agentPoolProfiles[].vnetSubnetID");
        }

        foreach (var path in input.Egress.Subnets.Where(path => path.Subnet is null))
        {
            yield return FindingKinds.SubnetNotFound(
                path.Id.Name, string.Join(", ", path.Pools), path.Id.Names[0], path.Id.ResourceGroupName, path.Id.Text);
        }

        // An existing cluster is always in the region of its virtual network.
        var here = input.IsCreation ? input.Cluster.Location : null;
        foreach (var path in input.Egress.Subnets.Where(path =>
            here is not null && path.Network?.Location is { } region && !region.Equals(here, StringComparison.OrdinalIgnoreCase)))
        {
            yield return FindingKinds.NetworkLocationDiffers(path.Network!.Name, path.Id.Name, path.Network.Location, here, path.Id.Text);
        }
    }
}
