using AksEgress.Core.Paths;

namespace AksEgress.Tests.Paths;

/// <summary>
/// A case of the oracle: documents, a destination, and the verdict that a public source gives for them. The documents are fragments of
/// JSON in single quotes; <see cref="PathWorld"/> completes them.
/// </summary>
/// <param name="Name">What the case shows.</param>
/// <param name="Source">The source of the expectation.</param>
/// <param name="To">The destination, after an optional protocol: <c>UDP ntp.ubuntu.com:123</c>.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="By">A part of what decides.</param>
public sealed record PathCase(string Name, string Source, string To, PathVerdict Verdict, string By)
{
    /// <summary>Members of the cluster's properties.</summary>
    public string? Cluster { get; init; }

    /// <summary>The outbound type; null for userDefinedRouting with <see cref="Routes"/>, else loadBalancer.</summary>
    public string? Type { get; init; }

    /// <summary>Members of the node pool.</summary>
    public string? Pool { get; init; }

    /// <summary>True for a virtual network that AKS manages.</summary>
    public bool IsManaged { get; init; }

    /// <summary>Members of the subnet's properties.</summary>
    public string? Subnet { get; init; }

    /// <summary>Members of the virtual network's properties.</summary>
    public string? Network { get; init; }

    /// <summary>Members of the peering's properties, with the hub.</summary>
    public string? Peering { get; init; }

    /// <summary>The rules of the subnet's network security group; null for no group.</summary>
    public string? Nsg { get; init; }

    /// <summary>The rules of the nodes' network security group; null for no group.</summary>
    public string? NodeNsg { get; init; }

    /// <summary>The routes of the subnet's route table; null for no table.</summary>
    public string? Routes { get; init; }

    /// <summary>Members of the route table's properties.</summary>
    public string? RouteTable { get; init; }

    /// <summary>The subnet's NAT gateway; null for none.</summary>
    public string? NatGateway { get; init; }

    /// <summary>Members of the firewall's properties.</summary>
    public string? Firewall { get; init; }

    /// <summary>The network of the firewall.</summary>
    public string FirewallNetwork { get; init; } = "hub";

    /// <summary>Classic network rule collections.</summary>
    public string? NetworkRules { get; init; }

    /// <summary>Classic application rule collections.</summary>
    public string? ApplicationRules { get; init; }

    /// <summary>Policies by name; the firewall uses <c>p</c> if it's there.</summary>
    public Dictionary<string, string> Policies { get; init; } = [];

    /// <summary>The addresses of IP groups by name.</summary>
    public Dictionary<string, string> IpGroups { get; init; } = [];

    /// <summary>The ends of paths that answer 403.</summary>
    public string[] Denied { get; init; } = [];

    /// <summary>The resources of the resource group that don't exist.</summary>
    public string[] Missing { get; init; } = [];

    /// <summary>True to evaluate what the cluster requires, instead of a destination that a user specifies.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The outbound type to evaluate instead of the cluster's.</summary>
    public string? NewType { get; init; }

    /// <summary>The policy to evaluate instead of the firewall's.</summary>
    public string? NewPolicy { get; init; }

    /// <summary>True to evaluate the firewall as the next hop of the default route.</summary>
    public bool HasNewFirewall { get; init; }

    /// <summary>The reason for Unknown; null to check only that there is one.</summary>
    public UnknownReason? Reason { get; init; }

    /// <summary>The name of the test.</summary>
    public override string ToString() => Name;
}
