using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight;
using AksEgress.Tests.AuthorizedRanges;
using AksEgress.Tests.Fakes;
using static AksEgress.Core.Clusters.OutboundTypeNames;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>Changes that fail: another client modifies the cluster, ARM refuses, the operation fails, ARM drops a member.</summary>
public sealed class ChangeFailureTests
{
    private const string Failed = """{ "name": "x", "status": "Failed", "error": { "code": "VMExtensionProvisioningError","""
        + """ "message": "Unable to establish outbound connection from agents." } }""";

    [Fact]
    public async Task A_concurrent_change_of_another_client_survives()
    {
        using var lab = await EgressLab.OwnAsync();
        var plan = await PlanAsync(lab, Targets.Routing);
        lab.TagCluster("theirs");

        var change = await lab.Changer.RunAsync(plan, CancellationToken.None);

        Assert.Equal("ReadBack", change.Verified);
        Assert.Equal(UserDefinedRouting, lab.OutboundType());
        Assert.Equal("theirs", lab.Cluster()["tags"]!["theirs"]!.GetValue<string>());
        Assert.Equal(2, lab.Wire.Writes.Count);
        Assert.NotEqual(lab.Wire.Writes[0].IfMatch, lab.Wire.Writes[1].IfMatch);
    }

    [Fact]
    public async Task Undo_restores_what_was_changed_and_not_what_was_planned()
    {
        using var lab = await EgressLab.OwnAsync();
        var plan = await PlanAsync(lab, Targets.Routing);
        lab.Change(cluster => cluster["properties"]!["networkProfile"]!["loadBalancerProfile"]!["managedOutboundIPs"]!["count"] = 2);

        var change = await lab.Changer.RunAsync(plan, CancellationToken.None);

        Assert.Equal(2, JsonNode.Parse(change.Record)!["before"]!["loadBalancerProfile"]!["managedOutboundIPs"]!["count"]!.GetValue<int>());
        Assert.Null(lab.Cluster()["properties"]!["networkProfile"]!["loadBalancerProfile"]!["managedOutboundIPs"]);
    }

    [Fact]
    public async Task After_three_conflicts_the_error_names_the_members()
    {
        using var lab = await EgressLab.OwnAsync();
        var plan = await PlanAsync(lab, Targets.Routing);
        var n = 0;
        lab.Wire.Before = exchange =>
        {
            if (exchange.WritesCluster)
            {
                lab.TagCluster($"t{n++}");
            }
        };

        var error = await Assert.ThrowsAsync<EgressException>(() => lab.Changer.RunAsync(plan, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.ConcurrentModification), error.Id);
        Assert.Contains("3 attempts", error.Message, StringComparison.Ordinal);
        Assert.Contains("tags.t2", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, lab.Wire.Writes.Count);
        Assert.Equal(LoadBalancer, lab.OutboundType());
    }

    [Fact]
    public async Task A_concurrent_change_of_the_outbound_type_is_not_overwritten()
    {
        using var lab = await EgressLab.OwnAsync();
        var plan = await PlanAsync(lab, Targets.Routing);
        lab.Change(cluster => OutboundMembers.Apply(new(cluster), Targets.OwnNat));

        var error = await Assert.ThrowsAsync<EgressException>(() => lab.Changer.RunAsync(plan, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.ConcurrentModification), error.Id);
        Assert.Contains("properties.networkProfile.outboundType", error.Message, StringComparison.Ordinal);
        Assert.Equal(UserAssignedNatGateway, lab.OutboundType());
    }

    [Theory]
    [InlineData("no table", "ExistingRouteTableNotAssociatedWithSubnet")]
    [InlineData("internet", "RouteTableInvalidNextHop")]
    [InlineData("managed nat", "ManagedNATGatewayWithCustomVNetNotAllowed")]
    [InlineData("ports", "InvalidLoadBalancerProfileAllocatedOutboundPorts")]
    [InlineData("two kinds", "InvalidLoadBalancerProfile")]
    [InlineData("gone", "InvalidLoadBalancerProfileOutboundIPs")]
    public async Task ARM_refuses_what_the_preflight_checks_predict_and_writes_nothing(string what, string code)
    {
        using var lab = await EgressLab.OwnAsync(table: what != "no table");
        if (what == "internet")
        {
            lab.Put(
                EgressLab.Networks + "routeTables/rt",
                """{ "location": "eastus", "properties": { "routes": [ { "name": "default", "properties": { "addressPrefix": "0.0.0.0/0","""
                    + """ "nextHopType": "Internet" } } ] } }""");
        }

        var before = lab.Save();
        var plan = await PlanAsync(lab, what switch
        {
            "managed nat" => Targets.Nat,
            "ports" => Targets.Balancer(new(AllocatedOutboundPorts: 64000)),
            "two kinds" => Targets.Balancer(new(
                OutboundIp: [EgressLab.Networks + "publicIPAddresses/own-ip"],
                OutboundIpPrefix: [EgressLab.Networks + "publicIPPrefixes/x"])),
            "gone" => Targets.Balancer(new(OutboundIp: [EgressLab.Networks + "publicIPAddresses/gone"])),
            _ => Targets.Routing,
        });

        var error = await Assert.ThrowsAsync<EgressException>(() => lab.Changer.RunAsync(plan, CancellationToken.None));

        var arm = Assert.IsType<ArmException>(error.InnerException);
        Assert.Contains(code, new[] { arm.Code, arm.Subcode });
        Assert.Equal(nameof(EgressErrors.ChangeRefused), error.Id);
        Assert.Contains(arm.Message, error.Message, StringComparison.Ordinal);
        var finding = Assert.Single(plan.Findings, finding => finding.Prevents == code);
        Assert.Equal(FindingSeverity.Error, finding.Severity);
        Assert.Contains(finding.Next, error.Remedy, StringComparison.Ordinal);
        Assert.Equal(before, lab.Save());
    }

