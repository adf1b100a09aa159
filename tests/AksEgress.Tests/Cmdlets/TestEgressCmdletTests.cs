using AksEgress.Core.EgressProbes;

namespace AksEgress.Tests.Cmdlets;

/// <summary>Test-AksEgress with a pod of the simulator, end to end.</summary>
[Trait("Engine", "Both")]
public class TestEgressCmdletTests
{
    [Fact]
    public void A_cluster_behind_its_load_balancer_matches_and_reaches_what_AKS_needs()
    {
        using var session = Session.Simulated();
        var outcome = session.Script("Get-AksEgressCluster contoso-aks contoso-rg | Test-AksEgress").Ok();
        var test = (EgressTest)outcome.Single.BaseObject;
        Assert.Equal(EgressVerdict.Match, test.Result);
        Assert.Equal(["20.81.4.17"], test.Expected);
        Assert.Equal(["20.81.4.17"], test.SeenByInternet);
        Assert.Matches("^([0-9]+) of \\1 reachable$", test.Endpoints);
        Assert.Empty(outcome.Warnings);
        Assert.True((bool)session.Script("Test-AksEgress contoso-aks contoso-rg -Quiet").Ok().Single.BaseObject);
    }

    [Fact]
    public void An_unexpected_address_is_a_mismatch_with_a_warning()
    {
        using var session = Session.Simulated();
        var outcome = session.Script("Test-AksEgress contoso-aks contoso-rg -SkipEndpoint -ExpectedIpAddress 20.1.1.1").Ok();
        Assert.Equal(EgressVerdict.Mismatch, ((EgressTest)outcome.Single.BaseObject).Result);
        Assert.Contains("20.81.4.17", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.False(
            (bool)session.Script(
                "Test-AksEgress contoso-aks contoso-rg -SkipEndpoint -ExpectedIpAddress 20.1.1.1 -Quiet -WarningAction "
                    + "SilentlyContinue").Ok().Single.BaseObject);
    }

    [Theory]
    [InlineData("-Endpoint 'a.b;reboot'")]
    [InlineData("-EchoUri 'https://a.b/$(reboot)'")]
    [InlineData("-ExpectedIpAddress nowhere")]
    public void Text_that_a_shell_could_interpret_is_refused_before_any_request(string parameters)
    {
        using var session = Session.Simulated();
        var outcome = session.Script("Test-AksEgress contoso-aks contoso-rg -Verbose " + parameters);
        Assert.StartsWith("InvalidValue,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(outcome.Writes);
    }

    [Fact]
    public void Behind_a_firewall_the_test_reports_each_missing_rule()
    {
        using var session = Session.Simulated();
        session.Script("""
            $WarningPreference = 'SilentlyContinue'
            New-AksEgressRouteTable rt contoso-rg -DefaultRouteTo contoso-fw |
                Set-AksEgressSubnet -VirtualNetworkName contoso-vnet -Name aks -Force
            $null = Set-AksOutboundType contoso-aks contoso-rg userDefinedRouting -SkipPreflight -Confirm:$false `
                -UpdateAuthorizedIpRange
            """).Ok();
        var dark = Probe(session);
        Assert.Equal(EgressVerdict.CouldNotRun, dark.Result);
        Assert.Contains("The command couldn't run", dark.Reason, StringComparison.Ordinal);
        Assert.Contains("Get-AksEgressFirewallRule", dark.Reason, StringComparison.Ordinal);
        Assert.Equal("none tested", dark.Endpoints);

        session.Script("$null = Add-AksEgressFirewallRule contoso-fw -ResourceGroupName contoso-rg -AksRequired -Cluster contoso-aks").Ok();
        var mute = Probe(session);
        Assert.Equal(EgressVerdict.AddressUnknown, mute.Result);
        Assert.Contains("No echo service responded: https://api.ipify.org", mute.Reason, StringComparison.Ordinal);
        Assert.Empty(mute.Unreachable);

        session.Script(
            "$null = Add-AksEgressFirewallRule contoso-fw echo -ResourceGroupName contoso-rg -Application -CollectionName test -TargetFqdn "
                + "api.ipify.org").Ok();
        var seen = Probe(session);
        Assert.Equal((EgressVerdict.Match, true), (seen.Result, seen.Passed));
        Assert.Equal(["20.62.9.8"], seen.SeenByInternet);
        Assert.Equal("db.example", Assert.Single(Probe(session, "-Endpoint db.example").Unreachable).Host);

        static EgressTest Probe(Session session, string more = "") =>
            (EgressTest)session.Script(
                "Test-AksEgress contoso-aks contoso-rg -WarningAction SilentlyContinue " + more).Ok().Single.BaseObject;
    }

    [Fact]
    public void The_table_shows_the_result_for_administrators()
    {
        using var session = Session.Simulated();
        var lines = session
            .Script("Test-AksEgress contoso-aks contoso-rg -Endpoint mcr.microsoft.com:443 | Out-String -Stream -Width 100")
            .Ok()
            .Output.Select(line => line.ToString())
            .ToList();
        Assert.Contains(
            lines,
            line => line.StartsWith("Result", StringComparison.Ordinal)
                && line.Contains("SeenByInternet", StringComparison.Ordinal)
                && line.Contains("ClusterName", StringComparison.Ordinal));
        Assert.Contains(
            lines,
            line => line.StartsWith("Match", StringComparison.Ordinal)
                && line.Contains("contoso-aks", StringComparison.Ordinal)
                && line.Contains("20.81.4.17", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.True(line.Length <= 100, line));
    }
}
