using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.NodePools;

/// <summary>A node pool as a resource.</summary>
public sealed class NodePool(ArmDocument document) : ArmResource(document), IArmResource<NodePool>
{
    /// <inheritdoc/>
    static string IArmResource<NodePool>.Type => ResourceTypes.AgentPools;

    /// <summary>The name of the cluster, with the name of the parameter of other cmdlets.</summary>
    public string ClusterName => ParsedId.Parent!.Name;

    /// <summary>System or User; a cluster requires a system node pool.</summary>
    public string? Mode => Document.Root.Text("properties", "mode");

    /// <summary>Linux or Windows.</summary>
    public string OsType => Document.Root.Text("properties", "osType") ?? "Linux";

    /// <summary>For example Ubuntu, AzureLinux or Windows2022.</summary>
    public string? OsSku => Document.Root.Text("properties", "osSKU");

    /// <summary>The number of nodes now, 0 to 1000.</summary>
    public int NodeCount => Document.Root.Number("properties", "count") ?? 0;

    /// <summary>The minimum number of nodes of the autoscaler, 0 to 1000; null without autoscaler.</summary>
    public int? MinCount =>
        Document.Root.Flag("properties", "enableAutoScaling") == true ? Document.Root.Number("properties", "minCount") : null;

    /// <summary>The maximum number of nodes of the autoscaler, 1 to 1000; null without autoscaler.</summary>
    public int? MaxCount =>
        Document.Root.Flag("properties", "enableAutoScaling") == true ? Document.Root.Number("properties", "maxCount") : null;

    /// <summary>The virtual machine size.</summary>
    public string? VmSize => Document.Root.Text("properties", "vmSize");

    /// <summary>The ID of the nodes' subnet; null in a virtual network managed by AKS.</summary>
    public string? Subnet => Document.Root.Text("properties", "vnetSubnetID") is { Length: > 0 } id ? id : null;

    /// <summary>The id of the pods' subnet, or null.</summary>
    public string? PodSubnet => Document.Root.Text("properties", "podSubnetID") is { Length: > 0 } id ? id : null;

    /// <summary>The availability zones.</summary>
    public OutputList<string> Zone => Document.Root.Texts("properties", "availabilityZones");

    /// <summary>True when outbound NAT is disabled on Windows nodes.</summary>
    public bool WindowsOutboundNatDisabled => Document.Root.Flag("properties", "windowsProfile", "disableOutboundNat") ?? false;

    /// <summary>The nodes' image.</summary>
    public string? NodeImageVersion => Document.Root.Text("properties", "nodeImageVersion");

    /// <summary>The Kubernetes version of the nodes.</summary>
    public string? KubernetesVersion =>
        Document.Root.Text("properties", "currentOrchestratorVersion") ?? Document.Root.Text("properties", "orchestratorVersion");

    /// <inheritdoc/>
    static NodePool IArmResource<NodePool>.Of(ArmDocument document) => new(document);

    /// <inheritdoc/>
    internal override string RemovalText =>
        $"Remove node pool '{Name}' with {Sentences.Count(NodeCount, "node")} and all pods on them from cluster "
            + $"'{ParsedId.Parent!.Name}'";
}
