using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.OutboundTypes;

/// <summary>
/// The supported changes of the outbound type: the table of egress-outboundtype.md as of 2026-08-05. The release notes of 2026-05-29
/// also allow managedNATGatewayV2 to none and block; the newer page decides here. The code is public, and the text is the simulator's.
/// </summary>
internal static class MigrationRules
{
    private static readonly Dictionary<string, string[]> s_managed = new()
    {
        [OutboundTypeNames.LoadBalancer] =
        [
            OutboundTypeNames.ManagedNatV2, OutboundTypeNames.ManagedNat, OutboundTypeNames.None, OutboundTypeNames.Block
        ],
        [OutboundTypeNames.ManagedNatV2] = [],
        [OutboundTypeNames.ManagedNat] = [OutboundTypeNames.ManagedNatV2, OutboundTypeNames.None, OutboundTypeNames.Block],
        [OutboundTypeNames.None] =
        [
            OutboundTypeNames.LoadBalancer, OutboundTypeNames.ManagedNatV2, OutboundTypeNames.ManagedNat, OutboundTypeNames.Block
        ],
        [OutboundTypeNames.Block] =
        [
            OutboundTypeNames.LoadBalancer, OutboundTypeNames.ManagedNatV2, OutboundTypeNames.ManagedNat, OutboundTypeNames.None
        ],
    };

    private static readonly Dictionary<string, string[]> s_own = new()
    {
        [OutboundTypeNames.LoadBalancer] = [OutboundTypeNames.UserNat, OutboundTypeNames.UserRouting, OutboundTypeNames.None],
        [OutboundTypeNames.UserNat] = [OutboundTypeNames.LoadBalancer, OutboundTypeNames.UserRouting, OutboundTypeNames.None],
        [OutboundTypeNames.UserRouting] = [OutboundTypeNames.LoadBalancer, OutboundTypeNames.UserNat, OutboundTypeNames.None],
        [OutboundTypeNames.None] = [OutboundTypeNames.LoadBalancer, OutboundTypeNames.UserNat, OutboundTypeNames.UserRouting],
    };

    /// <summary>Refuses a change of the outbound type that the table doesn't contain.</summary>
    public static void Check(ClusterChange change)
    {
        if (change.Before.Object("networkProfile") is not { } before)
        {
            return;
        }

        var from = OutboundTypeNames.ForMigration(before);
        var to = OutboundTypeNames.ForMigration(change.Network);
        if (from == to)
        {
            return;
        }

        // A change of a managed gateway's SKU isn't a change of the outbound type: NatGatewayProfileRules has the texts for it.
        if (OutboundTypeNames.IsManagedNat(from) && OutboundTypeNames.IsManagedNat(to))
        {
            return;
        }

        if (ResourceId.Is(change.Properties.Object("nodeProvisioningProfile").Text("mode"), "Auto"))
        {
            throw Refuse("The outbound type can't be changed on a cluster with node auto-provisioning.");
        }

        // AKS checks the network before the table: a custom network with a managed gateway is refused with a text of its own.
        if (OutboundTypeNames.IsManagedNat(to) && change.OwnNetwork)
        {
            return;
        }

        var table = change.OwnNetwork ? s_own : s_managed;
        if (!table.GetValueOrDefault(from, []).Contains(to))
        {
            throw Refuse(
                $"Updating outbound type from {from} to {to} is not supported for clusters with "
                    + $"{(change.OwnNetwork ? "a custom" : "a managed")} virtual network.");
        }
    }

    private static RefusalException Refuse(string message) =>
        ClusterErrors.BadRequest("UpdatingOutboundTypeNotAllowed", message, "networkProfile.outboundType");
}
