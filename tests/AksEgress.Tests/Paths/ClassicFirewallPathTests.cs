using static AksEgress.Core.Paths.PathVerdict;
using static AksEgress.Tests.Paths.PathSources;

namespace AksEgress.Tests.Paths;

/// <summary>An Azure Firewall with classic rules.</summary>
public sealed class ClassicFirewallPathTests
{
    public static TheoryData<PathCase> Cases => new()
    {
        new("Nothing is allowed by default", FirewallOrder, "example.org:443", Denied, "default deny") { Routes = PathWorld.ToFirewall },
        new("Example 1: a network rule precedes an application rule", FirewallOrder, "google.com:443", Allowed, "net200")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'destinationAddresses':['*'],'destinationPorts':['80','443']}]}]",
            ApplicationRules = "[{'priority':100,'action':'Deny','rules':[{'targetFqdns':['google.com']}]}]",
        },
        new("Example 2: the collection with the lower number is first", FirewallOrder, "TCP 20.1.2.3:22", Denied, "net100")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'destinationAddresses':['*'],'destinationPorts':['22']}]},"
                + "{'priority':100,'action':'Deny','rules':[{'destinationAddresses':['*'],'destinationPorts':['22']}]}]",
        },
        new("An application rule by name", FirewallOrder, "example.org:443", Allowed, "app200")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['example.org']}]}]",
        },
        new("Names are compared without case", FirewallOrder, "Example.ORG:443", Allowed, "app200")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['EXAMPLE.org']}]}]",
        },
        new("An application rule for HTTPS doesn't allow HTTP", FirewallOrder, "example.org:80", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['example.org']}]}]",
        },
        new("An application rule for another port", FirewallOrder, "HTTPS example.org:8443", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['example.org']}]}]",
        },
        new("Application collections by priority", FirewallOrder, "a.example.org:443", Denied, "app100")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['a.example.org']}]},{'priority':100,"
                + "'action':'Deny','rules':[{'targetFqdns':['*.example.org']}]}]",
        },
        new("Application rules don't filter UDP", FirewallOrder, "UDP example.org:443", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['*']}]}]",
        },
        new("Plain TCP on the port of an application rule may be its protocol", FirewallOrder, "TCP example.org:443", Unknown, "app200")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['example.org']}]}]",
        },
        new("SQL on the port of an application rule", FirewallOrder, "TCP x.database.windows.net:1433", Unknown, "app200")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['x.database.windows.net'],"
                + "'protocols':[{'protocolType':'Mssql','port':1433}]}]}]",
        },
        new("A rule for other sources", FirewallOrder, "20.1.2.3:443", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'destinationAddresses':['*'],'destinationPorts':['443'],"
                + "'sourceAddresses':['10.43.0.0/16']}]}]",
        },
        new("A rule for the subnet", FirewallOrder, "20.1.2.3:443", Allowed, "net200")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'destinationAddresses':['*'],'destinationPorts':['443'],"
                + "'sourceAddresses':['10.42.0.0/16']}]}]",
        },
        new("A rule for a part of the subnet", FirewallOrder, "20.1.2.3:443", Unknown, "net200")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'destinationAddresses':['*'],'destinationPorts':['443'],"
                + "'sourceAddresses':['10.42.1.4']}]}]",
        },
        new("An application rule for other sources", FirewallOrder, "example.org:443", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['example.org'],"
                + "'sourceAddresses':['10.43.0.0/16']}]}]",
        },
        new("A range from first to last", IpGroups, "20.1.2.3:443", Allowed, "net200")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'destinationAddresses':['20.1.2.0-20.1.2.9'],"
                + "'destinationPorts':['443']}]}]",
        },
        new("An address after the range", IpGroups, "20.1.2.10:443", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'destinationAddresses':['20.1.2.0-20.1.2.9'],"
                + "'destinationPorts':['443']}]}]",
        },
        new("Any protocol includes UDP", FirewallOrder, "UDP 20.1.2.3:123", Allowed, "net200")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = PathWorld.AllowAll,
        },
        new("A network rule for UDP doesn't allow TCP", FirewallOrder, "20.1.2.3:443", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'destinationAddresses':['*'],'destinationPorts':['443'],"
                + "'protocols':['UDP']}]}]",
        },
        new("A network rule for ICMP allows neither", FirewallOrder, "20.1.2.3:443", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'destinationAddresses':['*'],'destinationPorts':['443'],"
                + "'protocols':['ICMP']}]}]",
        },
        new("*.contoso.com contains any.contoso.com", FirewallFaq, "any.contoso.com:443", Allowed, "app200")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['*.contoso.com']}]}]",
        },
        new("*.contoso.com contains names of several levels", FirewallFaq, "sub1.any.contoso.com:443", Allowed, "app200")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['*.contoso.com']}]}]",
        },
        new("*.contoso.com doesn't contain contoso.com", FirewallFaq, "contoso.com:443", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['*.contoso.com']}]}]",
        },
        new("*contoso.com contains contoso.com", FirewallFaq, "contoso.com:443", Allowed, "app200")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['*contoso.com']}]}]",
        },
        new("*contoso.com contains th3re4lcontoso.com", FirewallFaq, "th3re4lcontoso.com:443", Allowed, "app200")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['*contoso.com']}]}]",
        },
        new("A name of many hosts that a rule has some of", FirewallFaq, "*.contoso.com:443", Unknown, "app200")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['any.contoso.com']}]}]",
        },
        new("A name of many hosts that a rule has all of", FirewallFaq, "*.any.contoso.com:443", Allowed, "app200")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['*.contoso.com']}]}]",
        },
        new("A name in a network rule needs the DNS proxy", FqdnRules, "UDP ntp.ubuntu.com:123", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'protocols':['UDP'],'destinationFqdns':['ntp.ubuntu.com'],"
                + "'destinationPorts':['123']}]}]",
        },
        new("A name in a network rule with the DNS proxy", LimitEgress, "UDP ntp.ubuntu.com:123", Allowed, "net200")
        {
            Routes = PathWorld.ToFirewall,
            Firewall = "{'additionalProperties':{'Network.DNS.EnableProxy':'true'}}",
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'protocols':['UDP'],'destinationFqdns':['ntp.ubuntu.com'],"
                + "'destinationPorts':['123']}]}]",
        },
        new(
            "A network rule has no wildcards, and another name isn't in it",
            FqdnRules, "UDP time.windows.com:123", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            Firewall = "{'additionalProperties':{'Network.DNS.EnableProxy':'true'}}",
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'protocols':['UDP'],'destinationFqdns':['ntp.ubuntu.com'],"
                + "'destinationPorts':['123']}]}]",
        },
        new("An address can be that of the name in a network rule", FqdnRules, "UDP 20.1.2.3:123", Unknown, "net200")
        {
            Routes = PathWorld.ToFirewall,
            Firewall = "{'additionalProperties':{'Network.DNS.EnableProxy':'true'}}",
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'protocols':['UDP'],'destinationFqdns':['ntp.ubuntu.com'],"
                + "'destinationPorts':['123']}]}]",
        },
        new("The tag of AKS contains what AKS requires", LimitEgress, "mcr.microsoft.com:443", Allowed, "app200")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'fqdnTags':['AzureKubernetesService']}]}]",
            IsRequired = true,
        },
        new("The tag of AKS doesn't contain other names", FqdnTags, "example.org:443", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'fqdnTags':['AzureKubernetesService']}]}]",
        },
        new("What other tags contain isn't known", FqdnTags, "example.org:443", Unknown, "app200")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'fqdnTags':['WindowsUpdate']}]}]",
        },
        new("A network rule by address may contain a name", FirewallOrder, "example.org:443", Unknown, "net200")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'destinationAddresses':['20.1.2.3'],"
                + "'destinationPorts':['443']}]}]",
        },
        new("A denial by address may precede an application rule", FirewallOrder, "example.org:443", Unknown, "net100")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':100,'action':'Deny','rules':[{'destinationAddresses':['20.0.0.0/8'],"
                + "'destinationPorts':['443']}]}]",
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['example.org']}]}]",
        },
        new("Rules that agree leave no doubt", FirewallOrder, "example.org:443", Allowed, "app200")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':100,'action':'Allow','rules':[{'destinationAddresses':['20.0.0.0/8'],"
                + "'destinationPorts':['443']}]}]",
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['example.org']}]}]",
        },
        new("HTTPS to an address has no name that a rule could compare", NoSni, "20.1.2.3:443", Unknown, "app200")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['*']}]}]",
        },
        new("HTTP to an address is allowed by a rule for all names", FirewallOrder, "20.1.2.3:80", Allowed, "app200")
        {
            Routes = PathWorld.ToFirewall,
            ApplicationRules = "[{'priority':200,'action':'Allow','rules':[{'targetFqdns':['*'],'protocols':[{'protocolType':'Http',"
                + "'port':80}]}]}]",
        },
        new("The API server by its address", RequiredRules, "TCP 20.5.5.5:443", Allowed, "net200")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'destinationAddresses':['20.5.5.5'],"
                + "'destinationPorts':['443']}]}]",
        },
        new("Threat intelligence can deny what a rule allows", ThreatIntelligence, "20.1.2.3:443", Allowed, "can still deny")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = PathWorld.AllowAll,
            Firewall = "{'threatIntelMode':'Deny'}",
        },
        new("The sources of a rule in an IP group", IpGroups, "20.1.2.3:443", Allowed, "net200")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'destinationAddresses':['*'],'destinationPorts':['443'],"
                + "'sourceIpGroups':['g']}]}]",
            IpGroups = new() { ["g"] = "['10.42.1.0/24']" },
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_verdict_is_that_of_the_source(PathCase item) => PathWorld.CheckAsync(item);
}
