using AksEgress.Core.Egress;
using AksEgress.Core.NodePools;

namespace AksEgress.Core.Provisioning;

/// <summary>A cluster that is to be made. What is null is left to AKS's defaults.</summary>
/// <param name="Outbound">How its traffic shall leave.</param>
public sealed record ClusterRequest(OutboundTarget Outbound)
{
    /// <summary>The id of the nodes' subnet; null lets AKS make a network.</summary>
    public string? SubnetId { get; init; }

    /// <summary>The id of the pods' subnet, or null.</summary>
    public string? PodSubnetId { get; init; }

    /// <summary>The id of a user-assigned identity; null makes a system-assigned one.</summary>
    public string? IdentityId { get; init; }

    /// <summary>A service principal to act as, instead of an identity; null for an identity.</summary>
    public ServicePrincipal? ServicePrincipal { get; init; }

    /// <summary>The DNS prefix; null derives it from the name.</summary>
    public string? DnsPrefix { get; init; }

    /// <summary>A Kubernetes version such as 1.33 or 1.33.2.</summary>
    public string? KubernetesVersion { get; init; }

    /// <summary>azure, kubenet or none.</summary>
    public string NetworkPlugin { get; init; } = "azure";

    /// <summary>azure, calico, cilium or none; null leaves it to AKS.</summary>
    public string? NetworkPolicy { get; init; }

    /// <summary>The pods' range as CIDR, for overlay and kubenet; null leaves it to AKS.</summary>
    public string? PodCidr { get; init; }

    /// <summary>overlay, or null.</summary>
    public string? NetworkPluginMode { get; init; }

    /// <summary>The Services' range as CIDR.</summary>
    public string? ServiceCidr { get; init; }

    /// <summary>The DNS Service's address, in <see cref="ServiceCidr"/>.</summary>
    public string? DnsServiceIp { get; init; }

    /// <summary>The first pool's name: 1 to 12 lower-case letters and digits.</summary>
    public string NodePoolName { get; init; } = "nodepool1";

    /// <summary>Nodes in the first pool, 1 to 1000.</summary>
    public int NodeCount { get; init; } = 3;

    /// <summary>The nodes' virtual machine size.</summary>
    public string? NodeVmSize { get; init; }

    /// <summary>Pools besides the first one.</summary>
    public IReadOnlyList<NodePoolRequest> NodePools { get; init; } = [];

    /// <summary>Where nodes get what they start from: Cache makes a network isolated cluster; null leaves it to AKS (Direct).</summary>
    public string? BootstrapArtifactSource { get; init; }

    /// <summary>The id of an own registry for the cache; null lets AKS make one.</summary>
    public string? BootstrapContainerRegistryId { get; init; }

    /// <summary>True for an API server without public address.</summary>
    public bool PrivateCluster { get; init; }

    /// <summary>The ranges that may call the API server; null for all.</summary>
    public IReadOnlyList<string>? AuthorizedIpRange { get; init; }
}
