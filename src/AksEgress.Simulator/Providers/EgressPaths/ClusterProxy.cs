using System.Net;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>
/// The HTTP proxy of a cluster, which its nodes and pods use for HTTP and HTTPS (https://learn.microsoft.com/azure/aks/http-proxy).
/// </summary>
/// <param name="Host">The proxy's host.</param>
/// <param name="Port">Its port.</param>
internal sealed record ClusterProxy(string Host, int Port)
{
    // AKS adds these and the name of the API server to noProxy, as az aks show prints effectiveNoProxy in public threads. It also adds
    // ranges, which curl ignores (the page's note on no_proxy).
    private static readonly string[] s_always = ["konnectivity", "localhost", "127.0.0.1", "169.254.169.254", "168.63.129.16"];

    /// <summary>Returns the proxy of a request, or null if it goes directly.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="scheme">The scheme: only http and https use the proxy.</param>
    /// <param name="host">The host of the request.</param>
    public static ClusterProxy? For(Resource cluster, string scheme, string host)
    {
        var properties = cluster.Document.Object("properties");
        var configuration = properties.Object("httpProxyConfig");
        var address = configuration.Flag("enabled") == false ? null : scheme switch
        {
            "http" => configuration.Text("httpProxy"),
            "https" => configuration.Text("httpsProxy"),
            _ => null,
        };
        return Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && uri.Host.Length > 0
            && !s_always
                .Concat(configuration.Array("noProxy").Texts())
                .Append(properties.Text("fqdn") ?? "")
                .Any(name => Excludes(name, host))
            ? new ClusterProxy(uri.Host.Trim('[', ']'), uri.Port)
            : null;
    }

    /// <summary>Returns the outcome of a request through the proxy.</summary>
    /// <param name="path">The path of the client.</param>
    /// <param name="address">The proxy's address.</param>
    /// <param name="destination">The destination of the request; the proxy resolves its name.</param>
    public (bool Reached, ConnectionVerdict Verdict) Through(EgressPath path, IPAddress address, Destination destination)
    {
        if (!path.To(new Destination(Host, address, Port)).Connects)
        {
            return (false, ConnectionVerdict.NoAnswer);
        }

        // A proxy in the network egresses as the virtual machine that it runs on. Of a proxy elsewhere, only its address is known.
        return (true, InterfaceNetwork.Find(path.Nodes, address.ToString()) is { } found
            ? new EgressPath(new InterfaceNetwork(path.Nodes.World, found)).To(destination)
            : Prefixes.IsPrivate(address) ? ConnectionVerdict.NoAnswer
            : new ConnectionVerdict(EgressOutcome.Open, address.ToString()));
    }

    // curl compares names as suffixes at a dot, with or without a dot at the start.
    private static bool Excludes(string name, string host)
    {
        var suffix = name.TrimStart('.');
        return suffix.Length > 0
            && host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)
            && (host.Length == suffix.Length || host[^(suffix.Length + 1)] == '.');
    }
}
