using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.EgressProbes;
using AksEgress.Core.Errors;
using AksEgress.Core.RequiredEndpoints;

namespace AksEgress.Tests.EgressProbes;

/// <summary>
/// The script that a pod runs, and the parser of its output: the script must be safe in a shell, and the parser trusts no output.
/// </summary>
public sealed class ProbeTests
{
    private static readonly ProbeTarget s_https = new("mcr.microsoft.com", 443, "HTTPS", "mcr.microsoft.com");
    private static readonly ProbeTarget s_tcp = new("db.contoso.com", 9000, "TCP", "db.contoso.com");

    [Fact]
    public void The_scripts_lines_end_with_number_and_exit_code() => Assert.Equal(
        """
        curl -sS -4 --max-time 10 https://api.ipify.org; echo "aksegress 0 $?"
        curl -sS -o /dev/null --max-time 10 -w '%{http_code}' https://mcr.microsoft.com:443/; echo " aksegress 1 $?"
        curl -sv -o /dev/null --connect-timeout 5 --max-time 10 telnet://db.contoso.com:9000 </dev/null; echo " aksegress 2 $?"
        """.ReplaceLineEndings("\n"),
        ProbeScript.Write(new ProbePlan(["https://api.ipify.org"], [s_https, s_tcp], [])));

