namespace AksEgress.Simulator.World.Documents;

/// <summary>
/// A child type whose resources are in an array of their parent's document: ARM returns the same subnet in its virtual network and
/// under its own id, so it is stored only once.
/// </summary>
/// <param name="ParentType">The parent's type.</param>
/// <param name="Segment">The child's segment in paths, in ARM's casing.</param>
/// <param name="Member">The array's name among the parent's properties.</param>
/// <param name="Writable">True if a child can be created and deleted on its own.</param>
internal sealed record InlineChild(string ParentType, string Segment, string Member, bool Writable)
{
    private static readonly InlineChild[] s_all =
    [
        new("Microsoft.Network/virtualNetworks", "subnets", "subnets", true),
        new("Microsoft.Network/virtualNetworks", "virtualNetworkPeerings", "virtualNetworkPeerings", true),
        new("Microsoft.Network/routeTables", "routes", "routes", true),
        new("Microsoft.Network/networkSecurityGroups", "securityRules", "securityRules", true),
        new("Microsoft.Network/networkSecurityGroups", "defaultSecurityRules", "defaultSecurityRules", false),
        new("Microsoft.Network/loadBalancers", "frontendIPConfigurations", "frontendIPConfigurations", false),
        new("Microsoft.Network/loadBalancers", "backendAddressPools", "backendAddressPools", true),
        new("Microsoft.Network/loadBalancers", "loadBalancingRules", "loadBalancingRules", false),
        new("Microsoft.Network/loadBalancers", "probes", "probes", false),
        new("Microsoft.Network/loadBalancers", "inboundNatRules", "inboundNatRules", true),
        new("Microsoft.Network/loadBalancers", "outboundRules", "outboundRules", false),
    ];

    private static readonly Dictionary<string, InlineChild> s_byType =
        s_all.ToDictionary(static child => child.Type, StringComparer.OrdinalIgnoreCase);

    private static readonly ILookup<string, InlineChild> s_byParent =
        s_all.ToLookup(static child => child.ParentType, StringComparer.OrdinalIgnoreCase);

    /// <summary>The full type, such as Microsoft.Network/virtualNetworks/subnets.</summary>
    public string Type => ParentType + "/" + Segment;

    /// <summary>The definition of a type, or null if its resources have documents of their own.</summary>
    public static InlineChild? Find(string type) => s_byType.GetValueOrDefault(type);

    /// <summary>The inline children of a parent's type.</summary>
    public static IEnumerable<InlineChild> Of(string parentType) => s_byParent[parentType];
}
