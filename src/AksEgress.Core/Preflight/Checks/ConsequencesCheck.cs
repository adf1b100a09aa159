using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Plans;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>Reports consequences of the change: asymmetric routing, nodes to reimage, and resources that can't be read.</summary>
internal sealed class ConsequencesCheck : IPreflightCheck
{
    public IEnumerable<Finding> Check(PreflightInput input)
    {
        if (input.Egress.Unreadable.Count > 0)
        {
            yield return FindingKinds.ResourceNotReadable(string.Join("; ", input.Egress.Unreadable));
        }

        if (input.IsCreation || input.From == input.To)
        {
            yield break;
        }

        var proxy = input.Cluster.Document.Root.At("properties", "httpProxyConfig");
        if ((proxy.Text("httpsProxy") ?? proxy.Text("httpProxy")) is { Length: > 0 } address)
        {
            yield return FindingKinds.HttpProxyConfigured(WithoutCredential(address), "properties.httpProxyConfig");
        }

        if (input.To is OutboundTypeNames.UserDefinedRouting or OutboundTypeNames.None)
        {
            var inbound = input.Egress.LoadBalancers.SelectMany(balancer => balancer.InboundPublicIp).ToList();
            var path = input.Egress.Subnets.FirstOrDefault(path => path.HasRouteToAppliance);
            if (inbound.Count > 0 && path?.DefaultRoute is { } route)
            {
                var firewall = input.Egress.FirewallBehind(path);
                yield return FindingKinds.PublicServiceAsymmetricRouting(
                    Sentences.List([.. inbound.Select(id =>
                        input.Egress.PublicIps.TryGetValue(id, out var ip) && ip.IpAddress is { } address
                            ? address
                            : Sentences.Short(id))]),
                    route.NextHopIpAddress ?? route.NextHopType, firewall is null ? "<firewall>" : firewall.Id, inbound[0]);
            }
        }

        yield return FindingKinds.NodesNeedReimage(string.Join(", ", input.Cluster.AgentPools), input.Cluster.Id);
    }

    // The URL of a proxy can contain a user name and password.
    private static string WithoutCredential(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        ? uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)
        : "(not a URL)";
}