    [Theory]
    [InlineData("a.b;reboot")]
    [InlineData("$(reboot)")]
    [InlineData("a`b`")]
    [InlineData("a b")]
    [InlineData("a.b:0")]
    [InlineData("a.b:65536")]
    [InlineData("a.b:+1")]
    [InlineData("a.b:1:2")]
    [InlineData("-oProxy")]
    [InlineData("a.b\n")]
    [InlineData("bücher.example")]
    [InlineData("2130706433")]
    [InlineData("127.1")]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("[::1]:443")]
    public void An_endpoint_is_host_and_port_without_shell_syntax(string endpoint) =>
        Assert.Equal(
            nameof(EgressErrors.InvalidValue), Assert.Throws<EgressException>(() => ProbeRequest.Create([endpoint], null, null, false)).Id);

    [Fact]
    public void Endpoints_have_port_443_unless_they_name_one() => Assert.Equal(
        [new ProbeHost("db.contoso.com", 443), new ProbeHost("10.0.0.4", 5432)],
        ProbeRequest.Create(["db.contoso.com", "10.0.0.4:5432", "db.contoso.com:443"], null, null, false).Own);

    [Theory]
    [InlineData("ftp://a.b")]
    [InlineData("https://a.b/?x=1")]
    [InlineData("https://u:p@a.b")]
    [InlineData("https://a.b/';reboot'")]
    [InlineData("https://a.b/\n")]
    [InlineData("file:///etc/passwd")]
    [InlineData("a.b")]
    [InlineData("https://a.b/%24(reboot)")]
    public void An_echo_address_has_no_shell_syntax(string uri) =>
        Assert.Equal(
            nameof(EgressErrors.InvalidValue), Assert.Throws<EgressException>(() => ProbeRequest.Create(null, [uri], null, false)).Id);

    [Fact]
    public void The_default_echo_addresses_and_one_with_port_and_path_are_accepted()
    {
        Assert.Equal(ProbeRequest.DefaultEchoUris, ProbeRequest.Create(null, null, null, false).EchoUris);
        Assert.Equal(
            ["http://echo.corp.example:8080/ip"], ProbeRequest.Create(null, ["http://echo.corp.example:8080/ip"], null, false).EchoUris);
    }

    [Fact]
    public void Required_endpoints_with_a_host_are_tested_and_others_are_listed()
    {
        const string id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/"
            + "Microsoft.ContainerService/managedClusters/aks";
        var cluster = new Cluster(ArmDocument.Parse($$"""
            { "id": "{{id}}", "name": "aks", "location": "eastus", "properties": { "fqdn": "aks-1.hcp.eastus.azmk8s.io" } }
            """));
        var plan = ProbePlan.Make(
            cluster,
            EndpointCatalogue.Find("AzureCloud", "eastus", ["core"]),
            ProbeRequest.Create(["db.contoso.com:5432", "mcr.microsoft.com"], null, null, false));

        // The API server has a certificate issued by the cluster, and the registry's data endpoint has a regional name.
        Assert.Contains(
            plan.Targets, target => target is { Host: "aks-1.hcp.eastus.azmk8s.io", Port: 443, Protocol: "HTTPS", OwnAuthority: true });
        Assert.Contains(plan.Targets, target => target is { Host: "eastus.data.mcr.microsoft.com", Protocol: "HTTPS" });
        Assert.Contains(plan.Targets, target => target is { Host: "db.contoso.com", Port: 5432, Protocol: "TCP" });
        Assert.False(Assert.Single(plan.Targets, target => target.Host == "mcr.microsoft.com").OwnAuthority);
        Assert.DoesNotContain(plan.Targets, target => target.Host == "security.ubuntu.com");
        Assert.All(plan.Targets, target => Assert.True(ProbeRequest.IsHost(target.Host), target.Host));
        Assert.DoesNotContain(plan.Targets, target => target.Host == "acs-mirror.azureedge.net");
        Assert.Contains(plan.Skipped, skipped => skipped is { Protocol: "UDP", Port: 123, Answer: EndpointAnswer.NotTried });
        Assert.DoesNotContain(plan.Skipped, skipped => skipped is { Port: 1194 or 9000 });
    }

    [Fact]
    public void Valid_output_is_parsed_line_by_line()
    {
        var lines = ProbeOutput.Read(
            "20.62.9.8aksegress 0 0\n200 aksegress 1 0\ncurl: (28) Connection timed out\n000 aksegress 2 28\n*   Trying "
                + "10.0.0.4:9000...\n* Connection timed out after 5001 milliseconds\n aksegress 3 28\n",
            4)!;

        Assert.Equal("20.62.9.8", ProbeOutput.Address(lines[0]));
        Assert.Equal((EndpointAnswer.Reachable, "HTTP 200"), ProbeOutput.Answer(s_https, lines[1]));
        Assert.Equal((EndpointAnswer.Unreachable, "curl 28: timed out"), ProbeOutput.Answer(s_https, lines[2]));
        Assert.Equal((EndpointAnswer.Unreachable, "curl 28: timed out"), ProbeOutput.Answer(s_tcp, lines[3]));
    }

    [Theory]
    [InlineData("*   Trying 10.0.0.4:9000...\n* Connected to db.contoso.com (10.0.0.4) port 9000 (#0)", 0, EndpointAnswer.Reachable)]
    [InlineData("*   Trying 10.0.0.4:9000...\n* Connected to db.contoso.com (10.0.0.4) port 9000 (#0)", 28, EndpointAnswer.Reachable)]
    [InlineData("*   Trying 10.0.0.4:9000...\n* Connection timed out after 5001 milliseconds", 28, EndpointAnswer.Unreachable)]
    [InlineData("*   Trying 10.0.0.4:9000...\n* connect to 10.0.0.4 port 9000 failed: Connection refused", 7, EndpointAnswer.Unreachable)]
    [InlineData("* Could not resolve host: db.contoso.com", 6, EndpointAnswer.Unreachable)]
    [InlineData("/bin/sh: 1: curl: not found", 127, EndpointAnswer.NotTried)]
    public void A_TCP_port_is_reachable_if_curl_connected(string text, int exit, EndpointAnswer answer)
    {
        var lines = ProbeOutput.Read($"{text}\n aksegress 0 {exit}\n", 1)!;

        Assert.Equal(answer, ProbeOutput.Answer(s_tcp, lines[0]).Answer);
    }

    [Theory]
    [InlineData("470", 0, EndpointAnswer.Unreachable)]
    [InlineData("403", 0, EndpointAnswer.Reachable)]
    [InlineData("", 0, EndpointAnswer.Unknown)]
    [InlineData("000", 0, EndpointAnswer.Unknown)]
    [InlineData("000", 35, EndpointAnswer.Unreachable)]
    [InlineData("", 127, EndpointAnswer.NotTried)]
    public void A_response_counts_whatever_the_tools_exit_code(string text, int exit, EndpointAnswer answer) =>
        Assert.Equal(answer, ProbeOutput.Answer(s_https, new ProbeLine(text, exit)).Answer);

    [Fact]
    public void An_unknown_certificate_is_a_finding_only_for_publicly_trusted_hosts()
    {
        var line = new ProbeLine("000", 60);
        Assert.Equal(EndpointAnswer.Unreachable, ProbeOutput.Answer(s_https, line).Answer);
        Assert.Equal(EndpointAnswer.Reachable, ProbeOutput.Answer(s_https with { OwnAuthority = true }, line).Answer);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no marker at all")]
    [InlineData("aksegress 1 0\naksegress 0 0\n")] // the echo service wrote a marker itself
    [InlineData("1.2.3.4\naksegress 0 0\naksegress 0 0\n")]
    [InlineData("aksegress 0 0\naksegress 7 0\n")]
    [InlineData("aksegress 0 0\n<html>the rest was cut")]
    public void Output_that_the_script_cannot_have_written_proves_nothing(string logs) => Assert.Null(ProbeOutput.Read(logs, 3));

    [Fact]
    public void Output_that_is_too_long_proves_nothing_because_what_was_cut_could_hold_the_true_markers() =>
        Assert.Null(ProbeOutput.Read("1.2.3.4aksegress 0 0\n" + new string(' ', 100_000), 1));

    [Theory]
    [InlineData("999.1.1.1")]
    [InlineData("1.2.3.4 5.6.7.8")]
    [InlineData("<html>1.2.3.4</html>")]
    [InlineData("2001:db8::1")]
    [InlineData("1.2.3")]
    public void Only_a_line_with_nothing_but_an_address_is_an_address(string text) =>
        Assert.Null(ProbeOutput.Address(new ProbeLine(text, 0)));

    [Fact]
    public void A_missing_marker_makes_the_neighboring_texts_doubtful()
    {
        var lines = ProbeOutput.Read("1.2.3.4aksegress 0 0\n200 akse\n200 aksegress 2 0\n", 3)!;
        Assert.Equal([0, 2], lines.Keys);
        Assert.Equal(string.Empty, lines[2].Text);
    }
}
