using System.Globalization;
using AksEgress.Core.Errors;
using AksEgress.Core.Paths;
using AksEgress.Core.Resources;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.Paths;

/// <summary>Destinations that can't be evaluated, and documents at ARM's limits.</summary>
public sealed class PathBadInputTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("https://example.org")]
    [InlineData("example.org/path")]
    [InlineData("example.org:0")]
    [InlineData("example.org:65536")]
    [InlineData("example.org:-1")]
    [InlineData("example.org:https")]
    [InlineData("example.org:")]
    [InlineData("exa mple.org")]
    [InlineData("10.0.0.300")]
    [InlineData("10.0.0")]
    [InlineData("010.0.0.1")]
    [InlineData("0x0a000001")]
    [InlineData("10.0.0.1/24")]
    [InlineData("10.0.0.0/33")]
    [InlineData("fd00::1/48")]
    [InlineData("[fd00::1")]
    [InlineData("[fd00::1]443")]
    [InlineData("fe80::1%eth0")]
    [InlineData("ServiceTag:")]
    [InlineData("ServiceTag:Storage West")]
    [InlineData("ServiceTag:9")]
    [InlineData("ServiceTag:VirtualNetwork:443")]
    [InlineData("ServiceTag:AzureLoadBalancer:443")]
    [InlineData("a.*.example.org")]
    [InlineData("*")]
    [InlineData("-.-")]
    public void A_text_that_is_no_destination_is_an_error(string text)
    {
        var error = Assert.Throws<EgressException>(() => PathDestination.Parse(text, null));
        Assert.Equal("InvalidValue", error.Id);
        Assert.Contains("Destination", $"{error.ParameterName} {error.Message}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example.org", "ICMP")]
    [InlineData("example.org", "TCP")]
    [InlineData("example.org", "UDP")]
    [InlineData("fd00::1", "UDP")]
    public void A_protocol_that_needs_a_port_or_is_unknown_is_an_error(string text, string protocol) =>
        Assert.Equal("InvalidValue", Assert.Throws<EgressException>(() => PathDestination.Parse(text, protocol)).Id);

    [Fact]
    public void A_very_long_destination_is_an_error() =>
        Assert.Throws<EgressException>(() => PathDestination.Parse(new string('a', 5000), null));

    [Fact]
    public async Task A_node_pool_that_doesnt_exist_is_an_error()
    {
        using var arm = new FakeGateway();
        var cluster = PathWorld.Build(arm, new PathCase("x", PathSources.Nsg, "8.8.8.8:443", PathVerdict.Allowed, string.Empty));
        var error = await Assert.ThrowsAsync<EgressException>(() => new PathAnalyzer(new ResourceStore(arm)).AnalyzeAsync(
            cluster, new PathRequest { NodePools = ["gone"] }, CancellationToken.None));
        Assert.Equal("InvalidValue", error.Id);
        Assert.Contains("gone", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20.1.77.3:443", PathVerdict.Denied, "r77")]
    [InlineData("20.2.100.3:443", PathVerdict.Denied, "r350")]
    [InlineData("20.1.3.7:443", PathVerdict.Unknown, "isn't known")]
    [InlineData("30.1.1.1:443", PathVerdict.Allowed, "net200")]
    public Task A_route_table_with_400_routes_and_duplicates(string to, PathVerdict verdict, string by)
    {
        // The last ten prefixes are those of the first ten, with another next hop.
        var routes = Enumerable.Range(1, 389).Select(number => Route(Prefix(number), "None"))
            .Concat(Enumerable.Range(1, 10).Select(number => Route(Prefix(number), "Internet")))
            .Prepend("{'addressPrefix':'0.0.0.0/0','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.0.4'}");
        return PathWorld.CheckAsync(new PathCase("400 routes", PathSources.Routes, to, verdict, by)
        {
            Routes = $"[{string.Join(',', routes)}]",
            NetworkRules = PathWorld.AllowAll,
        });
    }

    [Theory]
    [InlineData("20.1.77.3:443", PathVerdict.Denied, "(177)")]
    [InlineData("20.4.1.3:443", PathVerdict.Denied, "(851)")]
    [InlineData("21.1.1.1:443", PathVerdict.Allowed, "load balancer")]
    [InlineData("example.org:443", PathVerdict.Unknown, "isn't known")]
    public Task A_network_security_group_with_1000_rules(string to, PathVerdict verdict, string by)
    {
        var rules = Enumerable.Range(0, 1000).Select(number => string.Create(
            CultureInfo.InvariantCulture, $"{{'priority':{100 + number},'destinationAddressPrefix':'{Prefix(number)}'}}"));
        return PathWorld.CheckAsync(
            new PathCase("1,000 rules", PathSources.Nsg, to, verdict, by) { Nsg = $"[{string.Join(',', rules)}]" });
    }

    private static string Prefix(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"20.{1 + (number / 250)}.{number % 250}.0/24");

    private static string Route(string prefix, string type) => $"{{'addressPrefix':'{prefix}','nextHopType':'{type}'}}";
}
