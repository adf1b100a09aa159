using System.Text.Json.Nodes;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Preflight;
using AksEgress.Core.Resources;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>Clusters from a preview version of early 2026 whose outbound type is still managedNATGatewayV2.</summary>
public sealed class PreviewNameTests
{
    [Fact]
    public void A_cluster_with_the_preview_name_uses_a_managed_NAT_gateway_of_SKU_StandardV2()
    {
        var land = Land();
        Assert.Equal(OutboundTypeNames.ManagedNatGateway, new Cluster(new ArmDocument(land.Cluster)).OutboundType);
        Assert.Equal("StandardV2", OutboundTypeNames.NatGatewaySku(land.Network));
    }

    [Fact]
    public void A_change_to_the_current_name_keeps_SKU_and_addresses()
    {
        var document = new ArmDocument(Land().Cluster).Copy();
        OutboundMembers.Apply(document, Targets.NatGateway(new(IdleTimeoutInMinutes: 9)));
        var network = document.Root.At("properties", "networkProfile");
        Assert.Equal(
            ("managedNATGateway", "StandardV2", 9, 1),
            (
                network.Text("outboundType"),
                network.Text("natGatewayProfile", "sku"),
                network.Number("natGatewayProfile", "idleTimeoutInMinutes"),
                network.Number("natGatewayProfile", "managedOutboundIPProfile", "count")));
    }

    [Fact]
    public void The_change_record_uses_the_current_name()
    {
        var land = Land();
        var kept = OutboundMembers.Keep(new ArmDocument(land.Cluster));
        Assert.Equal(("managedNATGateway", "StandardV2"), (kept.Text("outboundType"), kept.Text("natGatewayProfile", "sku")));
        Assert.True(OutboundMembers.IsKept(kept));

        var other = new ArmDocument(JsonNode.Parse("""{ "properties": { "networkProfile": { "outboundType": "none" } } }""")!.AsObject());
        OutboundMembers.Restore(other, kept);
        Assert.Equal(
            ("managedNATGateway", "StandardV2"),
            (
                other.Root.Text("properties", "networkProfile", "outboundType"),
                other.Root.Text("properties", "networkProfile", "natGatewayProfile", "sku")));
    }

    [Fact]
    public void A_record_with_the_preview_name_can_be_read()
    {
        const string cluster = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/"
            + "Microsoft.ContainerService/managedClusters/aks";
        const string record = $$"""
            { "version": 2, "origin": { "simulated": false, "simulationId": null, "endpoint": "https://management.azure.com",
                "tenantId": "99999999-8888-7777-6666-555555555555", "subscriptionId": "11111111-2222-3333-4444-555555555555" },
              "resourceId": "{{cluster}}",
              "from": "managedNATGatewayV2", "to": "none", "startedAt": "2026-11-20T08:00:00.0000000+00:00", "addressesBefore": [],
                "before": { "outboundType": "managedNATGatewayV2", "loadBalancerProfile": null, "natGatewayProfile": null } }
            """;
        Assert.Equal("managedNATGateway", OutboundTypeChange.FromRecord(record).From);
    }

    [Fact]
    public async Task The_migration_table_and_undo_distinguish_the_gateways()
    {
        var land = Land();
        var plan = await new OutboundTypeChanger(new ResourceStore(land)).PlanAsync(
            land.Id, Targets.NatGateway(new(Sku: "Standard")), CancellationToken.None);
        Assert.Contains(plan.Findings, finding => finding.Id == nameof(FindingKinds.NatGatewaySkuIrreversible));
    }

    [Theory]
    [InlineData("managed", "own", "StandardV2", null, true)]
    [InlineData("managed", "own", "Standard", "StandardV2", false)]
    [InlineData("own", "managed", "StandardV2", null, true)]
    [InlineData("own", "own", "StandardV2", null, false)]
    [InlineData("managed", "managed", "Standard", null, false)]
    public async Task The_owner_of_a_gateways_addresses_changes_only_with_its_SKU(
        string has, string wants, string sku, string? newSku, bool refused)
    {
        var land = new Landscape(OutboundTypeNames.ManagedNatGateway);
        var profile = land.Network["natGatewayProfile"]!.AsObject();
        profile["sku"] = sku;
        if (has == "own")
        {
            profile.Remove("managedOutboundIPProfile");
            profile["outboundIPs"] = new JsonObject { ["publicIPs"] = new JsonArray("/x") };
        }

        var target = Targets.NatGateway(
            wants == "own"
                ? new(OutboundIp: [land.Ip("mine", "20.9.9.9", "rg")], Sku: newSku)
                : new(ManagedOutboundIpCount: 2, Sku: newSku));
        var plan = await new OutboundTypeChanger(new ResourceStore(land)).PlanAsync(land.Id, target, CancellationToken.None);

        Assert.Equal(refused, plan.Findings.Any(finding => finding.Id == nameof(FindingKinds.NatGatewayIpOwnershipFixed)));
    }

    private static Landscape Land()
    {
        var land = new Landscape(OutboundTypeNames.ManagedNatGateway);
        land.Network["outboundType"] = "managedNATGatewayV2";
        return land;
    }
}
