using System.Collections;
using System.Management.Automation;
using System.Net.Sockets;
using AksEgress.Core.Addressing;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.NodePools;
using AksEgress.Core.Provisioning;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>
/// The parameters of a new cluster, whether the user or AKS creates its network: network plugin, IP ranges, node pools, API server.
/// </summary>
public abstract class NewClusterCmdletBase : OutboundCmdletBase
{
    /// <summary>Isn't a parameter: a new cluster has no id yet.</summary>
    public override string? ResourceId { get; set; }

    /// <summary>Isn't a parameter: -AuthorizedIpRange specifies the ranges of a new cluster.</summary>
    public override SwitchParameter UpdateAuthorizedIpRange { get; set; }

    /// <summary>Specifies the DNS prefix. The default is derived from the name of the cluster.</summary>
    [Parameter]
    [ValidatePattern(Patterns.DnsPrefix)]
    public string? DnsPrefix { get; set; }

    /// <summary>Specifies the Kubernetes version, such as 1.33. The default is the default version of AKS.</summary>
    [Parameter]
    [ValidatePattern(Patterns.KubernetesVersion)]
    [ArgumentCompleter(typeof(ClusterMemberCompleter))]
    public string? KubernetesVersion { get; set; }

    /// <summary>Specifies the network plugin.</summary>
    [Parameter]
    [ValidateSet("azure", "kubenet", "none")]
    public string NetworkPlugin { get; set; } = "azure";

    /// <summary>
    /// Specifies the mode of the network plugin. The value overlay gives pods addresses from a separate range. By default, pods of the
    /// azure plugin get addresses from the subnet.
    /// </summary>
    [Parameter]
    [ValidateSet("overlay")]
    public string? NetworkPluginMode { get; set; }

    /// <summary>Specifies the network policy engine. The default is none.</summary>
    [Parameter]
    [ValidateSet("azure", "calico", "cilium", "none")]
    public string? NetworkPolicy { get; set; }

    /// <summary>Specifies the address range of the pods in CIDR notation, for the overlay mode and for kubenet.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PodCidr { get; set; }

    /// <summary>Specifies the address range of Kubernetes services in CIDR notation.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ServiceCidr { get; set; }

    /// <summary>Specifies the IP address of the Kubernetes DNS service. It must be in -ServiceCidr.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DnsServiceIp { get; set; }

    /// <summary>Specifies the name of the first node pool: 1 to 12 lowercase letters and digits.</summary>
    [Parameter]
    [ValidatePattern(Patterns.NodePool)]
    public string NodePoolName { get; set; } = "nodepool1";

    /// <summary>Specifies the number of nodes in the first node pool. Range: 1 to 1000.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int NodeCount { get; set; } = 3;

    /// <summary>Specifies the virtual machine size of the nodes. The default is the default size of AKS.</summary>
    [Parameter]
    [ValidatePattern(Patterns.VirtualMachineSize)]
    [ArgumentCompleter(typeof(ClusterMemberCompleter))]
    public string? NodeVmSize { get; set; }

    /// <summary>
    /// Specifies additional node pools, each as a hashtable of Add-AksEgressNodePool parameters: @{ Name = 'win1'; OsType = 'Windows';
    /// NodeCount = 2 }.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Hashtable[]? NodePool { get; set; }

    /// <summary>Indicates that the API server has no public IP address.</summary>
    [Parameter]
    public SwitchParameter PrivateCluster { get; set; }

    /// <summary>Specifies the authorized IP ranges of the API server, 1 to 200 ranges.</summary>
    [Parameter]
    [ValidateCount(1, 200)]
    public string[]? AuthorizedIpRange { get; set; }

    /// <summary>The cluster as the parameters describe it.</summary>
    /// <param name="outboundType">The outbound type.</param>
    /// <param name="resourceGroupName">The cluster's resource group, in which bare names are resolved.</param>
    internal ClusterRequest Shape(string outboundType, string resourceGroupName) =>
        new(Target(outboundType, Subscription, resourceGroupName))
        {
            DnsPrefix = DnsPrefix,
            KubernetesVersion = KubernetesVersion,
            NetworkPlugin = NetworkPlugin,
            NetworkPluginMode = NetworkPluginMode,
            NetworkPolicy = NetworkPolicy,
            PodCidr = Checked(PodCidr, nameof(PodCidr)),
            ServiceCidr = Checked(ServiceCidr, nameof(ServiceCidr)),
            DnsServiceIp = DnsServiceIp is null ? null : Cidr.ParseAddress(DnsServiceIp, nameof(DnsServiceIp)).ToString(),
            NodePoolName = NodePoolName,
            NodeCount = NodeCount,
            NodeVmSize = NodeVmSize,
            NodePools = NodePool is null ? [] : [.. NodePool.Select(pool => new NodePoolRequest(pool))],
            PrivateCluster = PrivateCluster,
            AuthorizedIpRange = AuthorizedIpRange is null ? null : [.. AuthorizedIpRange.Select(CheckedRange)],
        };

    /// <summary>Formats that the API server accepts: an IPv4 address, or an IPv4 range.</summary>
    private static string CheckedRange(string? range)
    {
        if (Cidr.TryParse(range, out var network)
            ? !Cidr.IsIPv6(network)
            : Cidr.TryParseAddress(range, out var address) && address.AddressFamily == AddressFamily.InterNetwork)
        {
            return range;
        }

        // Parse has the most specific error for a range, for example for bits beyond its prefix.
        _ = range?.Contains('/', StringComparison.Ordinal) == true ? Cidr.Parse(range, nameof(AuthorizedIpRange)) : default;
        throw EgressErrors.InvalidValue(
            nameof(AuthorizedIpRange), $"'{ArmNames.Shown(range)}' isn't an IPv4 address or an IPv4 range such as 203.0.113.0/24.", range);
    }

    private static string? Checked(string? range, string parameter) => range is null ? null : Cidr.Parse(range, parameter).ToString();
}
