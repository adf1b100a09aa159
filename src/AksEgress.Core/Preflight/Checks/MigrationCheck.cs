using AksEgress.Core.Clusters;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>Checks whether the change of the outbound type is supported.</summary>
internal sealed class MigrationCheck : IPreflightCheck
{
    public IEnumerable<Finding> Check(PreflightInput input)
    {
        if (input.IsCreation)
        {
            yield break;
        }

        // Without a specified SKU, an existing NAT gateway keeps its SKU, and AKS chooses that of a new one.
        var from = MigrationTable.TableName(input.From, input.NatGatewaySku);
        var to = MigrationTable.TableName(input.To, input.Target.NatGateway.Sku ?? (input.From == input.To ? input.NatGatewaySku : null));
        if (from == OutboundTypeNames.ManagedNatGatewayV2 && to == OutboundTypeNames.ManagedNatGateway)
        {
            yield return FindingKinds.NatGatewaySkuIrreversible("properties.networkProfile.natGatewayProfile.sku");
            yield break;
        }

        var path = MigrationTable.Find(from, to, input.Cluster.VirtualNetworkMode);
        if (path.Support == MigrationSupport.NotSupported)
        {
            var network = path.VirtualNetworkMode == VirtualNetworkMode.Managed ? "managed" : "bring-your-own";
            yield return FindingKinds.UnsupportedMigration(
                from, to, network, path.Source, path.Date, "properties.networkProfile.outboundType");
        }
        else if (path.Support == MigrationSupport.Disputed)
        {
            yield return FindingKinds.DisputedMigration(from, to, path.Source, "properties.networkProfile.outboundType");
        }
    }
}
