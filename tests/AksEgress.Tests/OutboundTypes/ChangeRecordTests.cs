using System.Text.Json.Nodes;
using AksEgress.Core.Errors;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Preflight;
using AksEgress.Core.Resources;
using static AksEgress.Core.Clusters.OutboundTypeNames;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>The change record: the output of -NoWait, the input of undo, and tampered records.</summary>
public sealed class ChangeRecordTests
{
    private const string Cluster =
        "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks";

    private const string Record = $$"""
        {
          "version": 2, "origin": { "simulated": false, "simulationId": null, "endpoint": "https://management.azure.com",
            "tenantId": "99999999-8888-7777-6666-555555555555", "subscriptionId": "11111111-2222-3333-4444-555555555555" },
          "resourceId": "{{Cluster}}",
          "from": "loadBalancer", "to": "userDefinedRouting", "startedAt": "2026-11-20T08:00:00.0000000+00:00",
            "addressesBefore": ["20.1.0.1"],
          "before": { "outboundType": "loadBalancer", "loadBalancerProfile": { "managedOutboundIPs": { "count": 2 },
            "idleTimeoutInMinutes": 30 }, "natGatewayProfile": null }
        }
        """;

    [Fact]
    public void A_record_survives_a_round_trip()
    {
        var change = OutboundTypeChange.FromRecord(Record);
        var again = OutboundTypeChange.FromRecord(change.Record);

        Assert.Equal(change.Record, again.Record);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Record), JsonNode.Parse(change.Record)));
        Assert.Equal(
            ("aks", "rg", LoadBalancer, UserDefinedRouting, "Pending"),
            (again.ClusterName, again.ResourceGroupName, again.From, again.To, again.Verified));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero), again.StartedAt);
        Assert.Equal(["20.1.0.1"], again.AddressesBefore);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    public void An_invalid_record_is_refused(string record) => Refused(record);

    [Theory]
    [InlineData("\"version\": 2", "\"version\": 1")]
    [InlineData("\"version\": 2", "\"version\": 3")]
    [InlineData("\"version\": 2", "\"version\": \"2\"")]
    [InlineData("\"version\": 2", "\"edition\": 2")]
    [InlineData("\"origin\": {", "\"source\": {")]
    [InlineData("\"simulated\": false", "\"simulated\": true")]
    [InlineData("\"simulated\": false", "\"simulated\": \"no\"")]
    [InlineData("\"simulationId\": null", "\"simulationId\": \"99999999-8888-7777-6666-555555555555\"")]
    [InlineData("\"endpoint\": \"https://management.azure.com\"", "\"endpoint\": \"\"")]
    [InlineData("\"tenantId\": \"99999999", "\"tenantId\": \"contoso.com 99999999")]
    [InlineData("\"tenantId\": \"99999999-8888-7777-6666-555555555555\"", "\"tenantId\": null")]
    [InlineData("\"subscriptionId\": \"11111111", "\"subscriptionId\": \"22222222")]
    [InlineData("/subscriptions/11111111", "/subscriptions/22222222")]
    [InlineData("\"from\": \"loadBalancer\"", "\"from\": \"userAssignedNATGateway\"")]
    [InlineData("\"from\": \"loadBalancer\"", "\"from\": 5")]
    [InlineData("\"to\": \"userDefinedRouting\"", "\"to\": \"carrierPigeon\"")]
    [InlineData("\"startedAt\": \"2026", "\"startedAt\": \"then 2026")]
    [InlineData("/managedClusters/aks", "/managedClusters/..")]
    [InlineData("/managedClusters/aks", "/managedClusters/aks/agentPools/np")]
    [InlineData("/resourceGroups/rg", "/resourceGroups/a?b")]
    [InlineData("Microsoft.ContainerService/managedClusters", "Microsoft.Network/routeTables")]
    [InlineData("\"outboundType\": \"loadBalancer\"", "\"outboundType\": \"none\"")]
    [InlineData("\"before\": {", "\"before\": [], \"x\": {")]
    [InlineData("\"idleTimeoutInMinutes\": 30", "\"backendPoolType\": \"nodeIP\"")]
    [InlineData("\"idleTimeoutInMinutes\": 30", "\"effectiveOutboundIPs\": []")]
    [InlineData("\"natGatewayProfile\": null", "\"apiServerAccessProfile\": {}")]
    [InlineData("\"natGatewayProfile\": null", "\"natGatewayProfile\": \"text\"")]
    [InlineData("\"natGatewayProfile\": null", "\"natGatewayProfile\": { \"sku\": \"a\", \"sku\": \"b\" }")]
    [InlineData("{ \"count\": 2 }", "{ \"count\": 2, \"count\": 3 }")]
    [InlineData("\"to\": \"userDefinedRouting\"", "\"to\": \"userDefinedRouting\", \"to\": \"none\"")]
    public void A_tampered_record_is_refused(string part, string tampered)
    {
        Assert.Contains(part, Record, StringComparison.Ordinal);
        Refused(Record.Replace(part, tampered, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_process_waits_for_a_change_that_this_one_started()
    {
        using var lab = await EgressLab.OwnAsync();
        var plan = await lab.Changer.PlanAsync(lab.Id, Targets.Routing, CancellationToken.None);
        var begun = (await lab.Changer.StartAsync(plan, CancellationToken.None))!;

        // Only the texts are copied: the properties that Export-Clixml keeps.
        var texts = SavedOperation.FromParts(begun.ResourceId, begun.Operation, begun.Token, begun.Record);
        var gateway = await lab.ConnectAsync();
        var change = await new OutboundTypeChanger(new ResourceStore(gateway)).WaitAsync(texts, CancellationToken.None);
        var look = await new OperationReader(gateway).LookAsync(texts, CancellationToken.None);

        Assert.Equal(("InProgress", "loadBalancer -> userDefinedRouting"), (begun.Status, begun.Operation));
        Assert.Equal("Succeeded", look.Status);
        Assert.Equal(("ReadBack", plan.AddressesBefore.Single()), (change.Verified, change.AddressesBefore.Single()));
        Assert.Equal([lab.Address("fw-ip")], change.AddressesAfter);
        Assert.Equal(UserDefinedRouting, lab.OutboundType());
        var undo = await lab.Changer.PlanUndoAsync(change, CancellationToken.None);
        Assert.Equal(LoadBalancer, undo.To);
    }

    [Fact]
    public async Task Waiting_for_an_operation_that_is_not_a_change_is_refused()
    {
        using var lab = await EgressLab.OwnAsync();

        var begun = (await lab.Changer.StartAsync(
            await lab.Changer.PlanAsync(lab.Id, Targets.Routing, CancellationToken.None), CancellationToken.None))!;
        var error = await Assert.ThrowsAsync<EgressException>(() =>
            lab.Changer.WaitAsync(SavedOperation.FromParts(lab.Id.Text, "delete", begun.Token, null), CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.InvalidChangeRecord), error.Id);
    }

    [Fact]
    public async Task The_third_type_cannot_be_undone_with_a_record_of_the_first_two()
    {
        using var lab = await EgressLab.OwnAsync(UserAssignedNatGateway);
        var made = JsonNode.Parse(Record.Replace(Landscape.Subscription, lab.Id.SubscriptionId, StringComparison.Ordinal))!;
        var here = await lab.Store.OriginAsync(lab.Id.SubscriptionId, CancellationToken.None);
        made["origin"]!["simulated"] = true;
        made["origin"]!["simulationId"] = here.SimulationId;
        made["origin"]!["tenantId"] = here.TenantId;
        var record = OutboundTypeChange.FromRecord(made.ToJsonString());

        var error = await Assert.ThrowsAsync<EgressException>(() => lab.Changer.PlanUndoAsync(record, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.NothingToUndo), error.Id);
        Assert.Contains("its outbound type is userAssignedNATGateway", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undoing_a_change_that_never_took_effect_needs_no_change()
    {
        using var lab = await EgressLab.OwnAsync();
        var plan = await lab.Changer.PlanAsync(lab.Id, Targets.Routing, CancellationToken.None);
        var kept = OutboundTypeChange.FromRecord((await StartThenUndoAsync(lab, plan)).Record);

        var undo = await lab.Changer.PlanUndoAsync(kept, CancellationToken.None);

        Assert.DoesNotContain(undo.Changes, change => change.Path.EndsWith("outboundType", StringComparison.Ordinal));
        Assert.True(undo.Ready);
    }

    [Theory]
    [InlineData("rec.xml", "Use: Import-Clixml rec.xml | Undo-AksOutboundType")]
    [InlineData("./my records/o'rec.xml", "Use: Import-Clixml './my records/o''rec.xml' | Undo-AksOutboundType")]
    [InlineData("{}", "Pass the object that Set-AksOutboundType or Wait-AksEgressOperation returned")]
    [InlineData("nonsense", "Pass the object that Set-AksOutboundType or Wait-AksEgressOperation returned")]
    public void FromRecord_PathOfAFile_NamesTheCommandThatReadsIt(string record, string remedy)
    {
        var error = Assert.Throws<EgressException>(() => OutboundTypeChange.FromRecord(record));

        Assert.Equal(nameof(EgressErrors.InvalidChangeRecord), error.Id);
        Assert.StartsWith(remedy, error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_of_another_types_profile_do_not_prevent_undo()
    {
        var land = Landscape.Own(UserDefinedRouting, table: land => land.Table("rt"));
        var record = Record.Replace(
            "\"natGatewayProfile\": null", "\"natGatewayProfile\": { \"sku\": \"Standard\" }", StringComparison.Ordinal);

        var undo = await new OutboundTypeChanger(new ResourceStore(land)).PlanUndoAsync(
            OutboundTypeChange.FromRecord(record), CancellationToken.None);

        Assert.DoesNotContain(undo.Findings, finding => finding.Id == nameof(FindingKinds.ParameterNotApplicable));
        Assert.True(undo.Ready);
    }

    private static void Refused(string record) =>
        Assert.Equal(
            nameof(EgressErrors.InvalidChangeRecord), Assert.Throws<EgressException>(() => OutboundTypeChange.FromRecord(record)).Id);

    private static async Task<OutboundTypeChange> StartThenUndoAsync(EgressLab lab, OutboundTypePlan plan)
    {
        var change = await lab.Changer.RunAsync(plan, CancellationToken.None);
        var undo = await lab.Changer.PlanUndoAsync(change, CancellationToken.None);
        await lab.Changer.RunAsync(undo, CancellationToken.None);
        return change;
    }
}
