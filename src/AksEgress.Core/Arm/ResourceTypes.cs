namespace AksEgress.Core.Arm;

/// <summary>ARM's names of the resource types that this module works with.</summary>
public static class ResourceTypes
{
    /// <summary>Resource groups.</summary>
    public const string ResourceGroups = "Microsoft.Resources/resourceGroups";

    /// <summary>AKS clusters.</summary>
    public const string ManagedClusters = "Microsoft.ContainerService/managedClusters";

    /// <summary>Node pools.</summary>
    public const string AgentPools = "Microsoft.ContainerService/managedClusters/agentPools";

    /// <summary>Virtual networks.</summary>
    public const string VirtualNetworks = "Microsoft.Network/virtualNetworks";

    /// <summary>Subnets.</summary>
    public const string Subnets = "Microsoft.Network/virtualNetworks/subnets";

    /// <summary>Route tables.</summary>
    public const string RouteTables = "Microsoft.Network/routeTables";

    /// <summary>Routes.</summary>
    public const string Routes = "Microsoft.Network/routeTables/routes";

    /// <summary>Public IP addresses.</summary>
    public const string PublicIps = "Microsoft.Network/publicIPAddresses";

    /// <summary>Public IP prefixes.</summary>
    public const string PublicIpPrefixes = "Microsoft.Network/publicIPPrefixes";

    /// <summary>NAT gateways.</summary>
    public const string NatGateways = "Microsoft.Network/natGateways";

    /// <summary>Network security groups.</summary>
    public const string NetworkSecurityGroups = "Microsoft.Network/networkSecurityGroups";

    /// <summary>The rules of a network security group.</summary>
    public const string SecurityRules = "Microsoft.Network/networkSecurityGroups/securityRules";

    /// <summary>Network interfaces of virtual machines.</summary>
    public const string NetworkInterfaces = "Microsoft.Network/networkInterfaces";

    /// <summary>IP groups: addresses that several firewall rules share.</summary>
    public const string IpGroups = "Microsoft.Network/ipGroups";

    /// <summary>Load balancers.</summary>
    public const string LoadBalancers = "Microsoft.Network/loadBalancers";

    /// <summary>User-assigned identities.</summary>
    public const string UserAssignedIdentities = "Microsoft.ManagedIdentity/userAssignedIdentities";

    /// <summary>Container registries.</summary>
    public const string ContainerRegistries = "Microsoft.ContainerRegistry/registries";

    /// <summary>Azure Firewalls.</summary>
    public const string Firewalls = "Microsoft.Network/azureFirewalls";

    /// <summary>Firewall policies.</summary>
    public const string FirewallPolicies = "Microsoft.Network/firewallPolicies";

    /// <summary>The groups of rule collections in a firewall policy.</summary>
    public const string RuleCollectionGroups = "Microsoft.Network/firewallPolicies/ruleCollectionGroups";

    /// <summary>Preview features of a resource provider.</summary>
    public const string Features = "Microsoft.Features/providers/features";
}
