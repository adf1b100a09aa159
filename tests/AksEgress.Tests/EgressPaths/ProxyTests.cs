using System.Text.Json.Nodes;
using AksEgress.Tests.Simulator;
using Xunit;

namespace AksEgress.Tests.EgressPaths;

/// <summary>The HTTP proxy of a cluster: which requests use it, and which address the Internet sees.</summary>
public sealed class ProxyTests : IDisposable
{
    private readonly PathWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("", "", "curl -sS -m 9 https://api.ipify.org", "203.0.113.50", 0)]
    [InlineData("", "", "curl -sS -m 9 http://icanhazip.com", "203.0.113.50\n", 0)]
    [InlineData("api.ipify.org", "", "curl -sS -m 9 https://api.ipify.org", PathWorld.Direct, 0)]
    [InlineData(".ipify.org", "", "curl -sS -m 9 https://api.ipify.org", PathWorld.Direct, 0)]
    [InlineData("ipify.org", "", "curl -sS -m 9 https://api.ipify.org", PathWorld.Direct, 0)]
    [InlineData("pify.org", "", "curl -sS -m 9 https://api.ipify.org", "203.0.113.50", 0)]
    [InlineData("151.101.0.0/16", "", "curl -sS -m 9 https://api.ipify.org", "203.0.113.50", 0)]
    [InlineData("", "disabled", "curl -sS -m 9 https://api.ipify.org", PathWorld.Direct, 0)]
    [InlineData("", "", "curl -sS -m 9 https://nowhere.invalid", "curl: (56) Received HTTP code 503 from proxy after CONNECT\n", 56)]
    [InlineData("", "", "curl -s -m 9 -w '%{http_code}' http://nowhere.invalid", "503", 0)]
    public void The_Internet_sees_the_proxy(string noProxy, string state, string command, string logs, int code)
    {
        Configure("http://203.0.113.50:3128/", noProxy, state != "disabled");
        var result = _world.Commands.Run(command);
        Assert.Equal((logs, code), (result.Logs, result.ExitCode!.Value));
    }

    [Theory]
    [InlineData("", "default")]
    [InlineData("public", "public")]
    [InlineData("private", "")]
    public void A_proxy_in_the_network_egresses_as_its_virtual_machine(string method, string expected)
    {
        var ip = SimulatedArm.NetworkId(ClusterWorld.Contoso, "publicIPAddresses", "proxy-ip");
        var made = _world.Arm.Make(
            ip, """{"location":"eastus","sku":{"name":"Standard"},"properties":{"publicIPAllocationMethod":"Static"}}""");
        var subnet = PathWorld.Network + "/subnets/proxy";
        _world.Arm.Make(
            subnet,
            """{"properties":{"addressPrefix":"10.42.60.0/24"@d}}"""
                .With("@d", method == "private" ? ",\"defaultOutboundAccess\":false" : ""));
        var own = method == "public" ? "\"publicIPAddress\":{\"id\":\"" + ip + "\"}," : "";
        _world.Interface("proxy", "10.42.60.4", subnet, own: own);
        Configure("http://10.42.60.4:3128", "");

        // The nodes' own path leads nowhere: only the proxy's counts.
        _world.Routes("0.0.0.0/0>None");
        var seen = _world.Seen();
        if (expected == "default")
        {
            Assert.StartsWith("20.1", seen, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(expected == "public" ? (string)made["properties"]!["ipAddress"]! : "", seen);
        }
    }

    [Fact]
    public void A_proxy_that_cannot_be_reached_stops_everything()
    {
        Configure("http://10.42.60.4:3128", "");
        var result = _world.Commands.Run("curl -sS --connect-timeout 5 https://example.com");
        Assert.Equal(("curl: (28) Connection timed out after 5001 milliseconds\n", 28), (result.Logs, result.ExitCode!.Value));
        Configure("http://proxy.invalid:3128", "");
        Assert.Equal("curl: (5) Could not resolve proxy: proxy.invalid\n", _world.Commands.Run("curl -sS https://example.com").Logs);

        // Nodes pull images through it too.
        _world.Cluster(static properties => properties.Remove("bootstrapProfile"));
        Assert.Equal("KubernetesPerformanceError", _world.Commands.Start("true").Code);
        Configure("http://203.0.113.50:3128", "");
        Assert.Equal("", _world.Commands.Logs("true"));
    }

    private void Configure(string address, string noProxy, bool enabled = true) =>
        _world.Cluster(properties => properties["httpProxyConfig"] = new JsonObject
        {
            ["enabled"] = enabled,
            ["httpProxy"] = address,
            ["httpsProxy"] = address,
            ["noProxy"] = new JsonArray(noProxy),
        });
}
