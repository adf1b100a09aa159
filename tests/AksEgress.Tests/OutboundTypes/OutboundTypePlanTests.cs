using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight;

namespace AksEgress.Tests.OutboundTypes;

public sealed class OutboundTypePlanTests
{
    [Fact]
    public async Task The_plan_names_each_member_the_addresses_and_how_to_undo_it()
    {
        var land = Landscape.Own(gateway: land => land.Gateway("ngw", land.Ip("ip", "20.3.0.1")));

        var plan = await land.PlanAsync(Targets.OwnNat);

        Assert.Equal(
            ["properties.networkProfile.outboundType", "properties.networkProfile.loadBalancerProfile.managedOutboundIPs"],
            plan.Changes.Select(change => change.Path));
        Assert.Equal(["20.3.0.1"], plan.AddressesBefore);
        Assert.Equal(["20.1.0.1"], plan.AddressesReleased);
        Assert.Equal(["20.3.0.1"], plan.AddressesAfter);
        var text = plan.Describe();
        Assert.Contains("Change the outbound type of 'aks': loadBalancer -> userAssignedNATGateway", text, StringComparison.Ordinal);
        Assert.Contains("\"loadBalancer\" -> \"userAssignedNATGateway\"", text, StringComparison.Ordinal);
        Assert.Contains("Partner allow list   add 20.3.0.1; remove 20.1.0.1", text, StringComparison.Ordinal);
        Assert.Contains("To undo              Undo-AksOutboundType, supported", text, StringComparison.Ordinal);
        Assert.Matches(@"1\s+node\s+pool\s+keeps\s+parts", text);
        Assert.True(plan.Ready);
    }

    [Theory]
    [InlineData(null, "\n                       NOT supported if AKS creates the NAT gateway with SKU")]
    [InlineData("Standard", "Undo-AksOutboundType, disputed (")]
    [InlineData("StandardV2", "Undo-AksOutboundType, NOT supported (")]
    public async Task The_undo_command_contains_the_gateways_SKU(string? sku, string words)
    {
        var plan = await Landscape.Managed().PlanAsync(Targets.NatGateway(new(Sku: sku)));

        Assert.Contains(words, plan.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plan_says_that_a_change_to_StandardV2_cannot_be_undone()
    {
        var land = Landscape.Managed(OutboundTypeNames.ManagedNatGateway)
            .With(p => p["networkProfile"]!["natGatewayProfile"]!["sku"] = "Standard");

        var plan = await land.PlanAsync(Targets.NatGateway(new(Sku: "StandardV2")));

        Assert.Contains("Undo-AksOutboundType, NOT supported (", plan.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_that_AKS_creates_are_known_later()
    {
        var plan = await Landscape.Managed().PlanAsync(Targets.Nat);

        Assert.Null(plan.AddressesAfter);
        Assert.Contains("20.1.0.1  ->  known after the change", plan.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_without_changes_says_so_and_keeps_the_addresses()
    {
        var plan = await Landscape.Managed().PlanAsync(Targets.LoadBalancer);

        Assert.Empty(plan.Changes);
        Assert.Equal(["20.1.0.1"], plan.AddressesAfter);
        Assert.Contains(plan.Findings, finding => finding.Id == nameof(FindingKinds.NoChangeRequired));
    }

    [Fact]
    public async Task A_finding_with_severity_error_stops_with_its_text_next_step_and_cluster()
    {
        var land = Landscape.Own();
        var plan = await land.PlanAsync(Targets.Routing);

        var error = Assert.Throws<EgressException>(() => OutboundTypeChanger.RequireReady(plan));

        Assert.False(plan.Ready);
        Assert.Equal(nameof(EgressErrors.PreflightFailed), error.Id);
        Assert.Equal(land.Cluster["id"]!.GetValue<string>(), error.Target);
        Assert.Contains("[RouteTableMissing] Subnet 'aks'", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Nothing was changed. New-AksEgressRouteTable", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_do_not_stop()
    {
        var plan = await Landscape.Own(table: land => land.Table("rt", hop: "192.0.2.1")).PlanAsync(Targets.Routing);

        Assert.Contains(plan.Findings, finding => finding.Severity == FindingSeverity.Warning);
        OutboundTypeChanger.RequireReady(plan);
    }

    [Fact]
    public async Task The_verdict_counts_and_fits_80_columns()
    {
        var land = Landscape.Own(table: land => land.Table("rt", hop: "192.0.2.1")).Pool("old", more: """{ "type": "AvailabilitySet" }""");

        var readiness = new OutboundTypeReadiness(await land.PlanAsync(Targets.Routing));

        Assert.Equal("NOT READY   1 error, 2 warnings", readiness.Verdict);
        Assert.Equal(
            ("aks", "rg", "loadBalancer", "userDefinedRouting", false),
            (readiness.ClusterName, readiness.ResourceGroupName, readiness.From, readiness.OutboundType, readiness.Ready));
        var text = readiness.Describe();
        Assert.All(text.Split(Environment.NewLine), line => Assert.InRange(line.Length, 0, 80));
        Assert.All(readiness.Findings, finding => Assert.Contains(finding.Id, text, StringComparison.Ordinal));
        Assert.Equal(text, readiness.Description);
    }
}
