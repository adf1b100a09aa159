using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.Core.Provisioning;

namespace AksEgress.Core.Topologies;

/// <summary>A request for a topology: the network, its egress resources, and the cluster.</summary>
/// <param name="Kind">The kind of topology.</param>
/// <param name="ClusterId">The cluster. The other parts have its name as a prefix, and are in its resource group.</param>
/// <param name="Cluster">The requested cluster. The topology sets its subnet and identity.</param>
public sealed record TopologyRequest(TopologyKind Kind, ArmResourceId ClusterId, ClusterRequest Cluster)
{
    /// <summary>The default range of the virtual network.</summary>
    public const string UsualAddressPrefix = "10.42.0.0/16";

    /// <summary>The default range of the nodes' subnet.</summary>
    public const string UsualSubnetPrefix = "10.42.1.0/24";

    /// <summary>The default range of the firewall's subnet.</summary>
    public const string UsualFirewallSubnetPrefix = "10.42.2.0/26";

    /// <summary>The region; null for that of the resource group, which must exist then.</summary>
    public string? Location { get; init; }

    /// <summary>Tags for all parts that support tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The range of the BYO virtual network as CIDR; null for <see cref="UsualAddressPrefix"/>.</summary>
    public string? AddressPrefix { get; init; }

    /// <summary>The nodes' subnet as CIDR; null for one within <see cref="AddressPrefix"/>.</summary>
    public string? SubnetPrefix { get; init; }

    /// <summary>The firewall's subnet as CIDR, /26 or larger; null for one within <see cref="AddressPrefix"/>.</summary>
    public string? FirewallSubnetPrefix { get; init; }

    /// <summary>The firewall's tier, Standard or Premium; null for Standard.</summary>
    public string? FirewallTier { get; init; }

    /// <summary>Minutes until the user's NAT gateway drops an idle connection, 4 to 120; null for Azure's default.</summary>
    public int? IdleTimeoutInMinutes { get; init; }

    /// <summary>Uses existing resources of these names that don't belong to this topology.</summary>
    public bool AllowExisting { get; init; }

    /// <summary>The nodes' subnet: the specified one, or one within <see cref="AddressPrefix"/>.</summary>
    internal string NodesPrefix => SubnetPrefix ?? (AddressPrefix is null ? UsualSubnetPrefix : TopologyRules.NodesWithin(this));

    /// <summary>The firewall's subnet: the specified one, or one within <see cref="AddressPrefix"/>.</summary>
    internal string FirewallPrefix =>
        FirewallSubnetPrefix ?? (AddressPrefix is null ? UsualFirewallSubnetPrefix : TopologyRules.FirewallWithin(this));

    /// <summary>True for a BYO virtual network, false for one managed by AKS.</summary>
    public bool HasOwnNetwork => Kind is TopologyKind.FirewallRouting or TopologyKind.NatGateway;

    /// <summary>The outbound type of a kind.</summary>
    public static string OutboundTypeOf(TopologyKind kind) => kind switch
    {
        TopologyKind.FirewallRouting => OutboundTypeNames.UserDefinedRouting,
        TopologyKind.NatGateway => OutboundTypeNames.UserAssignedNatGateway,
        TopologyKind.ManagedNatGateway => OutboundTypeNames.ManagedNatGateway,
        _ => OutboundTypeNames.LoadBalancer,
    };

    /// <summary>Refuses values that don't apply to this kind of topology, and values that AKS would refuse at the end.</summary>
    /// <exception cref="EgressException">ContradictingParameters, InvalidValue.</exception>
    internal void Check()
    {
        TopologyRules.CheckName(this);
        TopologyRules.CheckRanges(this);
        if (Tags.Keys.Any(name => string.Equals(name, TopologyNames.Tag, StringComparison.OrdinalIgnoreCase)))
        {
            throw EgressErrors.InvalidValue(
                "Tag",
                $"the tag {TopologyNames.Tag} is reserved: it's set automatically and identifies the parts of a topology.",
                ClusterId.Text);
        }

        var firewall = Kind == TopologyKind.FirewallRouting;
        (string Name, bool Wrong)[] parameters =
        [
            (nameof(AddressPrefix), AddressPrefix is not null && !HasOwnNetwork),
            (nameof(SubnetPrefix), SubnetPrefix is not null && !HasOwnNetwork),
            (nameof(FirewallSubnetPrefix), FirewallSubnetPrefix is not null && !firewall),
            (nameof(FirewallTier), FirewallTier is not null && !firewall),
            (nameof(IdleTimeoutInMinutes), IdleTimeoutInMinutes is not null && Kind != TopologyKind.NatGateway),
            ("LoadBalancer*", !Cluster.Outbound.LoadBalancer.IsEmpty && Kind != TopologyKind.LoadBalancer),
            ("NatGateway*", !Cluster.Outbound.NatGateway.IsEmpty && Kind != TopologyKind.ManagedNatGateway),
        ];
        if (parameters.FirstOrDefault(parameter => parameter.Wrong).Name is { } wrong)
        {
            throw EgressErrors.ContradictingParameters(
                $"-{wrong} doesn't apply to a topology of kind {Kind}.", "Omit it, or specify another -Kind.", ClusterId.Text);
        }

        // The cluster is created last, and its creation checks these rules only then.
        ClusterRequestRules.Check(ClusterId, Cluster);
    }
}
