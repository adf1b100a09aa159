using System.Net;
using AksEgress.Core.Paths;
using FsCheck;
using FsCheck.Fluent;

namespace AksEgress.Tests.Paths;

/// <summary>The compiled tables decide as the rules do one by one.</summary>
public sealed class CompiledRulesTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(2000);

    private static readonly string[] s_values =
    [
        "*", "0.0.0.0/0", "::/0", "Internet", "VirtualNetwork", "AzureLoadBalancer", "Storage", "AzureCloud.eastus", "10.1.0.0/16",
        "10.1.0.4", "20.1.0.0/16", "20.1.2.0/24", "20.1.2.3", "20.1.2.3-20.1.2.9", "2001:db8::/32", "fd00::/8", "192.168.1.0/24",
    ];

    private static readonly string[] s_ports = ["*", "443", "80", "400-500", "0-65535", "53", "8080-8090"];

    private static readonly string[] s_hosts = ["mcr.microsoft.com", "a.example.org", "example.org", "ntp.ubuntu.com"];

    private static readonly string[] s_patterns =
        ["*", "*.example.org", "example.org", "*mple.org", "mcr.microsoft.com", "*.microsoft.com", "*.org", "a.example.org"];

    private static readonly Gen<Match> s_source = Gen.Elements(Match.Yes, Match.Yes, Match.Yes, Match.Maybe, Match.No);

    private static readonly Gen<FilterRule> s_rule =
        from allows in Gen.Elements(true, false)
        from transports in Gen.Elements(Transport.Tcp, Transport.Udp, Transport.Both, Transport.None)
        from source in s_source
        from ports in Some(s_ports)
        from values in Some(s_values)
        from hosts in Gen.Frequency((3, Gen.Constant(Array.Empty<string>())), (1, Some(s_hosts)))
        from isIncomplete in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new FilterRule(
            "rule", allows, transports, source, [.. ports.Select(port => PortInterval.TryParse(port)!.Value)],
            new AddressSet(hosts.Length > 0 ? [] : values, isIncomplete), hosts);

    private static readonly Gen<ApplicationRule> s_application =
        from allows in Gen.Elements(true, false)
        from source in s_source
        from protocol in Gen.Elements(("Https", 443), ("Http", 80), ("Https", 8443))
        from patterns in Some(s_patterns)
        from isIncomplete in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new ApplicationRule("rule", allows, source, [protocol], patterns, isIncomplete);

    private static readonly Gen<Flow> s_flow =
        from transport in Gen.Elements(Transport.Tcp, Transport.Udp)
        from port in Gen.Elements(443, 80, 53, 8085, 1, 65535)
        from destination in Gen.Choose(0, 13)
        from application in Gen.Elements("Https", "Http", null)
        select To(destination) with { Transport = transport, Port = port, Application = transport == Transport.Tcp ? application : null };

    [Fact]
    public void Rules_by_address_decide_as_one_by_one() =>
        Prop.ForAll(
            Arb.From(Gen.ListOf(s_rule)), Arb.From(s_flow), Arb.From(Gen.Elements(true, false)),
            (rules, flow, hasDefaultRoute) =>
            {
                var table = new FilterTable(rules, hasDefaultRoute);
                Assert.Equal(table.DecideOneByOne(flow).Trimmed(), table.Decide(flow));
            }).Check(s_config);

    [Fact]
    public void Rules_by_name_decide_as_one_by_one() =>
        Prop.ForAll(
            Arb.From(Gen.ListOf(s_application)), Arb.From(s_flow),
            (rules, flow) =>
            {
                var table = new ApplicationTable(rules);
                Assert.Equal(table.DecideOneByOne(flow).Trimmed(), table.Decide(flow));
            }).Check(s_config);

    private static Gen<string[]> Some(string[] values) =>
        from count in Gen.Choose(1, 3)
        from some in Gen.ArrayOf(Gen.Elements(values), count)
        select some.Distinct().ToArray();

    private static Flow To(int destination) => destination switch
    {
        0 => Address("20.1.2.3", FlowScope.PublicIPv4),
        1 => Address("20.1.9.9", FlowScope.PublicIPv4),
        2 => Address("8.8.8.8", FlowScope.PublicIPv4),
        3 => Address("10.1.0.4", FlowScope.LocalIPv4),
        4 => Address("192.168.1.7", FlowScope.PrivateIPv4),
        5 => Address("2001:db8::1", FlowScope.PublicIPv6),
        6 => Address("fd00::1", FlowScope.PrivateIPv6),
        7 => Range("20.1.2.0/24"),
        8 => Range("20.0.0.0/8"),
        9 => Host("a.example.org", FlowScope.Name),
        10 => Host("mcr.microsoft.com", FlowScope.ServiceName),
        11 => Host("example.org", FlowScope.PrivateLinkName),
        12 => Host("*.example.org", FlowScope.Name),
        _ => new Flow { Transport = Transport.Tcp, Port = 1, Scope = FlowScope.PublicIPv4, Tag = "AzureCloud.eastus" },
    };

    private static Flow Address(string text, FlowScope scope) => new()
    {
        Transport = Transport.Tcp, Port = 1, Scope = scope, Address = AddressInterval.Of(IPAddress.Parse(text)),
    };

    private static Flow Range(string text) => new()
    {
        Transport = Transport.Tcp, Port = 1, Scope = FlowScope.PublicIPv4, Address = AddressInterval.Of(IPNetwork.Parse(text)),
    };

    private static Flow Host(string name, FlowScope scope) => new() { Transport = Transport.Tcp, Port = 1, Scope = scope, Host = name };
}
