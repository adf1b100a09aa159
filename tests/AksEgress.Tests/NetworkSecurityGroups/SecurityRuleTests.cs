using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.NetworkSecurityGroups;
using AksEgress.Core.Resources;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.NetworkSecurityGroups;

/// <summary>The values and the priority of a security rule, and what is sent.</summary>
public sealed class SecurityRuleTests
{
    private readonly FakeGateway _arm = new();
    private readonly ArmResourceId _group = FakeGateway.Id(ResourceTypes.NetworkSecurityGroups, "nsg");
    private readonly SecurityRuleChange _change;

    public SecurityRuleTests() => _change = new SecurityRuleChange(new ResourceStore(_arm));

    [Fact]
    public void A_new_rule_allows_all_outbound_traffic_unless_it_says_otherwise()
    {
        var rule = new SecurityRule(new SecurityRuleRequest { Name = "r", Priority = 200 }.ToDocument());
        Assert.Equal(("Outbound", "Allow", "*", 200), (rule.Direction, rule.Access, rule.Protocol, rule.Priority));
        Assert.Equal(["*"], rule.SourceAddressPrefix);
        Assert.Equal(["*"], rule.SourcePortRange);
        Assert.Equal(["*"], rule.DestinationAddressPrefix);
        Assert.Equal(["*"], rule.DestinationPortRange);
    }

    [Fact]
    public void One_value_and_several_have_members_of_their_own()
    {
        var one = new SecurityRuleRequest { Name = "r", DestinationAddress = ["Internet"], DestinationPort = ["443"] }.ToDocument();
        Assert.Equal("Internet", one.Text("properties", "destinationAddressPrefix"));
        Assert.Equal("443", one.Text("properties", "destinationPortRange"));
        Assert.Null(one.At("properties", "destinationPortRanges"));

        var many = new SecurityRuleRequest
        {
            Name = "r",
            DestinationAddress = ["20.1.2.3", "20.2.0.0/16"],
            DestinationPort = ["80", "8000-8080"]
        }.ToDocument();
        Assert.Equal(["20.1.2.3", "20.2.0.0/16"], many.Texts("properties", "destinationAddressPrefixes"));
        Assert.Null(many.At("properties", "destinationAddressPrefix"));
        Assert.Equal(["80", "8000-8080"], many.Texts("properties", "destinationPortRanges"));
        Assert.Null(many.At("properties", "destinationPortRange"));
    }

    // https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
    [Theory]
    [InlineData("443")]
    [InlineData("0")]
    [InlineData("0-65535")]
    [InlineData("*")]
    [InlineData("80", "443", "8000-8080")]
    public void Valid_ports_are_accepted(params string[] ports) =>
        Assert.Equal(
            ports,
            new SecurityRule(new SecurityRuleRequest { Name = "r", DestinationPort = ports }.ToDocument()).DestinationPortRange);

