using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.EgressPaths;
using AksEgress.Simulator.Providers.Kubernetes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Pods;

/// <summary>The network as a pod sees it: Services of its cluster, then the egress path of its nodes.</summary>
internal sealed class PodNetwork(PodSession session, EgressPath path)
{
    /// <summary>The address of a name, or null.</summary>
    public IPAddress? Resolve(string host)
    {
        if (Service(host).Text("clusterIP") is { } cluster && AddressRange.TryAddress(cluster, out var inside))
        {
            return inside;
        }

        var address = HostNames.Resolve(host);
        return address is not null && (AddressRange.TryAddress(host, out _) || DnsAnswers()) ? address : null;
    }

    /// <summary>Returns the outcome of a connection.</summary>
    public ConnectionVerdict To(Destination destination)
    {
        var service = Service(destination.Host)
            ?? KubernetesState.Of(session.World, session.Cluster)
                .All("Service")
                .Select(static item => item.Object("spec"))
                .FirstOrDefault(spec => spec.Text("clusterIP") == destination.Address.ToString());
        if (service is not null)
        {
            var listens = service
                .Array("ports")
                .Objects()
                .Any(port => port.Number("port") == destination.Port && (port.Text("protocol") ?? "TCP") == destination.Protocol);
            return listens ? new ConnectionVerdict(EgressOutcome.Local) : ConnectionVerdict.NoAnswer;
        }

        return path.To(destination);
    }

    /// <summary>The proxy of an HTTP request, or null if it goes directly.</summary>
    public ClusterProxy? Proxy(string scheme, string host) => ClusterProxy.For(session.Cluster, scheme, host);

    /// <summary>Returns the outcome of an HTTP request through a proxy.</summary>
    public (bool Reached, ConnectionVerdict Verdict) Through(ClusterProxy proxy, IPAddress address, Destination destination) =>
        proxy.Through(path, address, destination);

    // Azure's own DNS is always reachable; the DNS servers of a virtual network may be behind a blocked path.
    private bool DnsAnswers()
    {
        string[] servers = [.. (path.Nodes.Network?.Document.Object("properties").Object("dhcpOptions")).Array("dnsServers").Texts()];
        return servers.Length == 0
            || servers.Any(server =>
                !AddressRange.TryAddress(server, out var address) || Prefixes.IsPrivate(address) || server == "168.63.129.16"
                    || path.To(new Destination(server, address, 53, "UDP")).Connects);
    }

    // web, web.shop, web.shop.svc, and web.shop.svc.cluster.local are the same Service.
    private JsonObject? Service(string host)
    {
        var labels = host.TrimEnd('.').Split('.');
        var full = labels.Length is 3 or 5 && labels[2] == "svc";
        return labels.Length is 1 or 2 || full
            ? KubernetesState.Of(session.World, session.Cluster)
                .Find("Service", labels.Length > 1 ? labels[1] : "default", labels[0])
                .Object("spec")
            : null;
    }
}
