using System.Globalization;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.EgressProbes;
using AksEgress.Core.Resources;
using AksEgress.Core.RunCommands;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.EgressProbes;

public sealed class EgressProbeTests
{
    private const string Prefix = "20.1.2.0/30";
    private readonly FakeGateway _arm = new();

    [Theory]
    [InlineData("20.81.4.17aksegress 0 0\n20.81.4.17aksegress 1 0\n", EgressVerdict.Match, new[] { "20.81.4.17" })]
    [InlineData("20.81.4.17aksegress 0 0\n20.1.2.3\naksegress 1 0\n", EgressVerdict.Match, new[] { "20.81.4.17", "20.1.2.3" })]
    [InlineData("20.1.2.4aksegress 0 0\naksegress 1 28\n", EgressVerdict.Mismatch, new[] { "20.1.2.4" })]
    [InlineData("20.81.4.17aksegress 0 0\n20.1.2.4aksegress 1 0\n", EgressVerdict.Mismatch, new[] { "20.81.4.17", "20.1.2.4" })]
    [InlineData("aksegress 0 28\naksegress 1 6\n", EgressVerdict.AddressUnknown, new string[0])]
    [InlineData("<html>aksegress 0 0\naksegress 1 127\n", EgressVerdict.AddressUnknown, new string[0])]
    [InlineData("aksegress 0 127\naksegress 1 127\n", EgressVerdict.CouldNotRun, new string[0])]
    [InlineData("nonsense", EgressVerdict.CouldNotRun, new string[0])]
    public async Task The_address_that_the_Internet_sees_is_compared_with_all_addresses_of_the_cluster(
        string logs, EgressVerdict verdict, string[] seen)
    {
        LoadBalancerCluster();
        Run(logs);

        var test = await TestAsync();

        Assert.Equal(verdict, test.Result);
        Assert.Equal(["20.81.4.17", Prefix], test.Expected);
        Assert.Equal(seen, test.SeenByInternet);
        Assert.Equal(verdict == EgressVerdict.Match, test.Reason is null);
        Assert.Equal("none tested", test.Endpoints);
    }

