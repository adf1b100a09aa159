using AksEgress.Core.Egress;
using AksEgress.Core.NodePools;

namespace AksEgress.Core.Provisioning;

/// <summary>A requested cluster. Null uses the default of AKS.</summary>
/// <param name="Outbound">The outbound type.</param>
public sealed record ClusterRequest(OutboundTarget Outbound)
{
    /// <summary>The ID of the nodes' subnet; null for a virtual network managed by AKS.</summary>
    public string? SubnetId { get; init; }

    /// <summary>The id of the pods' subnet, or null.</summary>
    public string? PodSubnetId { get; init; }

    /// <summary>The ID of a user-assigned identity; null for a system-assigned one.</summary>
    public string? IdentityId { get; init; }

    /// <summary>A service principal instead of an identity; null for an identity.</summary>
    public ServicePrincipal? ServicePrincipal { get; init; }

    /// <summary>The DNS prefix; null derives it from the name.</summary>
    public string? DnsPrefix { get; init; }

    /// <summary>A Kubernetes version such as 1.33 or 1.33.2.</summary>
    public string? KubernetesVersion { get; init; }

    /// <summary>azure, kubenet or none.</summary>
    public string NetworkPlugin { get; init; } = "azure";

    /// <summary>azure, calico, cilium, or none; null for the default of AKS.</summary>
    public string? NetworkPolicy { get; init; }

    /// <summary>The pod CIDR, for overlay and kubenet; null for the default of AKS.</summary>
    public string? PodCidr { get; init; }

    /// <summary>overlay, or null.</summary>
    public string? NetworkPluginMode { get; init; }

    /// <summary>The service CIDR.</summary>
    public string? ServiceCidr { get; init; }

    /// <summary>The DNS service IP address, in <see cref="ServiceCidr"/>.</summary>
    public string? DnsServiceIp { get; init; }

    /// <summary>The first pool's name: 1 to 12 lowercase letters and digits.</summary>
    public string NodePoolName { get; init; } = "nodepool1";

    /// <summary>Nodes in the first pool, 1 to 1000.</summary>
    public int NodeCount { get; init; } = 3;

    /// <summary>The nodes' virtual machine size.</summary>
    public string? NodeVmSize { get; init; }

    /// <summary>Additional node pools.</summary>
    public IReadOnlyList<NodePoolRequest> NodePools { get; init; } = [];

    /// <summary>The artifact source of nodes: Cache for a network isolated cluster; null for the default of AKS (Direct).</summary>
    public string? BootstrapArtifactSource { get; init; }

    /// <summary>The ID of the user's container registry for the cache; null if AKS creates one.</summary>
    public string? BootstrapContainerRegistryId { get; init; }

    /// <summary>True for an API server without public IP address.</summary>
    public bool PrivateCluster { get; init; }

    /// <summary>The authorized IP ranges; null to let any IP address reach the API server.</summary>
    public IReadOnlyList<string>? AuthorizedIpRange { get; init; }
}
