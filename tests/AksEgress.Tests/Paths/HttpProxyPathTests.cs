using AksEgress.Core.Paths;
using static AksEgress.Core.Paths.PathVerdict;
using static AksEgress.Tests.Paths.PathSources;

namespace AksEgress.Tests.Paths;

/// <summary>HTTP proxies of clusters.</summary>
public sealed class HttpProxyPathTests
{
    public static TheoryData<PathCase> Cases => new()
    {
        new("HTTPS through the proxy", ProxyPage, "example.org:443", Unknown, "HTTP proxy proxy.contoso.com:3129")
        {
            Cluster = "{'httpProxyConfig':{'httpProxy':'http://proxy.contoso.com:3128','httpsProxy':'https://proxy.contoso.com:3129'}}",
            Reason = UnknownReason.HttpProxy,
        },
        new("HTTP through the proxy", ProxyPage, "example.org:80", Unknown, "HTTP proxy proxy.contoso.com:3128")
        {
            Cluster = "{'httpProxyConfig':{'httpProxy':'http://proxy.contoso.com:3128','httpsProxy':'https://proxy.contoso.com:3129'}}",
            Reason = UnknownReason.HttpProxy,
        },
        new(
            "The proxy for HTTP is used for HTTPS if there is no other",
            ProxyPage, "example.org:443", Unknown, "HTTP proxy proxy.contoso.com:3128")
        {
            Cluster = "{'httpProxyConfig':{'httpProxy':'http://proxy.contoso.com:3128'}}",
            Reason = UnknownReason.HttpProxy,
        },
        new("The proxy for HTTPS isn't used for HTTP", ProxyPage, "example.org:80", Allowed, "load balancer")
        {
            Cluster = "{'httpProxyConfig':{'httpsProxy':'http://proxy.contoso.com:3128'}}",
        },
        new("UDP isn't proxied", ProxyPage, "UDP ntp.ubuntu.com:123", Allowed, "load balancer")
        {
            Cluster = "{'httpProxyConfig':{'httpProxy':'http://proxy.contoso.com:3128','httpsProxy':'https://proxy.contoso.com:3129'}}",
        },
        new("A domain without proxy", ProxyPage, "example.org:443", Allowed, "load balancer")
        {
            Cluster = "{'httpProxyConfig':{'httpProxy':'http://proxy.contoso.com:3128','httpsProxy':'https://proxy.contoso.com:3129',"
                + "'noProxy':['example.org']}}",
        },
        new("Names in a domain without proxy", ProxyPage, "a.example.org:443", Allowed, "load balancer")
        {
            Cluster = "{'httpProxyConfig':{'httpProxy':'http://proxy.contoso.com:3128','httpsProxy':'https://proxy.contoso.com:3129',"
                + "'noProxy':['.example.org']}}",
        },
        new("Another domain that ends alike", ProxyPage, "an-example.org:443", Unknown, "HTTP proxy")
        {
            Cluster = "{'httpProxyConfig':{'httpProxy':'http://proxy.contoso.com:3128','httpsProxy':'https://proxy.contoso.com:3129',"
                + "'noProxy':['example.org']}}",
        },
        new("A range without proxy", ProxyPage, "20.1.2.3:443", Allowed, "load balancer")
        {
            Cluster = "{'httpProxyConfig':{'httpProxy':'http://proxy.contoso.com:3128','httpsProxy':'https://proxy.contoso.com:3129',"
                + "'noProxy':['20.1.0.0/16']}}",
        },
        new("AKS excludes the API server from the proxy", NoProxyAdded, "c.hcp.eastus.azmk8s.io:443", Allowed, "load balancer")
        {
            Cluster = "{'httpProxyConfig':{'httpProxy':'http://proxy.contoso.com:3128','httpsProxy':'https://proxy.contoso.com:3129'}}",
        },
        new("AKS tells what it excludes", NoProxyAdded, "10.42.200.1:443", Allowed, "system route")
        {
            Cluster = "{'httpProxyConfig':{'httpProxy':'http://proxy.contoso.com:3128','httpsProxy':'https://proxy.contoso.com:3129',"
                + "'effectiveNoProxy':['10.42.0.0/16']}}",
        },
        new("A proxy that nodes don't reach", ProxyPage, "example.org:443", Denied, "r100")
        {
            Cluster = "{'httpProxyConfig':{'httpProxy':'http://proxy.contoso.com:3128','httpsProxy':'https://proxy.contoso.com:3129'}}",
            Nsg = "[{'priority':100,'destinationPortRange':'3129'}]",
        },
        new("A proxy behind a firewall that denies it", ProxyPage, "example.org:443", Denied, "default deny")
        {
            Cluster = "{'httpProxyConfig':{'httpProxy':'http://proxy.contoso.com:3128','httpsProxy':'https://proxy.contoso.com:3129'}}",
            Routes = PathWorld.ToFirewall,
        },
        new("A proxy in the network", ProxyPage, "example.org:443", Unknown, "HTTP proxy 10.42.3.4:3128")
        {
            Cluster = "{'httpProxyConfig':{'httpProxy':'http://10.42.3.4:3128'}}",
            Routes = PathWorld.ToFirewall,
            Reason = UnknownReason.HttpProxy,
        },
        new("A disabled proxy", ProxyPage, "example.org:443", Allowed, "load balancer")
        {
            Cluster = "{'httpProxyConfig':{'httpProxy':'http://proxy.contoso.com:3128','httpsProxy':'https://proxy.contoso.com:3129',"
                + "'enabled':false}}",
        },
        new("The metadata service isn't proxied", NoProxyAdded, "169.254.169.254:80", Allowed, "Azure platform")
        {
            Cluster = "{'httpProxyConfig':{'httpProxy':'http://proxy.contoso.com:3128','httpsProxy':'https://proxy.contoso.com:3129'}}",
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_verdict_is_that_of_the_source(PathCase item) => PathWorld.CheckAsync(item);
}
