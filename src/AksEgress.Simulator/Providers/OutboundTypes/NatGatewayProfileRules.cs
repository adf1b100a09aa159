using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.OutboundTypes;

/// <summary>
/// The rules for a natGatewayProfile. The members and the rules of the SKU are those of api-version 2026-06-01 (AKS engineering
/// blog of 2026-09-29); of the refusals, only the code UnsupportedOutboundType is recorded.
/// </summary>
internal static class NatGatewayProfileRules
{
    private const string Target = "networkProfile.natGatewayProfile";

    /// <summary>Refuses a profile that violates a rule.</summary>
    public static void Check(ClusterChange change)
    {
        var profile = change.Network.Object("natGatewayProfile");
        if (profile is null)
        {
            return;
        }

        if (!OutboundTypeNames.IsManagedNat(change.OutboundType))
        {
            throw ClusterErrors.InvalidParameter(
                $"NAT gateway profile is only allowed with outbound type managedNATGateway, not with {change.OutboundType}.", Target);
        }

        var managed = profile.Object("managedOutboundIPProfile");
        Range(managed, "count", "managedOutboundIPProfile.count", 1, 16);
        Range(managed, "countIPv6", "managedOutboundIPProfile.countIPv6", 1, 16);
        Range(profile, "idleTimeoutInMinutes", "idleTimeoutInMinutes", 4, 120);
        CheckSku(change, profile);
        CheckOwn(change, profile, managed);
    }

    private static void CheckSku(ClusterChange change, JsonObject profile)
    {
        var sku = OutboundTypeNames.Sku(profile);
        var before = change.Before.Object("networkProfile");
        var from = OutboundTypeNames.IsManagedNat(before.Text("outboundType"))
            ? OutboundTypeNames.Sku(before.Object("natGatewayProfile")) ?? "Standard"
            : null;
        if (sku is null)
        {
            return;
        }

        if (!OutboundTypeNames.HasSku(change.ApiVersion) && from != sku)
        {
            throw ClusterErrors.InvalidParameter(
                "The value of parameter networkProfile.natGatewayProfile.sku is invalid. It needs api-version 2026-06-01 or later.",
                $"{Target}.sku");
        }

        if (sku is not ("Standard" or "StandardV2"))
        {
            throw ClusterErrors.InvalidParameter(
                $"The value of parameter networkProfile.natGatewayProfile.sku is invalid. Error details: '{RequestErrors.Shorten(sku)}' is "
                    + "not a supported sku.",
                $"{Target}.sku");
        }

        var offered = Regions.OffersStandardV2(change.Location);
        if (sku == "StandardV2" && !offered)
        {
            throw Unsupported($"NAT gateway sku StandardV2 is not available in location {change.Location}.");
        }

        if (sku == "Standard" && offered && from != "Standard")
        {
            throw Unsupported(from == "StandardV2"
                ? "A NAT gateway of sku StandardV2 can't become one of sku Standard."
                : $"NAT gateway sku Standard is not available for this change in location {change.Location}, which has StandardV2.");
        }
    }

    private static void CheckOwn(ClusterChange change, JsonObject profile, JsonObject? managed)
    {
        string[] addresses = [.. profile.Object("outboundIPs").Array("publicIPs").Texts()];
        string[] prefixes = [.. profile.Object("outboundIPPrefixes").Array("publicIPPrefixes").Texts()];
        var own = profile.Object("outboundIPs") is not null || profile.Object("outboundIPPrefixes") is not null;
        if (!own)
        {
            CheckOwner(change, profile, own);
            return;
        }

        if (OutboundTypeNames.Sku(profile) != "StandardV2")
        {
            throw ClusterErrors.InvalidParameter("Own public IP addresses and prefixes need a NAT gateway of sku StandardV2.", Target);
        }

        if (managed is not null)
        {
            throw ClusterErrors.InvalidParameter(
                "NAT gateway profile can't have both managed outbound IPs and own public IP addresses or prefixes.", Target);
        }

        if (addresses.Length + prefixes.Length == 0)
        {
            throw ClusterErrors.InvalidParameter("NAT gateway profile has neither a public IP address nor a prefix.", Target);
        }

        foreach (var id in addresses.Concat(prefixes))
        {
            var resource = change.World.Store.FindId(id)
                ?? throw ClusterErrors.InvalidParameter(
                    $"The public IP address or prefix {RequestErrors.Shorten(id)} of the NAT gateway profile was not found.", Target);
            if (!ResourceId.Is(resource.Document.Object("sku").Text("name"), "StandardV2"))
            {
                throw ClusterErrors.InvalidParameter(
                    $"{resource.Id} is of sku {resource.Document.Object("sku").Text("name")}; a NAT gateway of sku StandardV2 needs "
                        + "StandardV2.",
                    Target);
            }

            // Documented as not supported (azure-docs, nat-gateway/nat-sku.md); the text isn't recorded.
            if (resource.Properties.Object("customIPPrefix") is not null)
            {
                throw ClusterErrors.InvalidParameter(
                    $"{resource.Id} belongs to a custom IP prefix, which a NAT gateway of sku StandardV2 does not support.", Target);
            }
        }

        CheckOwner(change, profile, own);
    }

    // Whether AKS or the customer provides the addresses is fixed with the SKU: only a PUT that changes the SKU can change it.
    private static void CheckOwner(ClusterChange change, JsonObject profile, bool own)
    {
        var before = change.Before.Object("networkProfile");
        if (!OutboundTypeNames.IsManagedNat(before.Text("outboundType")) || before.Object("natGatewayProfile") is not { } old
            || (OutboundTypeNames.Sku(old) ?? "Standard") != (OutboundTypeNames.Sku(profile) ?? "Standard"))
        {
            return;
        }

        var was = old.Object("outboundIPs") is not null || old.Object("outboundIPPrefixes") is not null;
        if (was != own)
        {
            throw ClusterErrors.InvalidParameter(
                "Managed outbound IPs and own public IP addresses can only be exchanged together with the sku of the NAT gateway.", Target);
        }
    }

    private static void Range(JsonObject? parent, string member, string name, int least, int most)
    {
        if (parent is not null
            && parent.ContainsKey(member)
            && (parent.Number(member) is not { } value || value < least || value > most || value != Math.Floor(value)))
        {
            throw ClusterErrors.OutOfRange($"networkProfile.natGatewayProfile.{name}", parent.Number(member) ?? double.NaN, least, most);
        }
    }

    private static RefusalException Unsupported(string message) =>
        ClusterErrors.BadRequest("UnsupportedOutboundType", message, $"{Target}.sku");
}
