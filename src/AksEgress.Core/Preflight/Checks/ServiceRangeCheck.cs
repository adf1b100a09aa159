using AksEgress.Core.Addressing;
using AksEgress.Core.Documents;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>
/// Checks that the service CIDR of a new cluster doesn't overlap with subnets of the virtual network. It can't be changed after the
/// creation, and many virtual networks use the default range.
/// </summary>
internal sealed class ServiceRangeCheck : IPreflightCheck
{
    /// <summary>The default service CIDR of AKS (CommonModels.tsp).</summary>
    private const string Default = "10.0.0.0/16";

    public IEnumerable<Finding> Check(PreflightInput input)
    {
        var network = input.Cluster.Document.Root.At("properties", "networkProfile");
        if (!input.IsCreation || !Cidr.TryParse(network.Text("serviceCidr") ?? Default, out var services))
        {
            yield break;
        }

        const string profile = "properties.networkProfile.";
        if (Cidr.TryParseAddress(network.Text("dnsServiceIP"), out var dns) && !services.Contains(dns))
        {
            yield return FindingKinds.DnsServiceIpOutside(dns, services, profile + "dnsServiceIP");
        }

        foreach (var path in input.Egress.Subnets.Where(path => path.Network is not null).DistinctBy(path => path.Network!.Id))
        {
            foreach (var subnet in path.Network!.Subnets.Where(subnet =>
                subnet.AddressPrefix.Any(range => Cidr.TryParse(range, out var taken) && Cidr.Overlap(taken, services))))
            {
                yield return FindingKinds.ServiceRangeOverlaps(
                    services, subnet.Name, string.Join(", ", subnet.AddressPrefix), path.Network.Name, profile + "serviceCidr");
            }
        }
    }
}
