using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.Subnets;
using AksEgress.Core.VirtualNetworks;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.VirtualNetworks;

public sealed class VirtualNetworkDesignTests
{
    private static readonly ArmResourceId s_id = FakeGateway.Id(ResourceTypes.VirtualNetworks, "vnet");

    [Fact]
    public void A_network_is_created_with_its_subnets()
    {
        var document = Apply(
            ["10.0.0.0/16", "fd00::/48"], [("aks", ["10.0.1.0/24", "fd00::/64"]), ("AzureFirewallSubnet", ["10.0.0.0/26"])], ["10.0.0.4"]);

        Assert.Equal(["10.0.0.0/16", "fd00::/48"], document.Root.Texts("properties", "addressSpace", "addressPrefixes"));
        Assert.Equal(["10.0.0.4"], document.Root.Texts("properties", "dhcpOptions", "dnsServers"));
        var subnets = document.Root.Items("properties", "subnets").ToList();
        Assert.Equal(["10.0.1.0/24", "fd00::/64"], subnets[0].Texts("properties", "addressPrefixes"));
        Assert.Equal("10.0.0.0/26", subnets[1].Text("properties", "addressPrefix"));
    }

    [Theory]
    [InlineData("10.1.0.0/24", "SubnetOutsideNetwork")]
    [InlineData("11.0.0.0/8", "SubnetOutsideNetwork")]
    [InlineData("10.0.0.128/25", "SubnetOverlaps")]
    [InlineData("10.0.4.0/30", "InvalidValue")]
    [InlineData("10.0.4.1/24", "InvalidValue")]
    [InlineData("fd00::/72", "InvalidValue")]
    [InlineData("all", "InvalidValue")]
    public void A_subnet_outside_the_address_space_is_refused(string prefix, string expected)
    {
        var error = Assert.Throws<EgressException>(() => Apply(["10.0.0.0/16"], [("first", ["10.0.0.0/24"]), ("aks", [prefix])]));

        Assert.Equal(expected, error.Id);
    }

    [Fact]
    public void The_firewalls_subnet_must_be_large_enough() =>
        Assert.Contains(
            "/26",
            Assert.Throws<EgressException>(() => Apply(["10.0.0.0/16"], [("AzureFirewallSubnet", ["10.0.0.0/27"])])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Overlapping_ranges_of_a_network_are_refused() =>
        Assert.Equal(nameof(EgressErrors.InvalidValue), Assert.Throws<EgressException>(() => Apply(["10.0.0.0/16", "10.0.1.0/24"], [])).Id);

    [Fact]
    public void An_existing_network_keeps_its_subnets_and_gets_the_new_ones()
    {
        var document = Apply(["10.0.0.0/16"], [("aks", ["10.0.1.0/24"])]);

        VirtualNetworkDesign.Apply(document, s_id, Request(["10.0.0.0/16"], [("AKS", ["10.0.1.0/24"]), ("more", ["10.0.2.0/24"])]));

        Assert.Equal(["aks", "more"], NetworkSpace.Subnets(document).Select(subnet => subnet.Name));
    }

    [Fact]
    public void An_existing_subnet_is_not_moved()
    {
        var document = Apply(["10.0.0.0/16"], [("aks", ["10.0.1.0/24"])]);

        var error = Assert.Throws<EgressException>(() =>
            VirtualNetworkDesign.Apply(document, s_id, Request(["10.0.0.0/16"], [("aks", ["10.0.2.0/24"])])));

        Assert.Equal(nameof(EgressErrors.ResourceExists), error.Id);
    }

    [Fact]
    public async Task A_new_subnet_is_checked_against_the_current_network()
    {
        var arm = new FakeGateway();
        arm.Add(
            s_id,
            """{ "properties": { "addressSpace": { "addressPrefixes": ["10.0.0.0/16"] }, "subnets": [ { "name": "aks", "properties": {"""
                + """ "addressPrefixes": ["10.0.1.0/24"] } } ] } }""");
        var store = new ResourceStore(arm);

        var error = await Assert.ThrowsAsync<EgressException>(() => PrepareAsync("10.0.1.0/25"));
        var apply = await PrepareAsync("10.0.2.0/24");
        var plan = await new TestCreation(store).PlanAsync(s_id.Child("subnets", "new"), null, false, apply.Apply, CancellationToken.None);
        await new TestCreation(store).RunAsync(plan, CancellationToken.None);

        Assert.Equal(nameof(EgressErrors.SubnetOverlaps), error.Id);
        Assert.Equal("""{"properties":{"addressPrefix":"10.0.2.0/24"}}""", arm.OnlyWrite().ToJsonString());

        Task<SubnetDesign> PrepareAsync(string prefix) =>
            SubnetDesign.PrepareAsync(
                store, s_id.Child("subnets", "new"), new SubnetRequest { AddressPrefix = [prefix] }, CancellationToken.None);
    }

    private static ArmDocument Apply(string[] space, (string Name, string[] Prefixes)[] subnets, string[]? dns = null)
    {
        var document = new ArmDocument([]);
        VirtualNetworkDesign.Apply(document, s_id, Request(space, subnets) with { DnsServers = dns });
        return document;
    }

    private static VirtualNetworkRequest Request(string[] space, (string Name, string[] Prefixes)[] subnets) =>
        new(space, [.. subnets.Select(subnet => new SubnetAddresses(subnet.Name, subnet.Prefixes))], null);
}
