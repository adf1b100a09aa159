using AksEgress.Core.Documents;
using AksEgress.Core.Resources;

namespace AksEgress.Core.LoadBalancers;

/// <summary>
/// A load balancer, such as the one that AKS creates in the node resource group: a view of the document of a
/// Microsoft.Network/loadBalancers.
/// </summary>
public sealed class LoadBalancer(ArmDocument document) : ArmResource(document)
{
    /// <summary>
    /// The IDs of the public IP addresses with a load balancing rule for inbound traffic: the cluster's public Services.
    /// </summary>
    public IReadOnlyList<string> InboundPublicIp =>
    (string[])[
        .. Document.Root.Items("properties", "frontendIPConfigurations")
            .Where(frontend => frontend.Items("properties", "loadBalancingRules").Any())
            .Select(frontend => frontend.Text("properties", "publicIPAddress", "id")).OfType<string>(),
    ];
}
