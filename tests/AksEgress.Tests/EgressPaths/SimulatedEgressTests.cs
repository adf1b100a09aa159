using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.EgressPaths;
using AksEgress.Tests.RunCommands;
using AksEgress.Tests.Simulator;

namespace AksEgress.Tests.EgressPaths;

/// <summary>The egress IP address that the simulated Internet sees, and the traffic that is blocked.</summary>
public sealed class SimulatedEgressTests : IDisposable
{
    private const string Ask = "curl -sS -4 --max-time 10 https://api.ipify.org; echo \"aksegress 0 $?\"";
    private const string Any = """[{"name":"any","properties":{"priority":100,"action":{"type":"Allow"},"rules":["""
        + """{"name":"any","protocols":["Any"],"sourceAddresses":["*"],"destinationAddresses":["*"],"destinationPorts":["*"]}]}}]""";
    private const string Tag = """{"name":"aks","sourceAddresses":["10.42.0.0/23"],"fqdnTags":["AzureKubernetesService"],"protocols":["""
        + """{"protocolType":"Http","port":80},{"protocolType":"Https","port":443}]}""";
    private readonly CommandWorld _world = new();

    private SimulatedArm Arm => _world.Arm;

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Through_the_load_balancer() => Assert.Equal("20.81.4.17aksegress 0 0\n", _world.Logs(Ask));

    [Fact]
    public void Through_the_managed_NAT_gateway() =>
        Assert.Equal("20.93.11.24aksegress 0 0\n", _world.Logs(Ask, cluster: ClusterWorld.Fabrikam));

    [Fact]
    public void The_NAT_gateway_takes_precedence_over_the_load_balancer()
    {
        _world.World.AttachGateway();
        var ip = (string)Arm.Read(SimulatedArm.NetworkId(ClusterWorld.Contoso, "publicIPAddresses", "nat-ip"))["properties"]!["ipAddress"]!;
        Assert.Equal(ip + "aksegress 0 0\n", _world.Logs(Ask));
    }

    [Fact]
    public void A_route_to_the_firewall_takes_precedence_over_the_NAT_gateway()
    {
        _world.World.AttachGateway();
        _world.UseFirewall(network: Any);
        Assert.Equal("20.62.9.8aksegress 0 0\n", _world.Logs(Ask));
    }

    [Fact]
    public void The_probes_script_runs_unchanged()
    {
        _world.UseFirewall(application: CommandWorld.Application(Tag));
        const string server = "contoso-aks-dns-x7k2m9qa.hcp.eastus.azmk8s.io";
        var logs = _world.Logs("""
            curl -sS -4 --max-time 10 https://api.ipify.org; echo "aksegress 0 $?"
            curl -sS -o /dev/null --max-time 10 -w '%{http_code}' https://mcr.microsoft.com:443/; echo " aksegress 1 $?"
            curl -sv -o /dev/null --connect-timeout 5 --max-time 10 @server:9000 </dev/null; echo " aksegress 2 $?"
            curl -sS -o /dev/null --max-time 10 -w '%{http_code}' http://security.ubuntu.com:80/; echo " aksegress 3 $?"
            """.With("@server", "telnet://" + server));
        Assert.Equal("""
            curl: (35) OpenSSL SSL_connect: Connection reset by peer in connection to api.ipify.org:443
            aksegress 0 35
            200 aksegress 1 0
            *   Trying @address:9000...
             aksegress 2 28
            470 aksegress 3 0

            """.ReplaceLineEndings("\n").With("@address", HostNames.Resolve(server)!.ToString()), logs);
    }