    [Fact]
    public async Task Services_that_did_not_answer_are_named()
    {
        LoadBalancerCluster();
        Run("aksegress 0 28\nhelloaksegress 1 0\n");

        var reason = (await TestAsync()).Reason;

        Assert.Contains("https://api.ipify.org (curl 28: timed out)", reason, StringComparison.Ordinal);
        Assert.Contains("https://ipv4.icanhazip.com (the response isn't an IP address)", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", "aksegress 0 28\naksegress 1 6\n", EgressVerdict.Match)]
    [InlineData("block", "aksegress 0 7\naksegress 1 7\n", EgressVerdict.Match)]
    [InlineData("none", "20.1.1.1aksegress 0 0\naksegress 1 6\n", EgressVerdict.Mismatch)]
    [InlineData("none", "aksegress 0 127\naksegress 1 127\n", EgressVerdict.CouldNotRun)]
    [InlineData("none", "hello aksegress 0 0\naksegress 1 127\n", EgressVerdict.CouldNotRun)]
    public async Task A_cluster_without_egress_matches_if_all_attempts_fail(
        string type, string logs, EgressVerdict verdict)
    {
        Add($$"""{ "outboundType": "{{type}}" }""");
        Run(logs);

        var test = await TestAsync();

        Assert.Equal(verdict, test.Result);
        Assert.Empty(test.Expected);
    }

    [Fact]
    public async Task Behind_an_appliance_only_expected_addresses_are_compared()
    {
        Add("""{ "outboundType": "userDefinedRouting" }""");
        Run("20.9.9.9aksegress 0 0\naksegress 1 28\n");

        Assert.Equal(EgressVerdict.AddressUnknown, (await TestAsync()).Result);
        Assert.Equal(EgressVerdict.Match, (await TestAsync(expected: ["20.9.9.0/24"])).Result);
        Assert.Equal(EgressVerdict.Mismatch, (await TestAsync(expected: ["20.9.9.8", "2001:db8::1"])).Result);
    }

    [Fact]
    public async Task A_pod_that_never_ran_is_neither_a_match_nor_a_mismatch()
    {
        LoadBalancerCluster();
        _arm.Answer = request => request.Method == "POST" ? throw FakeGateway.Refusal(request, 500, "KubernetesPerformanceError") : null;

        var test = await TestAsync(skip: false);

        Assert.Equal(EgressVerdict.CouldNotRun, test.Result);
        Assert.Contains("KubernetesPerformanceError said ARM.", test.Reason, StringComparison.Ordinal);
        Assert.All(test.EndpointResults, endpoint => Assert.Equal(EndpointAnswer.NotTried, endpoint.Answer));
        Assert.False(test.Passed);
    }

    [Fact]
    public async Task Endpoints_are_counted_and_one_that_fails_fails_the_test_and_not_the_address()
    {
        LoadBalancerCluster();
        _arm.Answer = request =>
        {
            if (request.Method != "POST")
            {
                return null;
            }

            // A pod that answers every line of the script, but can't reach packages.aks.azure.com.
            var script = JsonNode.Parse(request.Body!)!["command"]!.GetValue<string>().Split('\n');
            var logs = string.Concat(
                script.Select((line, i) =>
                    line.Contains("ipify", StringComparison.Ordinal) || line.Contains("icanhazip", StringComparison.Ordinal)
                        ? $"20.81.4.17\naksegress {i} 0\n"
                        : line.Contains("packages.aks", StringComparison.Ordinal) ? $"000 aksegress {i} 35\n"
                        : line.Contains("telnet://", StringComparison.Ordinal) ? $" aksegress {i} 0\n"
                        : $"200 aksegress {i} 0\n"));
            return Answer(logs);
        };

        var test = await TestAsync(skip: false);

        Assert.Equal(EgressVerdict.Match, test.Result);
        Assert.Equal("7 of 8 reachable", test.Endpoints);
        Assert.Equal("packages.aks.azure.com", Assert.Single(test.Unreachable).Host);
        Assert.Contains(test.EndpointResults, endpoint => endpoint is { Protocol: "UDP", Answer: EndpointAnswer.NotTried });
        Assert.False(test.Passed);
    }

    [Fact]
    public async Task A_blocked_echo_service_leaves_the_address_unknown_and_the_endpoints_tested()
    {
        LoadBalancerCluster();
        Script(line => line.Contains("ipify", StringComparison.Ordinal) || line.Contains("icanhazip", StringComparison.Ordinal)
            ? " aksegress # 35\n"
            : "200 aksegress # 0\n");

        var test = await TestAsync(skip: false);

        Assert.Equal((EgressVerdict.AddressUnknown, "8 of 8 reachable", "1 pod, 1 node"), (test.Result, test.Endpoints, test.TestedFrom));
        Assert.Contains("All 8 tested endpoints are reachable, so only the egress IP address is unknown.", test.Reason,
            StringComparison.Ordinal);
        Assert.Empty(test.Unreachable);
        Assert.False(test.Passed);
    }

    [Fact]
    public async Task An_endpoint_that_was_named_and_not_tried_fails_the_test()
    {
        LoadBalancerCluster();
        Script(line => line.Contains("telnet://", StringComparison.Ordinal) ? " aksegress # 127\n" : "20.81.4.17aksegress # 0\n");

        var test = await TestAsync(endpoints: ["db.contoso.com:5432"]);

        Assert.Equal((EgressVerdict.Match, "0 of 1 reachable"), (test.Result, test.Endpoints));
        Assert.Equal("db.contoso.com", Assert.Single(test.Untried).Host);
        Assert.False(test.Passed);
    }

    [Theory]
    [InlineData("userDefinedRouting", "Get-AksEgressRouteTable")]
    [InlineData("userAssignedNATGateway", "Get-AksEgressNatGateway")]
    [InlineData("loadBalancer", "Get-AksEgressSubnet")]
    public async Task A_pod_that_did_not_start_names_the_egress_path_to_check(string type, string cmdlet)
    {
        Add($$"""{ "outboundType": "{{type}}" }""");
        _arm.Answer = request => request.Method == "POST" ? throw FakeGateway.Refusal(request, 400, "KubernetesPerformanceError") : null;

        var test = await TestAsync();

        Assert.Equal((EgressVerdict.CouldNotRun, "none"), (test.Result, test.TestedFrom));
        Assert.Contains("mcr.microsoft.com", test.Reason, StringComparison.Ordinal);
        Assert.Contains(cmdlet, test.Reason, StringComparison.Ordinal);
    }

    private void Script(Func<string, string> answer) => _arm.Answer = request => request.Method != "POST"
        ? null
        : Answer(string.Concat(JsonNode.Parse(request.Body!)!["command"]!.GetValue<string>().Split('\n').Select((line, i) =>
            answer(line).Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))));

    private Task<EgressTest> TestAsync(string[]? expected = null, bool skip = true, string[]? endpoints = null) =>
        new EgressProbe(new ResourceStore(_arm), new ClusterCommands(_arm), "AzureCloud")
            .TestAsync(FakeGateway.Id(ResourceTypes.ManagedClusters, "aks"), ProbeRequest.Create(endpoints, null, expected, skip), default);

    private void Run(string logs) => _arm.Answer = request => request.Method == "POST" ? Answer(logs) : null;

    private static ArmResponse Answer(string logs) => new(
        200,
        new JsonObject
        {
            ["id"] = "1",
            ["properties"] = new JsonObject { ["provisioningState"] = "Succeeded", ["exitCode"] = 0, ["logs"] = logs }
        }.ToJsonString(),
        null,
        null,
        null);

    private void LoadBalancerCluster()
    {
        var ip = _arm.Add(
            FakeGateway.Id(ResourceTypes.PublicIps, "ip"), """{ "location": "eastus", "properties": { "ipAddress": "20.81.4.17" } }""");
        var prefix = _arm.Add(
            FakeGateway.Id(ResourceTypes.PublicIpPrefixes, "prefix"),
            $$"""{ "location": "eastus", "properties": { "ipPrefix": "{{Prefix}}" } }""");
        Add(
            $$"""{ "outboundType": "loadBalancer", "loadBalancerProfile": { "effectiveOutboundIPs": [ { "id": "{{ip.Text}}" }, {"""
                + $$""" "id": "{{prefix.Text}}" } ] } }""");
    }

    private void Add(string network) => _arm.Add(
        FakeGateway.Id(ResourceTypes.ManagedClusters, "aks"),
        $$"""{ "location": "eastus", "properties": { "fqdn": "aks-1.hcp.eastus.azmk8s.io", "agentPoolProfiles": [ { "name": "np" } ],"""
            + $$""" "networkProfile": {{network}} } }""");
}
