using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Clusters;

/// <summary>An AKS cluster.</summary>
public sealed class Cluster(ArmDocument document) : ArmResource(document), IArmResource<Cluster>
{
    private static readonly string[] s_hostedSubnets = ["systemNodeSubnetID", "nodeSubnetID"];

    /// <inheritdoc/>
    static string IArmResource<Cluster>.Type => ResourceTypes.ManagedClusters;

    /// <summary>The outbound type; loadBalancer if the document has none, because that's the default of AKS.</summary>
    public string OutboundType => Document.Root.Text("properties", "networkProfile", "outboundType") is { Length: > 0 } type
        ? OutboundTypeNames.Canonical(type) ?? type
        : OutboundTypeNames.LoadBalancer;

    /// <summary>The current Kubernetes version.</summary>
    public string? KubernetesVersion =>
        Document.Root.Text("properties", "currentKubernetesVersion") ?? Document.Root.Text("properties", "kubernetesVersion");

    /// <summary>Running or Stopped.</summary>
    public string? PowerState => Document.Root.Text("properties", "powerState", "code");

    /// <summary>Managed if AKS created the virtual network, BringYourOwn if the node pools specify subnets.</summary>
    public VirtualNetworkMode VirtualNetworkMode =>
        AgentPools.Any(pool => pool.SubnetId is not null) || HostedSubnetIds.Any()
            ? VirtualNetworkMode.BringYourOwn
            : VirtualNetworkMode.Managed;

    /// <summary>The node pools.</summary>
    public OutputList<AgentPool> AgentPools =>
        (AgentPool[])[.. Document.Root.Items("properties", "agentPoolProfiles").OfType<JsonObject>().Select(pool => new AgentPool(pool))];

    /// <summary>The IDs of all subnets of nodes and pods, without duplicates.</summary>
    public OutputList<string> SubnetIds =>
        (string[])[.. AgentPools.SelectMany(pool => new[] { pool.SubnetId, pool.PodSubnetId })
            .OfType<string>()
            .Concat(HostedSubnetIds)
            .Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>
    /// The subnets of hosted system pools (AKS Automatic), which aren't in the node pools' documents: hostedSystemProfile of API version
    /// 2026-05-01 (https://github.com/Azure/bicep-types-az).
    /// </summary>
    private IEnumerable<string> HostedSubnetIds =>
        s_hostedSubnets
            .Select(member => Document.Root.Text("properties", "hostedSystemProfile", member))
            .OfType<string>()
            .Where(id => id.Length > 0);

    /// <summary>
    /// True if node auto-provisioning creates nodes: their subnets can be specified inside the cluster, so not all of them are known
    /// (https://learn.microsoft.com/azure/aks/node-auto-provisioning-networking).
    /// </summary>
    public bool HasNodeAutoProvisioning =>
        string.Equals(Document.Root.Text("properties", "nodeProvisioningProfile", "mode"), "Auto", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// True if nodes reach the API server by a private address in the virtual network: private, or API Server VNet Integration.
    /// </summary>
    internal bool HasPrivateApiServerPath =>
        PrivateCluster || (Document.Root.Flag("properties", "apiServerAccessProfile", "enableVnetIntegration") ?? false);

    /// <summary>The resource group of the nodes, the load balancer, and managed addresses.</summary>
    public string? NodeResourceGroup => Document.Root.Text("properties", "nodeResourceGroup");

    /// <summary>azure, kubenet or none.</summary>
    public string? NetworkPlugin => Document.Root.Text("properties", "networkProfile", "networkPlugin");

    /// <summary>standard or basic.</summary>
    public string? LoadBalancerSku => Document.Root.Text("properties", "networkProfile", "loadBalancerSku");

    /// <summary>True when nodes reach the API server by a private address in the virtual network (API Server VNet Integration).</summary>
    internal bool UsesVnetIntegration => Document.Root.Flag("properties", "apiServerAccessProfile", "enableVnetIntegration") == true;

    /// <summary>True when the API server has no public address.</summary>
    public bool PrivateCluster => Document.Root.Flag("properties", "apiServerAccessProfile", "enablePrivateCluster") ?? false;

    /// <summary>The authorized IP ranges; if there are none, any IP address can reach the API server.</summary>
    public OutputList<string> AuthorizedIpRange => Document.Root.Texts("properties", "apiServerAccessProfile", "authorizedIPRanges");

    /// <summary>
    /// The object ID of the cluster's identity, for Grant-AksEgressAccess -PrincipalId; null for a service principal, whose object ID AKS
    /// doesn't return.
    /// </summary>
    public string? PrincipalId => Document.Root.Text("identity", "principalId")
        ?? (Document.Root.At(
            "identity", "userAssignedIdentities") as JsonObject)?.Select(identity => identity.Value.Text("principalId")).FirstOrDefault();

    /// <summary>The IDs of the cluster's user-assigned identities; empty for a system-assigned identity.</summary>
    public OutputList<string> IdentityId =>
        (string[])[.. (Document.Root.At("identity", "userAssignedIdentities") as JsonObject ?? []).Select(identity => identity.Key)];

    /// <summary>The API server's name.</summary>
    public string? Fqdn => Document.Root.Text("properties", "fqdn") ?? Document.Root.Text("properties", "privateFQDN");

    /// <inheritdoc/>
    static Cluster IArmResource<Cluster>.Of(ArmDocument document) => new(document);

    /// <inheritdoc/>
    internal override string RemovalText =>
        $"Remove cluster '{Name}' with all its workloads from resource group '{ResourceGroupName}', and its node resource group "
            + $"'{NodeResourceGroup}'";
}