    [Theory]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("443-80")]
    [InlineData("1-2-3")]
    [InlineData("https")]
    [InlineData(" 443")]
    [InlineData("")]
    [InlineData("80", "*")]
    public void Invalid_ports_are_refused(params string[] ports) =>
        Refused("DestinationPort", () => new SecurityRuleRequest { Name = "r", DestinationPort = ports }.ToDocument());

    [Theory]
    [InlineData("*")]
    [InlineData("Internet")]
    [InlineData("AzureCloud.eastus")]
    [InlineData("Storage.EastUS")]
    [InlineData("20.1.2.3")]
    [InlineData("20.1.2.0/24")]
    [InlineData("fd00::/8")]
    [InlineData("20.1.2.3", "20.1.3.0/24")]
    public void Valid_addresses_are_accepted(params string[] addresses) =>
        Assert.Equal(
            addresses,
            new SecurityRule(new SecurityRuleRequest { Name = "r", DestinationAddress = addresses }.ToDocument()).DestinationAddressPrefix);

    // Lists contain addresses only: hashicorp/terraform-provider-azurerm#5617. One IP version: #12534.
    [Theory]
    [InlineData("example.com")]
    [InlineData("mcr.microsoft.com")]
    [InlineData("20.1.2")]
    [InlineData("20.1.2.3/33")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("Internet", "20.1.2.3")]
    [InlineData("Storage", "Sql")]
    [InlineData("*", "20.1.2.3")]
    [InlineData("20.1.2.3", "fd00::1")]
    public void Invalid_addresses_are_refused(params string[] addresses) =>
        Refused("DestinationAddress", () => new SecurityRuleRequest { Name = "r", DestinationAddress = addresses }.ToDocument());

    [Theory]
    [InlineData("a", true)]
    [InlineData("allow-443_", true)]
    [InlineData("1.b", true)]
    [InlineData("-a", false)]
    [InlineData("a-", false)]
    [InlineData("a(b)", false)]
    [InlineData("ä", false)]
    public void Names_are_those_that_Azure_accepts(string name, bool isValid)
    {
        // https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftnetwork
        if (isValid)
        {
            Assert.Equal(name, new SecurityRuleRequest { Name = name }.ToDocument().Text("name"));
        }
        else
        {
            Refused("Name", () => new SecurityRuleRequest { Name = name }.ToDocument());
        }
    }

    [Fact]
    public void Lengths_and_numbers_have_limits()
    {
        _ = new SecurityRuleRequest { Name = new string('a', 80), Description = new string('d', 140), Priority = 4096 }.ToDocument();
        Refused("Description", () => new SecurityRuleRequest { Name = "r", Description = new string('d', 141) }.ToDocument());
        Refused("Priority", () => new SecurityRuleRequest { Name = "r", Priority = 99 }.ToDocument());
        Refused("Priority", () => new SecurityRuleRequest { Name = "r", Priority = 4097 }.ToDocument());
        Refused("Protocol", () => new SecurityRuleRequest { Name = "r", Protocol = "HTTPS" }.ToDocument());
        Assert.Equal(
            nameof(EgressErrors.InvalidResourceName),
            Assert.Throws<EgressException>(() => new SecurityRuleRequest { Name = new string('a', 81) }.ToDocument()).Id);
    }

    // The rules of the group, then the access of the new rule, and its priority; 0 if none is possible.
    [Theory]
    [InlineData("", "Allow", 100)]
    [InlineData("Outbound Deny 200", "Allow", 100)]
    [InlineData("Outbound Allow 100,Outbound Deny 200", "Allow", 101)]
    [InlineData("Outbound Allow 100,Inbound Allow 101,Outbound Deny 4096", "Allow", 101)]
    [InlineData("Outbound Deny 100", "Allow", 0)]
    [InlineData("Outbound Allow 100,Outbound Allow 101,Outbound Deny 102", "Allow", 0)]
    [InlineData("Inbound Deny 100", "Allow", 100)]
    [InlineData("", "Deny", 4096)]
    [InlineData("Outbound Deny 4096,Outbound Allow 300", "Deny", 4095)]
    [InlineData("Outbound Allow 4096", "Deny", 0)]
    public async Task The_default_priority_gives_the_rule_its_effect(string rules, string access, int expected)
    {
        Add(rules);
        var request = new SecurityRuleRequest { Name = "new", Access = access };
        if (expected > 0)
        {
            Assert.Equal(expected, (await _change.PlanAddAsync(_group, request, CancellationToken.None)).After!.Priority);
            return;
        }

        var error = await Assert.ThrowsAsync<EgressException>(() => _change.PlanAddAsync(_group, request, CancellationToken.None));
        Assert.Equal(nameof(EgressErrors.SecurityRulePriorityRequired), error.Id);
        Assert.Contains("-Priority", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_priority_is_unique_in_its_direction()
    {
        Add("Outbound Allow 100,Inbound Allow 200");
        var error = await Assert.ThrowsAsync<EgressException>(() =>
            _change.PlanAddAsync(_group, new SecurityRuleRequest { Name = "new", Priority = 100 }, CancellationToken.None));
        Assert.Equal(nameof(EgressErrors.SecurityRulePriorityInUse), error.Id);
        Assert.Contains("'r0'", error.Message, StringComparison.Ordinal);
        Assert.Equal(
            200,
            (await _change.PlanAddAsync(
                _group, new SecurityRuleRequest { Name = "new", Priority = 200 }, CancellationToken.None)).After!.Priority);
        var moved = new SecurityRuleRequest { Name = "r1", Direction = "Outbound", Priority = 100 };
        error = await Assert.ThrowsAsync<EgressException>(() => _change.PlanSetAsync(_group, moved, CancellationToken.None));
        Assert.Equal(nameof(EgressErrors.SecurityRulePriorityInUse), error.Id);
    }

    [Fact]
    public async Task An_existing_rule_is_not_replaced_and_an_equal_one_needs_no_write()
    {
        Add("Outbound Deny 300");
        var equal = new SecurityRuleRequest { Name = "R0", Access = "Deny", Priority = 300, Protocol = "TCP", DestinationPort = ["443"] };
        Assert.True((await _change.PlanAddAsync(_group, equal, CancellationToken.None)).IsMet);
        var error = await Assert.ThrowsAsync<EgressException>(() =>
            _change.PlanAddAsync(_group, equal with { DestinationPort = ["80"] }, CancellationToken.None));
        Assert.Equal(nameof(EgressErrors.SecurityRuleExists), error.Id);
        Assert.Empty(_arm.Writes);
    }

    [Fact]
    public async Task A_group_has_at_most_1000_rules()
    {
        Add(string.Join(',', Enumerable.Range(0, 1000).Select(index => $"Outbound Allow {index + 100}")));
        var error = await Assert.ThrowsAsync<EgressException>(() =>
            _change.PlanAddAsync(_group, new SecurityRuleRequest { Name = "new" }, CancellationToken.None));
        Assert.Equal(nameof(EgressErrors.SecurityRuleLimitReached), error.Id);
    }

    [Fact]
    public async Task A_default_rule_is_not_changed()
    {
        Add("");
        var request = new SecurityRuleRequest { Name = "denyalloutbound", Access = "Allow" };
        foreach (var plan in (Func<Task>[])
            [
                () => _change.PlanSetAsync(_group, request, CancellationToken.None),
                () => _change.PlanRemoveAsync(_group, request.Name, CancellationToken.None),
            ])
        {
            Assert.Equal(nameof(EgressErrors.DefaultSecurityRule), (await Assert.ThrowsAsync<EgressException>(plan)).Id);
        }
    }

    [Fact]
    public async Task A_rule_is_written_and_not_its_group()
    {
        Add("Outbound Deny 300");
        var plan = await _change.PlanAddAsync(
            _group,
            new SecurityRuleRequest { Name = "web", Protocol = "TCP", DestinationAddress = ["Internet"], DestinationPort = ["443"] },
            CancellationToken.None);
        Assert.Equal(
            "Add security rule 'web' (100 Outbound Allow Tcp * -> Internet:443) to network security group 'nsg', used by no subnet or "
                + "network interface",
            plan.Describe());

        var change = await _change.PlanSetAsync(
            _group, new SecurityRuleRequest { Name = "r0", DestinationPort = ["443", "80"] }, CancellationToken.None);
        Assert.Contains("'r0'", change.Describe(), StringComparison.Ordinal);
        Assert.Equal(["443", "80"], change.After!.DestinationPortRange);
        Assert.Equal(["443"], change.Before!.DestinationPortRange);
        Assert.Equal(300, change.After.Priority);
    }

    [Fact]
    public async Task A_change_to_the_same_values_needs_no_write()
    {
        Add("Outbound Deny 300");
        var plan = await _change.PlanSetAsync(
            _group, new SecurityRuleRequest { Name = "r0", Protocol = "tcp", DestinationPort = ["443"], Access = "Deny" },
            CancellationToken.None);
        Assert.True(plan.IsMet);
    }

    private static void Refused(string parameter, Func<object> action)
    {
        var error = Assert.Throws<EgressException>(action);
        Assert.Equal((nameof(EgressErrors.InvalidValue), parameter), (error.Id, error.ParameterName));
    }

    private void Add(string rules)
    {
        var all = new JsonArray([
            .. rules.Split(',', StringSplitOptions.RemoveEmptyEntries).Select((text, index) =>
            {
                var parts = text.Split(' ');
                return Rule($"r{index}", parts[0], parts[1], int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture));
            }),
        ]);
        var properties = new JsonObject
        {
            ["securityRules"] = all,
            ["defaultSecurityRules"] = new JsonArray(Rule("DenyAllOutBound", "Outbound", "Deny", 65500)),
        };
        _arm.Add(_group, new JsonObject { ["location"] = "eastus", ["properties"] = properties }.ToJsonString());
    }

    private static JsonObject Rule(string name, string direction, string access, int priority) => new()
    {
        ["name"] = name,
        ["properties"] = new JsonObject
        {
            ["protocol"] = "Tcp",
            ["sourcePortRange"] = "*",
            ["destinationPortRange"] = "443",
            ["sourceAddressPrefix"] = "*",
            ["destinationAddressPrefix"] = "*",
            ["access"] = access,
            ["priority"] = priority,
            ["direction"] = direction,
            ["destinationPortRanges"] = new JsonArray(),
        },
    };
}
