using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Identities;
using AksEgress.Core.NatGateways;
using AksEgress.Core.NetworkSecurityGroups;
using AksEgress.Core.NodePools;
using AksEgress.Core.PublicIps;
using AksEgress.Core.ResourceGroups;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.Core.Subnets;
using AksEgress.Core.VirtualNetworks;

namespace AksEgress.PowerShell.Engine;

/// <summary>The views of the resources that this module's operations change.</summary>
internal static class ResourceViews
{
    private static readonly Dictionary<string, Func<ArmDocument, ArmResource>> s_views = new(StringComparer.OrdinalIgnoreCase)
    {
        [ResourceTypes.ManagedClusters] = static document => new Cluster(document),
        [ResourceTypes.AgentPools] = static document => new NodePool(document),
        [ResourceTypes.Firewalls] = static document => new Firewall(document),
        [ResourceTypes.FirewallPolicies] = static document => new FirewallPolicy(document),
        [ResourceTypes.NatGateways] = static document => new NatGateway(document),
        [ResourceTypes.NetworkSecurityGroups] = static document => new NetworkSecurityGroup(document),
        [ResourceTypes.RouteTables] = static document => new RouteTable(document),
        [ResourceTypes.Subnets] = static document => new Subnet(document),
        [ResourceTypes.VirtualNetworks] = static document => new VirtualNetwork(document),
        [ResourceTypes.PublicIps] = static document => new PublicIp(document),
        [ResourceTypes.PublicIpPrefixes] = static document => new PublicIpPrefix(document),
        [ResourceTypes.UserAssignedIdentities] = static document => new UserAssignedIdentity(document),
        [ResourceTypes.ResourceGroups] = static document => new ResourceGroup(document),
    };

    // Child resources without a view of their own: their cmdlets return the parent or parts of it.
    private static readonly string[] s_shownByParent = [ResourceTypes.Routes, ResourceTypes.RuleCollectionGroups];

    /// <summary>True for a type that has a view, or whose parent has one.</summary>
    public static bool IsKnown(string resourceType) =>
        s_views.ContainsKey(resourceType) || s_shownByParent.Contains(resourceType, StringComparer.OrdinalIgnoreCase);

    /// <summary>The resource whose view shows another: the resource itself, or the route table of a route.</summary>
    public static ArmResourceId Shown(ArmResourceId id) =>
        s_shownByParent.Contains(id.ResourceType, StringComparer.OrdinalIgnoreCase) ? id.Parent! : id;

    /// <summary>Returns a document's view.</summary>
    public static ArmResource Of(ArmDocument document) => s_views[document.ResourceId().ResourceType](document);

    /// <summary>Returns the error for any other type, without throwing it.</summary>
    public static EgressException Unknown(ArmResourceId id) => EgressErrors.WrongResourceType(
        id.Text, ResourceNouns.Describe(id.ResourceType), "cluster, node pool, firewall, or another resource of this module", id.Text);
}
