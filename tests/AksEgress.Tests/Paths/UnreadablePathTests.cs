using AksEgress.Core.Paths;
using static AksEgress.Core.Paths.PathVerdict;
using static AksEgress.Tests.Paths.PathSources;

namespace AksEgress.Tests.Paths;

/// <summary>Resources that are missing or answer 403: Unknown, and never Allowed.</summary>
public sealed class UnreadablePathTests
{
    public static TheoryData<PathCase> Cases => new()
    {
        new("The virtual network answers 403", Routes, "8.8.8.8:443", Unknown, "vnet")
        {
            Denied = ["/virtualNetworks/vnet"],
            Reason = UnknownReason.Unreadable,
        },
        new("The virtual network doesn't exist", Routes, "8.8.8.8:443", Unknown, "vnet")
        {
            Missing = ["virtualNetworks vnet"],
            Reason = UnknownReason.Unreadable,
        },
        new("The subnet doesn't exist", Routes, "8.8.8.8:443", Unknown, "aks")
        {
            Missing = ["subnet aks"],
            Reason = UnknownReason.Unreadable,
        },
        new("The route table answers 403", Routes, "8.8.8.8:443", Unknown, "rt")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = PathWorld.AllowAll,
            Denied = ["/routeTables/rt"],
            Reason = UnknownReason.Unreadable,
        },
        new("The route table doesn't exist", Routes, "8.8.8.8:443", Unknown, "rt")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = PathWorld.AllowAll,
            Missing = ["routeTables rt"],
            Reason = UnknownReason.Unreadable,
        },
        new("The network security group answers 403", Nsg, "8.8.8.8:443", Unknown, "NSG nsg")
        {
            Nsg = "[]",
            Denied = ["/networkSecurityGroups/nsg"],
            Reason = UnknownReason.Unreadable,
        },
        new("The network security group doesn't exist", Nsg, "8.8.8.8:443", Unknown, "NSG nsg")
        {
            Nsg = "[]",
            Missing = ["networkSecurityGroups nsg"],
            Reason = UnknownReason.Unreadable,
        },
        new("The nodes' network security groups answer 403", NsgBoth, "8.8.8.8:443", Unknown, "NSG of the nodes")
        {
            Denied = ["/mc/providers/Microsoft.Network/networkSecurityGroups"],
            Reason = UnknownReason.Unreadable,
        },
        new("A certain denial decides, even if a group can't be read", NsgBoth, "8.8.8.8:443", Denied, "default deny")
        {
            Nsg = "[]",
            Routes = PathWorld.ToFirewall,
            Denied = ["/networkSecurityGroups/nsg"],
        },
        new("A denial of the nodes' group decides, even if the subnet's can't be read", NsgBoth, "8.8.8.8:443", Denied, "node-nsg")
        {
            Nsg = "[]",
            NodeNsg = "[{'priority':100}]",
            Denied = ["/networkSecurityGroups/nsg"],
        },
        new("The NAT gateway answers 403", NatOrder, "8.8.8.8:443", Unknown, "nat")
        {
            NatGateway = "{'sku':{'name':'Standard'},'properties':{}}",
            Denied = ["/natGateways/nat"],
            Reason = UnknownReason.Unreadable,
        },
        new("The firewalls answer 403", UserRoutes, "8.8.8.8:443", Unknown, "10.1.0.4")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = PathWorld.AllowAll,
            Denied = ["/providers/Microsoft.Network/azureFirewalls"],
            Reason = UnknownReason.OtherAppliance,
        },
        new("The policy answers 403", PolicyRules, "20.1.2.3:443", Unknown, "firewall fw")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':200,'network':[{'priority':200,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}]}",
            },
            Denied = ["/firewallPolicies/p"],
            Reason = UnknownReason.Unreadable,
        },
        new("The policy's groups answer 403", PolicyRules, "20.1.2.3:443", Unknown, "firewall fw")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':200,'network':[{'priority':200,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}]}",
            },
            Denied = ["/firewallPolicies/p/ruleCollectionGroups"],
            Reason = UnknownReason.Unreadable,
        },
        new("The policy doesn't exist", PolicyRules, "20.1.2.3:443", Unknown, "firewall fw")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':200,'network':[{'priority':200,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}]}",
            },
            Missing = ["firewallPolicies p"],
            Reason = UnknownReason.Unreadable,
        },
        new("The parent answers 403", PolicyParents, "20.1.2.3:443", Unknown, "'q'")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':100,'network':[{'priority':100,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}],'base':'q'}",
                ["q"] = "{'groups':[]}",
            },
            Denied = ["/firewallPolicies/q"],
            Reason = UnknownReason.Unreadable,
        },
        new("The parent doesn't exist", PolicyParents, "20.1.2.3:443", Unknown, "'gone'")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':100,'network':[{'priority':100,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}],'base':'gone'}",
            },
            Reason = UnknownReason.Unreadable,
        },
        new("Parents that form a cycle", PolicyParents, "20.1.2.3:443", Unknown, "cycle")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':100,'network':[{'priority':100,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}],'base':'q'}",
                ["q"] = "{'groups':[],'base':'p'}",
            },
            Reason = UnknownReason.Unreadable,
        },
        new("A policy that is its own parent", PolicyParents, "20.1.2.3:443", Unknown, "cycle")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':100,'network':[{'priority':100,'action':'Allow',"
                    + "'rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]}],'base':'p'}",
            },
            Reason = UnknownReason.Unreadable,
        },
        new("An IP group answers 403: it may allow", IpGroups, "20.1.2.3:443", Unknown, "net200")
        {
            Routes = PathWorld.ToFirewall,
            Policies = new()
            {
                ["p"] = "{'groups':[{'priority':200,'network':[{'priority':200,'action':'Allow',"
                    + "'rules':[{'destinationIpGroups':['g']}]}]}]}",
            },
            IpGroups = new() { ["g"] = "['20.1.0.0/16']" },
            Denied = ["/ipGroups/g"],
        },
        new("An IP group answers 403: it may deny", IpGroups, "20.1.2.3:443", Unknown, "net100")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':100,'action':'Deny','rules':[{'destinationIpGroups':['g']}]},{'priority':200,"
                + "'action':'Allow','rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]}]",
            IpGroups = new() { ["g"] = "[]" },
            Denied = ["/ipGroups/g"],
        },
        new("An IP group doesn't exist", IpGroups, "20.1.2.3:443", Unknown, "net200")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'destinationIpGroups':['g']}]}]",
        },
        new("A rule before an IP group that answers 403 decides", IpGroups, "20.1.2.3:443", Allowed, "net100")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':100,'action':'Allow','rules':[{'destinationAddresses':['*'],'destinationPorts':['443']}]},"
                + "{'priority':200,'action':'Deny','rules':[{'destinationIpGroups':['g']}]}]",
            Denied = ["/ipGroups/g"],
        },
        new("Sources in an IP group that answers 403", IpGroups, "20.1.2.3:443", Unknown, "net200")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = "[{'priority':200,'action':'Allow','rules':[{'destinationAddresses':['*'],'destinationPorts':['443'],"
                + "'sourceIpGroups':['g']}]}]",
            Denied = ["/ipGroups/g"],
        },
        new("What if: a policy that doesn't exist", PolicyParents, "20.1.2.3:443", Unknown, "'gone'")
        {
            Routes = PathWorld.ToFirewall,
            NetworkRules = PathWorld.AllowAll,
            NewPolicy = "gone",
            Reason = UnknownReason.Unreadable,
        },
        new("The platform's rules in a group that can't be read", Platform, "UDP 168.63.129.16:53", Unknown, "NSG nsg")
        {
            Nsg = "[]",
            Denied = ["/networkSecurityGroups/nsg"],
            Reason = UnknownReason.Unreadable,
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_verdict_is_that_of_the_source(PathCase item) => PathWorld.CheckAsync(item);
}
