using System.Text.Json.Nodes;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;

namespace AksEgress.Core.OutboundTypes;

/// <summary>
/// The egress properties in a cluster's document, and how to change only them. The load balancer profile also contains inbound
/// properties (backendPoolType, enableMultipleStandardLoadBalancers), which are kept. ARM rejects outbound properties that the new
/// outbound type doesn't allow (InvalidUserDefinedRoutingWithLoadBalancerProfile).
/// </summary>
public static class OutboundMembers
{
    /// <summary>The property that only AKS sets, in both profiles.</summary>
    private const string Effective = "effectiveOutboundIPs";

    private static readonly string[] s_loadBalancerMembers =
        ["managedOutboundIPs", "outboundIPs", "outboundIPPrefixes", Effective, "allocatedOutboundPorts", "idleTimeoutInMinutes"];

    private static readonly string[] s_loadBalancerAddresses = ["managedOutboundIPs", "outboundIPs", "outboundIPPrefixes"];

    private static readonly string[] s_natGatewayMembers =
        ["managedOutboundIPProfile", "outboundIPs", "outboundIPPrefixes", Effective, "idleTimeoutInMinutes", "sku"];

    private static readonly string[] s_natGatewayAddresses = ["managedOutboundIPProfile", "outboundIPs", "outboundIPPrefixes"];

