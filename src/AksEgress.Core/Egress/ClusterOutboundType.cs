using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Egress;

/// <summary>The current outbound type of a cluster, with its egress IP addresses.</summary>
public sealed class ClusterOutboundType
{
    internal ClusterOutboundType(EgressTopology topology)
    {
        var cluster = topology.Cluster;
        var network = cluster.Document.Root.At("properties", "networkProfile");
        ClusterName = cluster.Name;
        ResourceGroupName = cluster.ResourceGroupName;
        SubscriptionId = cluster.SubscriptionId;
        OutboundType = cluster.OutboundType;
        VirtualNetworkMode = cluster.VirtualNetworkMode;
        EgressAddresses = EgressAddressing.Texts(EgressAddressing.Now(topology));
        LoadBalancerProfile = DocumentComparison.Show(network.At("loadBalancerProfile"));
        NatGatewayProfile = DocumentComparison.Show(network.At("natGatewayProfile"));
        ProvisioningState = cluster.ProvisioningState;
        Location = cluster.Location;
        ResourceId = cluster.Id;
    }

    /// <summary>The cluster's name.</summary>
    public string ClusterName { get; }

    /// <summary>The cluster's resource group.</summary>
    public string ResourceGroupName { get; }

    /// <summary>The outbound type.</summary>
    public string OutboundType { get; }

    /// <summary>Whether the virtual network is managed by AKS or bring-your-own (BYO).</summary>
    public VirtualNetworkMode VirtualNetworkMode { get; }

    /// <summary>The egress IP addresses; <c>(behind x)</c> if Azure doesn't know them.</summary>
    public OutputList<string> EgressAddresses { get; }

    /// <summary>The load balancer profile as JSON, or null.</summary>
    public string? LoadBalancerProfile { get; }

    /// <summary>The NAT gateway profile as JSON, or null.</summary>
    public string? NatGatewayProfile { get; }

    /// <summary>The cluster's provisioning state.</summary>
    public string? ProvisioningState { get; }

    /// <summary>The region.</summary>
    public string? Location { get; }

    /// <summary>The subscription's GUID.</summary>
    public string SubscriptionId { get; }

    /// <summary>The cluster's id.</summary>
    public string ResourceId { get; }

    /// <summary>The outbound type in one line.</summary>
    public override string ToString() => $"{ClusterName}: {OutboundType}";
}
