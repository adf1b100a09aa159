using System.Management.Automation;
using AksEgress.Core.Paths;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Paths;

/// <summary>Test-AksEgressPath on the simulator, end to end.</summary>
[Trait("Engine", "Both")]
public class PathCmdletTests
{
    private const string Cluster = "Test-AksEgressPath contoso-aks contoso-rg ";

    [Fact]
    public void A_cluster_behind_its_load_balancer_reaches_what_AKS_requires()
    {
        using var session = Session.Simulated();
        var paths = Paths(session, "Get-AksEgressCluster contoso-aks contoso-rg | Test-AksEgressPath");
        Assert.All(paths, path => Assert.Equal((PathVerdict.Allowed, "aks", "Derived"), (path.Verdict, path.Subnet, path.Confidence)));
        var registry = Assert.Single(paths, path => path.Destination == "mcr.microsoft.com");
        Assert.Equal(("HTTPS", 443, "required"), (registry.Protocol, registry.Port, registry.Required));
        Assert.Equal(["20.81.4.17"], registry.EgressIpAddress);
        Assert.Equal(["nodepool1", "win1"], registry.NodePool);
        Assert.Equal("contoso-aks", registry.ClusterName);
        Assert.Empty(session.Wire.Writes);
    }

    [Theory]
    [InlineData("example.com", "example.com", "HTTPS", 443)]
    [InlineData("example.com:80", "example.com", "HTTP", 80)]
    [InlineData("example.com:8443", "example.com", "TCP", 8443)]
    [InlineData("20.1.2.3:443", "20.1.2.3", "HTTPS", 443)]
    [InlineData("20.1.2.0/24:22", "20.1.2.0/24", "TCP", 22)]
    [InlineData("ServiceTag:Storage:445", "ServiceTag:Storage", "TCP", 445)]
    public void A_destination_has_a_protocol_and_a_port(string destination, string text, string protocol, int port)
    {
        using var session = Session.Simulated();
        var path = Assert.Single(Paths(session, $"{Cluster}-Destination {destination}"));
        Assert.Equal((text, protocol, port, "user"), (path.Destination, path.Protocol, path.Port, path.Required));
        Assert.Equal(PathVerdict.Allowed, path.Verdict);
    }

    [Fact]
    public void Protocol_applies_to_all_destinations()
    {
        using var session = Session.Simulated();
        var paths = Paths(session, Cluster + "-Destination ntp.example.com:123, 20.1.2.3:53 -Protocol UDP");
        Assert.Equal(["UDP", "UDP"], paths.Select(path => path.Protocol));
        Assert.Equal([123, 53], paths.Select(path => path.Port));
    }

