using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;

namespace AksEgress.Core.Paths;

/// <summary>The HTTP proxy of a cluster's nodes (https://learn.microsoft.com/azure/aks/http-proxy).</summary>
internal sealed class HttpProxy
{
    private readonly IReadOnlyList<string> _noProxy;
    private readonly IReadOnlyList<AddressInterval> _noProxyRanges;

    private HttpProxy(Uri? http, Uri? https, IReadOnlyList<string> noProxy)
    {
        Http = http;
        Https = https ?? http;
        _noProxy = noProxy;
        _noProxyRanges = [.. noProxy.Select(AddressInterval.TryParse).OfType<AddressInterval>()];
    }

    /// <summary>The proxy for HTTP, or null.</summary>
    public Uri? Http { get; }

    /// <summary>The proxy for HTTPS: that for HTTP, if only that is specified.</summary>
    public Uri? Https { get; }

    /// <summary>Reads the proxy; null if the cluster has none, or if it's disabled.</summary>
    public static HttpProxy? Of(Cluster cluster)
    {
        var config = cluster.Document.Root.At("properties", "httpProxyConfig");
        var http = UriOf(config.Text("httpProxy"));
        var https = UriOf(config.Text("httpsProxy"));
        return (http is null && https is null) || config.Flag("enabled") == false
            ? null
            : new HttpProxy(http, https, [.. config.Texts("noProxy"), .. config.Texts("effectiveNoProxy"), .. Added(cluster)]);
    }

    /// <summary>The proxy of a flow; null if it goes directly.</summary>
    public Uri? For(in Flow flow)
    {
        var proxy = flow.Application switch { "Http" => Http, "Https" => Https, _ => null };
        return proxy is null || IsExcluded(flow) ? null : proxy;
    }

    // AKS adds the API server and its own ranges to NO_PROXY (https://github.com/Azure/AKS/issues/3207). effectiveNoProxy has them, but not
    // in all API versions.
    private static IEnumerable<string> Added(Cluster cluster)
    {
        var properties = cluster.Document.Root.At("properties");
        string?[] known =
        [
            properties.Text("fqdn"), properties.Text("privateFQDN"), "localhost", "127.0.0.1", "169.254.169.254", "168.63.129.16",
            .. properties.Texts("networkProfile", "podCidrs"), properties.Text("networkProfile", "podCidr"),
            .. properties.Texts("networkProfile", "serviceCidrs"), properties.Text("networkProfile", "serviceCidr"),
        ];
        return known.OfType<string>();
    }

    private static Uri? UriOf(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri : null;

    // As curl and Go read NO_PROXY: a domain excludes itself and its subdomains.
    private bool IsExcluded(in Flow flow)
    {
        if (flow.Address is { } address)
        {
            return _noProxyRanges.Any(range => range.Contains(address));
        }

        var host = flow.Host ?? string.Empty;
        return _noProxy.Any(entry => entry == "*"
            || string.Equals(host, entry.TrimStart('.'), StringComparison.OrdinalIgnoreCase)
            || host.EndsWith("." + entry.TrimStart('*').TrimStart('.'), StringComparison.OrdinalIgnoreCase));
    }
}