    /// <summary>The paths of all egress properties. A change doesn't affect any other property.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        "properties.networkProfile.outboundType",
        "properties.networkProfile.loadBalancerProfile",
        "properties.networkProfile.natGatewayProfile",
        .. s_loadBalancerMembers.Select(member => "properties.networkProfile.loadBalancerProfile." + member),
        .. s_natGatewayMembers.Select(member => "properties.networkProfile.natGatewayProfile." + member),
    ];

    /// <summary>Applies an outbound type to a document: clears properties that it doesn't allow, and sets the specified ones.</summary>
    public static void Apply(ArmDocument cluster, OutboundTarget target)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(target);
        var network = cluster.Properties.ObjectAt("networkProfile");
        var sku = OutboundTypeNames.NatGatewaySku(network);
        if (!string.Equals(network.Text("outboundType"), target.OutboundType, StringComparison.Ordinal))
        {
            // Keeps the case and the position of the existing property.
            network[network.FirstOrDefault(member => member.Key.Equals("outboundType", StringComparison.OrdinalIgnoreCase)).Key
                ?? "outboundType"] = target.OutboundType;
        }

        if (target.OutboundType == OutboundTypeNames.LoadBalancer)
        {
            SetLoadBalancer(network, target.LoadBalancer);
        }
        else
        {
            Clear(network, "loadBalancerProfile", s_loadBalancerMembers);
        }

        if (target.OutboundType == OutboundTypeNames.ManagedNatGateway)
        {
            SetNatGateway(network, target.NatGateway);
            if (sku is not null && network.Text("natGatewayProfile", "sku") is null)
            {
                // In the previews, the name of the outbound type determined the SKU. With the current name, the profile must contain it.
                network.ObjectAt("natGatewayProfile")["sku"] = sku;
            }
        }
        else
        {
            Clear(network, "natGatewayProfile", s_natGatewayMembers);
        }
    }

    /// <summary>The current egress properties for a change record, without those that only AKS sets.</summary>
    public static JsonObject Keep(ArmDocument cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var network = cluster.Root.At("properties", "networkProfile");
        var type = network.Text("outboundType");
        var kept = new JsonObject
        {
            ["outboundType"] = OutboundTypeNames.Canonical(type) ?? type ?? OutboundTypeNames.LoadBalancer,
            ["loadBalancerProfile"] = Kept(network.At("loadBalancerProfile"), s_loadBalancerMembers),
            ["natGatewayProfile"] = Kept(network.At("natGatewayProfile"), s_natGatewayMembers),
        };
        if (OutboundTypeNames.IsPreviewName(type))
        {
            kept.ObjectAt("natGatewayProfile")["sku"] = OutboundTypeNames.NatGatewaySku(network);
        }

        return kept;
    }

    /// <summary>
    /// True for properties that <see cref="Keep"/> could have returned: only egress properties, without those that only AKS sets.
    /// </summary>
    public static bool IsKept(JsonNode kept) =>
        kept is JsonObject all
        && all.All(member => member.Key is "outboundType" or "loadBalancerProfile" or "natGatewayProfile")
        && IsKept(all.At("loadBalancerProfile"), s_loadBalancerMembers) && IsKept(all.At("natGatewayProfile"), s_natGatewayMembers);

    /// <summary>
    /// The changes that are requested, without the effective addresses: they're removed only to prevent that a stale list is sent, and
    /// AKS sets them again.
    /// </summary>
    public static IReadOnlyList<MemberChange> Asked(ArmDocument before, ArmDocument wanted)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(wanted);
        return (MemberChange[])[.. DocumentComparison.Compare(before.Root, wanted.Root)
            .Where(change => !change.Path.EndsWith("." + Effective, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>
    /// The differences between kept properties and those of the current cluster; AKS can change the order of lists and the case of texts.
    /// </summary>
    /// <param name="kept">The result of <see cref="Keep"/>.</param>
    /// <param name="cluster">The current document.</param>
    public static IReadOnlyList<MemberChange> Differences(JsonObject kept, ArmDocument cluster)
    {
        var now = Keep(cluster);
        var gone = DocumentComparison.Missing(DocumentComparison.Compare(new JsonObject(), kept), now);
        var added = DocumentComparison.Missing(DocumentComparison.Compare(new JsonObject(), now), kept)
            .Select(member => new MemberChange(member.Path, member.After, member.Before));
        return (MemberChange[])[.. gone.Concat(added).DistinctBy(member => member.Path)];
    }

    /// <summary>Restores kept properties.</summary>
    /// <param name="cluster">The current document.</param>
    /// <param name="kept">The result of <see cref="Keep"/>.</param>
    public static void Restore(ArmDocument cluster, JsonNode kept)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        Apply(cluster, new OutboundTarget(OutboundTypeNames.Canonical(kept.Text("outboundType")) ?? OutboundTypeNames.LoadBalancer));
        var network = cluster.Properties.ObjectAt("networkProfile");
        foreach (var (profile, members) in new[]
        {
            ("loadBalancerProfile", s_loadBalancerMembers),
            ("natGatewayProfile", s_natGatewayMembers)
        })
        {
            Clear(network, profile, members);
            if (Kept(kept.At(profile), members) is { } values)
            {
                var target = network.ObjectAt(profile);
                foreach (var (name, value) in values)
                {
                    target[name] = value?.DeepClone();
                }
            }
        }
    }

    private static void SetLoadBalancer(JsonObject network, LoadBalancerOutbound wanted)
    {
        if (wanted.IsEmpty)
        {
            return;
        }

        var profile = network.ObjectAt("loadBalancerProfile");
        if (wanted.NamesAddresses)
        {
            // The three kinds of addresses exclude each other, so the others are removed.
            var kinds = KeepOnly(
                profile,
                s_loadBalancerAddresses,
                wanted.OutboundIp is not null
                    ? "outboundIPs"
                    : wanted.OutboundIpPrefix is not null ? "outboundIPPrefixes"
                    : "managedOutboundIPs");
            SetIds(kinds, "outboundIPs", "publicIPs", wanted.OutboundIp);
            SetIds(kinds, "outboundIPPrefixes", "publicIPPrefixes", wanted.OutboundIpPrefix);
            SetNumber(kinds, "managedOutboundIPs", "count", wanted.ManagedOutboundIpCount);
            SetNumber(kinds, "managedOutboundIPs", "countIPv6", wanted.ManagedOutboundIpv6Count);
            profile.Without(Effective);
        }

        SetNumber(profile, "allocatedOutboundPorts", wanted.AllocatedOutboundPorts);
        SetNumber(profile, "idleTimeoutInMinutes", wanted.IdleTimeoutInMinutes);
    }

    private static void SetNatGateway(JsonObject network, NatGatewayOutbound wanted)
    {
        if (wanted.IsEmpty)
        {
            return;
        }

        var profile = network.ObjectAt("natGatewayProfile");
        var own = wanted.OutboundIp is not null || wanted.OutboundIpPrefix is not null;
        if (own)
        {
            // The user's addresses and prefixes can be combined here, but not with managed addresses.
            profile.Without("managedOutboundIPProfile");
            SetTexts(profile, "outboundIPs", "publicIPs", wanted.OutboundIp);
            SetTexts(profile, "outboundIPPrefixes", "publicIPPrefixes", wanted.OutboundIpPrefix);
            profile.Without(Effective);
        }
        else if (wanted.ManagedOutboundIpCount is not null || wanted.ManagedOutboundIpv6Count is not null)
        {
            KeepOnly(profile, s_natGatewayAddresses, "managedOutboundIPProfile");
            SetNumber(profile, "managedOutboundIPProfile", "count", wanted.ManagedOutboundIpCount);
            SetNumber(profile, "managedOutboundIPProfile", "countIPv6", wanted.ManagedOutboundIpv6Count);
            profile.Without(Effective);
        }

        SetNumber(profile, "idleTimeoutInMinutes", wanted.IdleTimeoutInMinutes);
        if (wanted.Sku is not null)
        {
            profile["sku"] = wanted.Sku;
        }
    }

    private static void Clear(JsonObject network, string profile, string[] members)
    {
        if (network.At(profile) is not JsonObject found)
        {
            return;
        }

        foreach (var member in members)
        {
            found.Without(member);
        }

        if (found.Count == 0)
        {
            network.Without(profile);
        }
    }

    private static bool IsKept(JsonNode? profile, string[] members) =>
        profile is null || (profile is JsonObject values && values.All(member => member.Key != Effective && members.Contains(member.Key)));

    private static JsonObject? Kept(JsonNode? profile, string[] members)
    {
        var kept = new JsonObject();
        foreach (var member in members.Where(member => member != Effective))
        {
            if (profile.At(member) is { } value)
            {
                kept[member] = value.DeepClone();
            }
        }

        return kept.Count == 0 ? null : kept;
    }

    private static JsonObject KeepOnly(JsonObject profile, string[] kinds, string kind)
    {
        foreach (var other in kinds.Where(other => other != kind))
        {
            profile.Without(other);
        }

        return profile;
    }

    private static void SetNumber(JsonObject parent, string name, int? value)
    {
        if (value is not null)
        {
            parent[name] = value.Value;
        }
    }

    private static void SetNumber(JsonObject parent, string child, string name, int? value)
    {
        if (value is not null)
        {
            parent.ObjectAt(child)[name] = value.Value;
        }
    }

    private static void SetIds(JsonObject parent, string child, string name, IReadOnlyList<string>? ids)
    {
        if (ids is not null)
        {
            parent.ObjectAt(child)[name] = new JsonArray([.. ids.Select(id => (JsonNode)new JsonObject { ["id"] = id })]);
        }
    }

    private static void SetTexts(JsonObject parent, string child, string name, IReadOnlyList<string>? ids)
    {
        parent.Without(child);
        if (ids is not null)
        {
            parent.ObjectAt(child)[name] = new JsonArray([.. ids.Select(id => (JsonNode)id)]);
        }
    }
}
