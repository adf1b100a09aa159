namespace AksEgress.Core.Arm;

/// <summary>ARM's names of the resource types that this module works with.</summary>
public static class ResourceTypes
{
    /// <summary>Resource groups.</summary>
    public const string ResourceGroup = "Microsoft.Resources/resourceGroups";

    /// <summary>AKS clusters.</summary>
    public const string ManagedCluster = "Microsoft.ContainerService/managedClusters";

    /// <summary>Node pools.</summary>
    public const string AgentPool = "Microsoft.ContainerService/managedClusters/agentPools";

    /// <summary>Virtual networks.</summary>
    public const string VirtualNetwork = "Microsoft.Network/virtualNetworks";

    /// <summary>Subnets.</summary>
    public const string Subnet = "Microsoft.Network/virtualNetworks/subnets";

    /// <summary>Route tables.</summary>
    public const string RouteTable = "Microsoft.Network/routeTables";

    /// <summary>Routes.</summary>
    public const string Route = "Microsoft.Network/routeTables/routes";

    /// <summary>Public IP addresses.</summary>
    public const string PublicIp = "Microsoft.Network/publicIPAddresses";

    /// <summary>Public IP prefixes.</summary>
    public const string PublicIpPrefix = "Microsoft.Network/publicIPPrefixes";

    /// <summary>NAT gateways.</summary>
    public const string NatGateway = "Microsoft.Network/natGateways";

    /// <summary>Network security groups.</summary>
    public const string NetworkSecurityGroup = "Microsoft.Network/networkSecurityGroups";

    /// <summary>Load balancers.</summary>
    public const string LoadBalancer = "Microsoft.Network/loadBalancers";

    /// <summary>User-assigned identities.</summary>
    public const string UserAssignedIdentity = "Microsoft.ManagedIdentity/userAssignedIdentities";

    /// <summary>Container registries.</summary>
    public const string ContainerRegistry = "Microsoft.ContainerRegistry/registries";

    /// <summary>Azure Firewalls.</summary>
    public const string Firewall = "Microsoft.Network/azureFirewalls";

    /// <summary>Firewall policies.</summary>
    public const string FirewallPolicy = "Microsoft.Network/firewallPolicies";

    /// <summary>The groups of rule collections in a firewall policy.</summary>
    public const string RuleCollectionGroup = "Microsoft.Network/firewallPolicies/ruleCollectionGroups";

    /// <summary>Preview features of a resource provider.</summary>
    public const string Feature = "Microsoft.Features/providers/features";
}
