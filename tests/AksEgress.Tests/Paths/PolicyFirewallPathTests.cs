using static AksEgress.Core.Paths.PathVerdict;
using static AksEgress.Tests.Paths.PathSources;

namespace AksEgress.Tests.Paths;

/// <summary>An Azure Firewall with a policy: parents, rule collection groups, IP groups, and settings.</summary>
public sealed class PolicyFirewallPathTests
{
    public static TheoryData<PathCase> Cases => new()
    {
        new("A rule of the policy", PolicyRules, "20.1.2.3:443", Allowed, "net200")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':200,'network':[{'priority':200,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}]}",
            },
        },
        new("A policy without rules", PolicyRules, "20.1.2.3:443", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new() { ["p"] = "{'groups':[]}" },
        },
        new("Classic rules of a firewall with a policy don't apply", PolicyParents, "20.1.2.3:443", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = PathWorld.AllowAll,
            Policies = new() { ["p"] = "{'groups':[]}" },
        },
        new("A group with the lower number is first", PolicyRules, "20.1.2.3:443", Denied, "net900")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':200,'network':[{'priority':100,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]},{'priority':100,"
                    + "'network':[{'priority':900,'action':'Deny','rules':[{'destinationAddresses':['*'],"
                    + "'destinationPorts':['443']}]}]}]}",
            },
        },
        new("The group's priority precedes the collection's", PolicyRules, "20.1.2.3:443", Allowed, "net900")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':100,'network':[{'priority':900,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]},{'priority':200,"
                    + "'network':[{'priority':100,'action':'Deny','rules':[{'destinationAddresses':['*'],"
                    + "'destinationPorts':['443']}]}]}]}",
            },
        },
        new("Collections of a group by priority", PolicyRules, "20.1.2.3:443", Denied, "net100")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':100,'network':[{'priority':200,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]},{'priority':100,'action':'Deny',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}]}",
            },
        },
        new("Network rules of a later group precede application rules", FirewallOrder, "example.org:443", Allowed, "net200")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':100,'application':[{'priority':100,'action':'Deny',"
                    + "'rules':[{'targetFqdns':['example.org']}]}]},{'priority':300,'network':[{'priority':200,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}]}",
            },
        },
        new("A parent's network rules are first", PolicyParents, "20.1.2.3:443", Denied, "net900")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':100,'network':[{'priority':100,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}],'base':'q'}",
                ["q"] = "{'groups':[{'priority':900,'network':[{'priority':900,'action':'Deny',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}]}",
            },
        },
        new("A parent's application rules are first", PolicyParents, "example.org:443", Denied, "app900")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':100,'application':[{'priority':100,'action':'Allow',"
                    + "'rules':[{'targetFqdns':['example.org']}]}]}],'base':'q'}",
                ["q"] = "{'groups':[{'priority':900,'application':[{'priority':900,'action':'Deny','rules':[{'targetFqdns':['*']}]}]}]}",
            },
        },
        new("A child's network rules precede a parent's application rules", PolicyParents, "example.org:443", Allowed, "net100")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':100,'network':[{'priority':100,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}],'base':'q'}",
                ["q"] = "{'groups':[{'priority':900,'application':[{'priority':900,'action':'Deny','rules':[{'targetFqdns':['*']}]}]}]}",
            },
        },
        new("The parent's parent is first", PolicyParents, "20.1.2.3:443", Denied, "net300")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':100,'network':[{'priority':100,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}],'base':'q'}",
                ["q"] = "{'groups':[{'priority':200,'network':[{'priority':200,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}],'base':'o'}",
                ["o"] = "{'groups':[{'priority':300,'network':[{'priority':300,'action':'Deny',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}]}",
            },
        },
        new("A child's rules apply to what the parent doesn't match", PolicyParents, "20.1.2.3:443", Allowed, "net100")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':100,'network':[{'priority':100,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}],'base':'q'}",
                ["q"] = "{'groups':[{'priority':900,'network':[{'priority':900,'action':'Deny',"
                    + "'rules':[{'destinationAddresses':['20.9.0.0/16'],'destinationPorts':['443']}]}]}]}",
            },
        },
        new("An IP group as destination", IpGroups, "20.1.2.3:443", Allowed, "net200")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':200,'network':[{'priority':200,'action':'Allow',"
                    + "'rules':[{'destinationIpGroups':['g']}]}]}]}",
            },
            IpGroups = new() { ["g"] = "['20.1.0.0/16']" },
        },
        new("An IP group without the destination", IpGroups, "20.2.2.3:443", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':200,'network':[{'priority':200,'action':'Allow',"
                    + "'rules':[{'destinationIpGroups':['g']}]}]}]}",
            },
            IpGroups = new() { ["g"] = "['20.1.0.0/16']" },
        },
        new("A rule with an empty IP group is skipped", IpGroups, "20.1.2.3:443", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':200,'network':[{'priority':200,'action':'Allow',"
                    + "'rules':[{'destinationIpGroups':['g']}]}]}]}",
            },
            IpGroups = new() { ["g"] = "[]" },
        },
        new("An IP group in a parent", IpGroups, "20.1.2.3:443", Denied, "net200")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':100,'network':[{'priority':100,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}],'base':'q'}",
                ["q"] = "{'groups':[{'priority':200,'network':[{'priority':200,'action':'Deny',"
                    + "'rules':[{'destinationIpGroups':['g']}]}]}]}",
            },
            IpGroups = new() { ["g"] = "['20.1.2.3']" },
        },
        new("The policy's DNS proxy", FqdnRules, "UDP ntp.ubuntu.com:123", Allowed, "net200")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':200,'network':[{'priority':200,'action':'Allow','rules':[{'protocols':['UDP'],"
                    + "'destinationFqdns':['ntp.ubuntu.com'],'destinationPorts':['123']}]}]}],'dns':true}",
            },
        },
        new("Without the policy's DNS proxy", FqdnRules, "UDP ntp.ubuntu.com:123", Denied, "default deny")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':200,'network':[{'priority':200,'action':'Allow','rules':[{'protocols':['UDP'],"
                    + "'destinationFqdns':['ntp.ubuntu.com'],'destinationPorts':['123']}]}]}]}",
            },
        },
        new(
            "What if: a policy with a DNS proxy, for a firewall with classic rules",
            FqdnRules, "UDP ntp.ubuntu.com:123", Allowed, "net200")
        {
            Routes = PathWorld.ToFirewall,
            NewPolicy = "w",
            Policies = new()
            {
                ["w"] = "{'groups':[{'priority':200,'network':[{'priority':200,'action':'Allow','rules':[{'protocols':['UDP'],"
                    + "'destinationFqdns':['ntp.ubuntu.com'],'destinationPorts':['123']}]}]}],'dns':true}",
            },
        },
        new("What if: another policy", PolicyParents, "20.1.2.3:443", Allowed, "net200")
        {
            Routes = PathWorld.ToFirewall,
            NewPolicy = "w",
            Policies = new()
            {
                ["p"] = "{'groups':[]}",
                ["w"] = "{'groups':[{'priority':200,'network':[{'priority':200,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}]}",
            },
        },
        new("A parent's threat intelligence is stricter", PolicyParents, "20.1.2.3:443", Allowed, "can still deny")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':200,'network':[{'priority':200,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}],'base':'q'}",
                ["q"] = "{'intel':'Deny','groups':[]}",
            },
        },
        new("The names of a web category aren't known", WebCategories, "example.org:443", Unknown, "app200")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':200,'application':[{'priority':200,'action':'Deny',"
                    + "'rules':[{'webCategories':['gambling']}]},{'priority':300,'action':'Allow','rules':[{'targetFqdns':['*']}]}]}]}",
            },
        },
        new("A URL isn't a name", FirewallFaq, "example.org:443", Unknown, "app200")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':200,'application':[{'priority':200,'action':'Allow',"
                    + "'rules':[{'targetUrls':['example.org/a']}]}]}]}",
            },
        },
        new("A tag in a rule without protocols", FqdnTags, "mcr.microsoft.com:443", Allowed, "app200")
        {
            Routes = PathWorld.ToFirewall,
            IsRequired = true,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':200,'application':[{'priority':200,'action':'Allow',"
                    + "'rules':[{'fqdnTags':['AzureKubernetesService'],'protocols':[]}]}]}]}",
            },
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_verdict_is_that_of_the_source(PathCase item) => PathWorld.CheckAsync(item);
}