    [Theory]
    [InlineData("-Destination 'a b'")]
    [InlineData("-Destination example.com:0")]
    [InlineData("-Destination example.com:65536")]
    [InlineData("-Destination 1.2.3")]
    [InlineData("-Destination 10.0.0.0/33")]
    [InlineData("-Destination 'ServiceTag:'")]
    [InlineData("-Destination example.com -Protocol UDP")]
    [InlineData("-Destination '[20.1.2.3'")]
    public void A_bad_destination_is_refused_before_any_request(string parameters)
    {
        using var session = Session.Simulated();
        var outcome = session.Script(Cluster + parameters);
        Assert.StartsWith("InvalidValue,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-Destination", outcome.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
        Assert.Empty(session.Wire.Seen);
    }

    [Fact]
    public void A_node_pool_that_does_not_exist_is_refused()
    {
        using var session = Session.Simulated();
        Assert.Equal(["win1"], Assert.Single(Paths(session, Cluster + "-Destination example.com -NodePool WIN1")).NodePool);
        var error = session.Script(Cluster + "-NodePool nope").Error;
        Assert.StartsWith("InvalidValue,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("nodepool1, win1", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_firewall_without_rules_is_found_before_the_change()
    {
        using var session = Session.Simulated();
        const string after = Cluster + "-OutboundType userDefinedRouting -Firewall contoso-fw ";
        var paths = Paths(session, after);

        // AzureCloud contains the addresses of Azure Storage, which the subnet's service endpoint may reach past the firewall.
        var cloud = paths.Where(path => path.Destination.StartsWith("ServiceTag:AzureCloud", StringComparison.Ordinal)).ToList();
        Assert.All(
            cloud,
            path => Assert.Equal((PathVerdict.Unknown, "service endpoint Microsoft.Storage"), (path.Verdict, path.DecidedBy)));
        Assert.All(
            paths.Except(cloud),
            path => Assert.Equal(
                (PathVerdict.Denied, "firewall contoso-fw, default deny", "userDefinedRouting"),
                (path.Verdict, path.DecidedBy, path.OutboundType)));
        Assert.False(Quiet(session, after));
        Assert.True(Quiet(session, Cluster));
        Assert.Contains("-AksRequired -Cluster contoso-aks", paths[0].Next, StringComparison.Ordinal);

        // The command that the result names is the remedy.
        session.Script($"$null = {paths.First(path => path.Required == "required").Next}").Ok();
        Assert.True(Quiet(session, after));
        var registry = Assert.Single(Paths(session, after), path => path.Destination == "mcr.microsoft.com");
        Assert.Equal(PathVerdict.Allowed, registry.Verdict);

        // Nothing was changed for the evaluation itself.
        Assert.Equal("loadBalancer", session.Script("(Get-AksOutboundType contoso-aks contoso-rg).OutboundType").Ok().Single.ToString());
    }

    [Theory]
    [InlineData("-RouteTable dead", "route dead/drop", "Remove-AksEgressRoute drop dead")]
    [InlineData("-NetworkSecurityGroup contoso-aks-nsg -RouteTable dead", "route dead/drop", "Remove-AksEgressRoute")]
    [InlineData("-OutboundType block", "outbound type block", null)]
    public void A_change_that_would_deny_names_what_decides(string parameters, string decides, string? next)
    {
        using var session = Session.Simulated();
        session.Script(
            "$null = New-AksEgressRouteTable dead contoso-rg -Route (New-AksEgressRoute drop 0.0.0.0/0 None)").Ok();

        // A name: an address can be one of Azure Storage, which the subnet's service endpoint reaches past the route.
        var path = Assert.Single(Paths(session, $"{Cluster}-Destination example.org {parameters}"));
        Assert.Equal((PathVerdict.Denied, decides), (path.Verdict, path.DecidedBy));
        Assert.Empty(path.EgressIpAddress);
        Assert.StartsWith(next ?? string.Empty, path.Next ?? string.Empty, StringComparison.Ordinal);
        Assert.Equal(next is null, path.Next is null);
    }

    [Fact]
    public void A_NAT_gateway_gives_the_address()
    {
        using var session = Session.Simulated();
        session.Script("$null = New-AksEgressPublicIp natip contoso-rg | New-AksEgressNatGateway natg contoso-rg").Ok();
        var path = Assert.Single(Paths(session, Cluster + "-Destination example.com -NatGateway natg"));
        Assert.Equal("NAT gateway natg", path.DecidedBy);
        var address = session.Script("(Get-AksEgressPublicIp natip contoso-rg).IpAddress").Ok().Single.ToString();
        Assert.Equal(address, Assert.Single(path.EgressIpAddress));
    }

    [Theory]
    [InlineData("-RouteTable nope")]
    [InlineData("-NatGateway nope")]
    [InlineData("-Firewall nope")]
    [InlineData("-FirewallPolicy nope")]
    [InlineData("-NetworkSecurityGroup nope")]
    public void A_resource_that_does_not_exist_is_an_error(string parameters)
    {
        using var session = Session.Simulated();
        var outcome = session.Script(Cluster + parameters);
        Assert.StartsWith("ResourceNotFound,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public void Optional_features_add_their_endpoints()
    {
        using var session = Session.Simulated();
        var plain = Paths(session, Cluster);
        var more = Paths(session, Cluster + "-Feature azureMonitor");
        Assert.True(more.Count > plain.Count, $"{more.Count} paths");
        Assert.Superset(plain.Select(Name).ToHashSet(), more.Select(Name).ToHashSet());

        static string Name(EgressPathResult path) => $"{path.Destination} {path.Protocol} {path.Port}";
    }

    [Fact]
    public void Lists_and_words_are_readable_in_files()
    {
        using var session = Session.Simulated();
        session.Script($"$path = {Cluster}-Destination example.com -OutboundType userDefinedRouting -Firewall contoso-fw").Ok();

        // The cells of a CSV file are the texts of the values.
        var path = (EgressPathResult)session.Script("$path").Ok().Single.BaseObject;
        Assert.Equal("nodepool1, win1", path.NodePool.ToString());
        Assert.Equal("Denied", path.Verdict.ToString());
        Assert.EndsWith("firewall contoso-fw, no rule matches: denies", path.Hops.ToString(), StringComparison.Ordinal);
        var json = session.Script("$path | ConvertTo-Json -Depth 4 | ConvertFrom-Json").Ok().Single;
        Assert.Equal(["nodepool1", "win1"], ((object[])json.Properties["NodePool"].Value).Cast<string>());
        var hop = (PSObject)((object[])json.Properties["Hops"].Value)[^1];
        Assert.Equal("firewall contoso-fw", hop.Properties["Resource"].Value);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(160)]
    public void The_table_shows_denied_paths_first(int width)
    {
        using var session = Session.Simulated();
        session.Script("""
            $null = Add-AksEgressFirewallRule contoso-fw web -ResourceGroupName contoso-rg -Application -CollectionName web `
                -TargetFqdn a.com
            """).Ok();
        var lines = session
            .Script($"{Cluster}-Destination a.com, b.com -Firewall contoso-fw | Out-String -Stream -Width {width}")
            .Ok()
            .Output.Select(line => line.ToString())
            .ToList();
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        Assert.Contains(lines, line => line.Trim() == "Subnet: aks");
        var header = lines.FindIndex(line => line.StartsWith("Verdict", StringComparison.Ordinal));
        Assert.All(
            ["Protocol", "Port", "Destination", "DecidedBy", "Required"],
            name => Assert.Contains(name, lines[header], StringComparison.Ordinal));
        var verdicts = lines.Skip(header).Where(line => line.StartsWith("Denied", StringComparison.Ordinal)
            || line.StartsWith("Allowed", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, verdicts.Count);
        Assert.StartsWith("Denied", verdicts[0], StringComparison.Ordinal);
        Assert.Contains("b.com", verdicts[0], StringComparison.Ordinal);
        Assert.Contains("a.com", verdicts[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_shows_each_step()
    {
        using var session = Session.Simulated();
        var text = session.Script(
            $"{Cluster}-Destination b.com -Firewall contoso-fw | Format-List | Out-String -Width 200").Ok().Single.ToString();
        Assert.Matches(@"Hops +: NSG aks-agentpool-\d+-nsg, AllowInternetOutBound \(65001\): allows", text);
        Assert.Matches(@"\n +NSG contoso-aks-nsg, AllowInternetOutBound \(65001\): allows", text);
        Assert.Matches(@"\n +firewall contoso-fw, no rule matches: denies", text);
        Assert.Matches("Next +: Add-AksEgressFirewallRule contoso-fw", text);
    }

    private static List<EgressPathResult> Paths(Session session, string script) =>
        [.. session.Script(script).Ok().Output.Select(output => (EgressPathResult)output.BaseObject)];

    private static bool Quiet(Session session, string script) => (bool)session.Script(script + " -Quiet").Ok().Single.BaseObject;
}