    [Fact]
    public async Task The_error_of_a_failed_operation_contains_the_change_record()
    {
        using var lab = await EgressLab.OwnAsync();
        var plan = await PlanAsync(lab, Targets.Routing);
        lab.Wire.Answer = exchange => exchange.IsPoll ? (HttpStatusCode.OK, Failed) : null;

        var error = await Assert.ThrowsAsync<EgressException>(() => lab.Changer.RunAsync(plan, CancellationToken.None));

        lab.Wire.Answer = null;
        Assert.Equal(nameof(EgressErrors.ChangeFailed), error.Id);
        Assert.Contains("VMExtensionProvisioningError", error.Message, StringComparison.Ordinal);
        Assert.Contains("Unable to establish outbound connection from agents.", error.Message, StringComparison.Ordinal);
        Assert.Contains("Undo-AksOutboundType", error.Remedy, StringComparison.Ordinal);
        var change = Assert.IsType<OutboundTypeChange>(error.Target);
        Assert.Equal("Failed", change.Verified);
        WaitUntilDone(lab);
        var undo = await lab.Changer.PlanUndoAsync(change, CancellationToken.None);
        Assert.Equal("ReadBack", (await lab.Changer.RunAsync(undo, CancellationToken.None)).Verified);
        Assert.Equal(LoadBalancer, lab.OutboundType());
    }