    [Fact]
    public void The_firewalls_rules_decide_by_kind_and_priority()
    {
        var allowed =
            """{"name":"r","sourceAddresses":["*"],"targetFqdns":["*.ipify.org"],"protocols":[{"protocolType":"Https","port":443}]}""";
        var collections = CommandWorld.Application(Tag)[..^1] + "," + CommandWorld.Application(allowed, name: "b", priority: 400)[1..];
        _world.UseFirewall(application: collections);
        Assert.Equal("20.62.9.8aksegress 0 0\n", _world.Logs(Ask));

        var denied = CommandWorld.Application(allowed, "Deny", 300, "a");
        _world.UseFirewall(application: collections[..^1] + "," + denied[1..]);
        Assert.Equal("aksegress 0 35\n", _world.Logs(Ask.Replace("-sS", "-s", StringComparison.Ordinal)));

        // Network rules are processed before application rules.
        _world.UseFirewall(network: Any, application: denied);
        Assert.Equal("20.62.9.8aksegress 0 0\n", _world.Logs(Ask));
    }

    [Fact]
    public void A_policys_groups_decide_like_classic_rules()
    {
        var policy = SimulatedArm.NetworkId(ClusterWorld.Contoso, "firewallPolicies", "p");
        Arm.Make(policy, """{"location":"eastus","properties":{"sku":{"tier":"Standard"}}}""");
        Arm.Make(policy + "/ruleCollectionGroups/g", """
            {"properties":{"priority":200,"ruleCollections":[
              {"ruleCollectionType":"FirewallPolicyFilterRuleCollection","name":"app","priority":200,"action":{"type":"Allow"},"rules":[
                {"ruleType":"ApplicationRule","name":"aks","sourceAddresses":["*"],"fqdnTags":["AzureKubernetesService"],
                  "protocols":[{"protocolType":"Https","port":443}]}]},
              {"ruleCollectionType":"FirewallPolicyFilterRuleCollection","name":"net","priority":100,"action":{"type":"Allow"},"rules":[
                {"ruleType":"NetworkRule","name":"tunnel","ipProtocols":["TCP"],"sourceAddresses":["*"],
                  "destinationAddresses":["AzureCloud.eastus"],"destinationPorts":["9000"]}]}]}}
            """);
        var firewall = SimulatedArm.NetworkId(ClusterWorld.Contoso, "azureFirewalls", "contoso-fw");
        var document = Arm.Read(firewall);
        var properties = document["properties"]!.AsObject();
        properties["firewallPolicy"] = new JsonObject { ["id"] = policy };
        Arm.Make(firewall, document.ToJsonString());
        _world.World.AttachTable();
        var logs = _world.Logs(
            "curl -sm5 telnet://x.hcp.eastus.azmk8s.io:9000; echo $?; curl -sm5 telnet://example.com:9000; echo $?; curl -s -o /dev/null "
                + "-w '%{http_code}\\n' https://management.azure.com; curl -s https://example.com; echo $?");
        Assert.Equal("0\n28\n200\n35\n", logs);
    }

    [Fact]
    public void Security_groups_routes_and_names_can_block_the_egress_path()
    {
        var group = SimulatedArm.NetworkId(ClusterWorld.Contoso, "networkSecurityGroups", "contoso-aks-nsg");
        Arm.Make(
            group + "/securityRules/no-smtp",
            """{"properties":{"protocol":"Tcp","sourcePortRange":"*","destinationPortRanges":["25","8000-8999"]"""
                + ""","sourceAddressPrefix":"*","destinationAddressPrefix":"Internet","access":"Deny","priority":100"""
                + ""","direction":"Outbound"}}""");
        Assert.Equal(
            "28\n28\n0\n28\n",
            _world.Logs(
                "curl -sm5 telnet://example.com:25; echo $?; curl -sm1 telnet://example.com:8443; echo $?; "
                    + "curl -sm5 telnet://example.com:9000; echo $?; curl -sm5 telnet://10.42.1.77:443; echo $?"));
        Assert.Equal(
            "curl: (28) Connection timed out after 5001 milliseconds\n28\n",
            _world.Logs("curl -sS --connect-timeout 5 https://example.com:8443/; echo $?"));
        Assert.Equal("curl: (6) Could not resolve host: nowhere.invalid\n6\n", _world.Logs("curl -sS https://nowhere.invalid; echo $?"));
    }