    [Fact]
    public async Task A_member_that_ARM_drops_is_named()
    {
        using var lab = await EgressLab.ManagedAsync();
        var plan = await PlanAsync(lab, Targets.NatGateway(new(ManagedOutboundIpCount: 2, IdleTimeoutInMinutes: 11)));
        lab.Wire.Rewrite = exchange =>
        {
            if (!exchange.WritesCluster)
            {
                return null;
            }

            var body = JsonNode.Parse(exchange.Body!)!;
            body["properties"]!["networkProfile"]!["natGatewayProfile"]!.AsObject().Remove("idleTimeoutInMinutes");
            return body.ToJsonString();
        };

        var error = await Assert.ThrowsAsync<EgressException>(() => lab.Changer.RunAsync(plan, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.UpdateIncomplete), error.Id);
        Assert.Contains(
            "properties.networkProfile.natGatewayProfile.idleTimeoutInMinutes: 11 -> 4", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("managedOutboundIPProfile", error.Message, StringComparison.Ordinal);
        Assert.Equal("Failed", Assert.IsType<OutboundTypeChange>(error.Target).Verified);
    }

    [Fact]
    public async Task An_unobserved_end_leaves_the_change_record_and_can_be_waited_for_again()
    {
        using var lab = await EgressLab.OwnAsync();
        var plan = await PlanAsync(lab, Targets.Routing);
        lab.Wire.Answer = exchange => exchange.IsPoll
            ? (HttpStatusCode.Forbidden, """{ "error": { "code": "AuthorizationFailed", "message": "Your role has just ended." } }""")
            : null;
        var log = new OperationLog();

        var error = await Assert.ThrowsAsync<EgressException>(() => lab.Changer.RunAsync(plan, log, CancellationToken.None));

        lab.Wire.Answer = null;
        Assert.Equal(nameof(EgressErrors.ChangeResultUnknown), error.Id);
        Assert.Contains("Your role has just ended.", error.Message, StringComparison.Ordinal);
        Assert.Equal(
            LoadBalancer,
            JsonNode.Parse(Assert.IsType<OutboundTypeChange>(error.Target).Record)!["before"]!["outboundType"]!.GetValue<string>());
        Assert.Equal("ReadBack", (await lab.Changer.WaitAsync(Assert.Single(log.Kept), CancellationToken.None)).Verified);
        Assert.Equal(UserDefinedRouting, lab.OutboundType());
    }

    [Theory]
    [InlineData(409)]
    [InlineData(500)]
    public async Task A_change_whose_first_answer_was_lost_is_waited_for(int status)
    {
        using var lab = await EgressLab.OwnAsync();
        var plan = await PlanAsync(lab, Targets.Routing);
        lab.Wire.Answer = exchange =>
        {
            if (!exchange.WritesCluster)
            {
                return null;
            }

            // ARM accepts the change, but the client receives the response to its second attempt.
            lab.Put(exchange.Path, exchange.Body!);
            lab.Wire.Answer = null;
            return ((HttpStatusCode)status, """{ "error": { "code": "OperationNotAllowed", "message": "words" } }""");
        };

        var change = await lab.Changer.RunAsync(plan, CancellationToken.None);

        Assert.Equal("ReadBack", change.Verified);
        Assert.Equal(UserDefinedRouting, lab.OutboundType());
    }

    [Fact]
    public async Task A_failed_change_that_is_run_again_keeps_its_change_record()
    {
        using var lab = await EgressLab.OwnAsync();
        lab.Authorize("8.8.4.0/24", lab.Address("nat-ip"));
        lab.Wire.Answer = exchange => exchange.IsPoll ? (HttpStatusCode.OK, Failed) : null;
        var target = Targets.Routing with { UpdateAuthorizedIpRange = true };
        var error = await Assert.ThrowsAsync<EgressException>(async () =>
            await lab.Changer.RunAsync(await PlanAsync(lab, target), CancellationToken.None));
        lab.Wire.Answer = null;
        WaitUntilDone(lab);

        var plan = await PlanAsync(lab, target);
        plan.Resume(OutboundTypeChange.FromRecord(Assert.IsType<OutboundTypeChange>(error.Target).Record));
        Assert.Contains("resumes the change from loadBalancer", plan.Describe(), StringComparison.Ordinal);
        var change = await lab.Changer.RunAsync(plan, CancellationToken.None);

        Assert.Equal(("ReadBack", LoadBalancer), (change.Verified, change.From));
        await lab.Changer.RunAsync(await lab.Changer.PlanUndoAsync(change, CancellationToken.None), CancellationToken.None);
        Assert.Equal(LoadBalancer, lab.OutboundType());
    }

    [Fact]
    public async Task A_record_of_another_change_is_not_resumed()
    {
        using var lab = await EgressLab.OwnAsync();
        var there = await lab.Changer.RunAsync(await PlanAsync(lab, Targets.Routing), CancellationToken.None);
        var plan = await PlanAsync(lab, Targets.LoadBalancer);
        plan.Resume(there);
        var change = await lab.Changer.RunAsync(plan, CancellationToken.None);
        Assert.Equal((UserDefinedRouting, LoadBalancer), (change.From, change.To));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(409)]
    [InlineData(404)]
    public async Task Other_refusals_of_the_write_are_shown_as_ARM_returns_them(int status)
    {
        using var lab = await EgressLab.OwnAsync();
        var plan = await PlanAsync(lab, Targets.Routing);
        lab.Wire.Answer = exchange =>
            exchange.WritesCluster ? ((HttpStatusCode)status, """{ "error": { "code": "SomeCode", "message": "words" } }""") : null;

        var error = await Assert.ThrowsAsync<ArmException>(() => lab.Changer.RunAsync(plan, CancellationToken.None));

        Assert.Equal((status, "SomeCode", "words"), (error.Status, error.Code, error.Message));
    }

    [Fact]
    public async Task An_unreadable_route_table_is_a_finding_and_does_not_end_the_plan()
    {
        using var lab = await EgressLab.OwnAsync();
        lab.Wire.Answer = exchange => exchange.Path.Contains("/routeTables/", StringComparison.OrdinalIgnoreCase)
            ? (
                HttpStatusCode.Forbidden,
                """{ "error": { "code": "AuthorizationFailed", "message": "The client does not have authorization." } }""")
            : null;

        var plan = await PlanAsync(lab, Targets.Routing);

        Assert.Contains(
            "does not have authorization",
            Assert.Single(plan.Findings, finding => finding.Id == nameof(FindingKinds.ResourceNotReadable)).Found,
            StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Findings, finding => finding.Id == nameof(FindingKinds.RouteTableMissing));
        Assert.Equal("ReadBack", (await lab.Changer.RunAsync(plan, CancellationToken.None)).Verified);
    }

    [Fact]
    public async Task A_missing_cluster_is_reported()
    {
        using var lab = await EgressLab.OwnAsync();
        var gone = ArmResourceId.Create(lab.Id.SubscriptionId, "rg", ResourceTypes.ManagedClusters, "gone");

        var error = await Assert.ThrowsAsync<EgressException>(() => lab.Changer.PlanAsync(gone, Targets.Routing, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.ResourceNotFound), error.Id);
        Assert.Equal("Cluster 'gone' not found in resource group 'rg'.", error.Message);
    }

    private static Task<OutboundTypePlan> PlanAsync(EgressLab lab, OutboundTarget target) =>
        lab.Changer.PlanAsync(lab.Id, target, CancellationToken.None);

    private static void WaitUntilDone(EgressLab lab) => Assert.True(
        SpinWait.SpinUntil(
            () => lab.Cluster()["properties"]!["provisioningState"]!.GetValue<string>() == "Succeeded", TimeSpan.FromSeconds(60)),
        "the change never ended");
}