    [Fact]
    public void The_longest_prefix_wins()
    {
        var address = HostNames.Resolve("example.com")!.ToString();
        _world.World.AttachTable(
            ("""[{"name":"one","properties":{"addressPrefix":"@a/32","nextHopType":"None"}},{"name":"d","properties":"""
                + """{"addressPrefix":"0.0.0.0/0","nextHopType":"Internet"}}]""").With("@a", address));
        Assert.Equal("20.81.4.17\n28\n", _world.Logs("curl -s https://icanhazip.com; curl -s -m 10 https://example.com; echo $?"));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("block")]
    public void Without_an_egress_path_there_is_no_response(string type)
    {
        // Windows pools and BYO networks prevent a regular change to these types.
        var state = JsonNode.Parse(Arm.Simulator.Save())!.AsArray();
        var properties = state.Single(static item => (string?)item!["name"] == "contoso-aks")!["properties"]!.AsObject();
        ClusterWorld.SetType(properties, type);
        properties["bootstrapProfile"] = new JsonObject { ["artifactSource"] = "Cache" };
        Arm.Simulator.Load(state.ToJsonString());
        Assert.Equal("curl: (28) Connection timed out after 10001 milliseconds\naksegress 0 28\n", _world.Logs(Ask));
    }

    [Fact]
    public void The_path_behind_another_vendors_appliance_is_unknown()
    {
        _world.World.AttachTable(
            """[{"name":"d","properties":"""
                + """{"addressPrefix":"0.0.0.0/0","nextHopType":"VirtualAppliance","nextHopIpAddress":"10.42.3.9"}}]""");
        Assert.Equal("KubernetesPerformanceError", _world.Start(Ask).Code);
    }

    [Theory]
    [InlineData("curl -sS https://ifconfig.me", "20.81.4.17", 0)]
    [InlineData("curl checkip.amazonaws.com", "20.81.4.17\n", 0)]
    [InlineData("curl -skL https://ipinfo.io/ip", "20.81.4.17", 0)]
    [InlineData("curl -sI https://example.com", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 0)]
    [InlineData("curl -s -o f -w '%{http_code} %{exitcode}\\n' https://example.com/x", "404 0\n", 0)]
    [InlineData("curl -sSf https://example.com/x", "curl: (22) The requested URL returned error: 404\n", 22)]
    [InlineData("curl -s -w '%{http_code}' https://a.invalid", "000", 6)]
    [InlineData("curl --bogus x", "curl: option --bogus: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information\n", 2)]
    [InlineData("curl -sS ftp://example.com", "curl: (1) Protocol \"ftp\" not supported\n", 1)]
    [InlineData("curl -sS 'https://exa mple.com'", "curl: (3) URL using bad/illegal format or missing URL\n", 3)]
    [InlineData("curl -sS telnet://nowhere.invalid:80 </dev/null", "curl: (6) Could not resolve host: nowhere.invalid\n", 6)]
    [InlineData("nc -z -w 5 example.com 443", "bash: line 1: nc: command not found\n", 127)]
    [InlineData("nslookup example.com", "bash: line 1: nslookup: command not found\n", 127)]
    public void Simulated_tools_print_their_own_messages(string command, string logs, int code)
    {
        var result = _world.Run(command);
        Assert.Equal((logs, code), (result.Logs, result.ExitCode!.Value));
    }

    [Fact]
    public void An_open_port_is_reported() =>
        Assert.Matches(
            @"\A\*   Trying [0-9.]+:443\.\.\.\n\* Connected to example\.com \([0-9.]+\) port 443 \(#0\)\n0\n\z",
            _world.Logs("curl -sv --connect-timeout 5 telnet://example.com:443 </dev/null; echo $?"));
}
