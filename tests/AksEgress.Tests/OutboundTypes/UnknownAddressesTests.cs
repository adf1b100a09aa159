using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Preflight;
using AksEgress.Tests.AuthorizedRanges;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>Addresses that couldn't be read are unknown, which isn't the same as none.</summary>
public sealed class UnknownAddressesTests
{
    [Fact]
    public async Task Change_AddressesCannotBeRead_SaysUnknownEverywhere()
    {
        using var lab = await EgressLab.OwnAsync(table: false);
        lab.Attach(table: false, gateway: false);
        var change = await ChangedAsync(lab);

        Assert.Equal(("ReadBack", "Unknown"), (change.Verified, change.AddressesAfterState));
        Assert.All(
            (IReadOnlyList<string>[])[change.AddressesAfter, change.AllowListAdd, change.AllowListRemove],
            list => Assert.Equal(["Unknown"], list));
        Assert.EndsWith(" -> Unknown", change.Addresses, StringComparison.Ordinal);
        Assert.Equal("Unknown", (string?)JsonNode.Parse(change.Record)!["addressesAfter"]);
        Assert.Equal("Unknown", JsonNode.Parse(OutboundTypeChange.FromRecord(change.Record).Record)!["addressesAfter"]!.ToString());
        Assert.Contains(
            "Get-AksEgressIp aks rg",
            Assert.Single(change.Findings, finding => finding.Id == nameof(FindingKinds.ResourceNotReadable)).Found,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_OfUnknownAddresses_IsCompletedByItsNextUse()
    {
        using var lab = await EgressLab.OwnAsync(table: false);
        lab.Attach(table: false, gateway: false);
        var again = OutboundTypeChange.FromRecord((await ChangedAsync(lab)).Record);

        await lab.Changer.PlanUndoAsync(again, CancellationToken.None);

        Assert.Equal(2, again.AddressesAfter.Count);
        Assert.DoesNotContain("Unknown", again.AddressesAfter);
        Assert.Equal("Known", again.AddressesAfterState);
        Assert.Equal(again.AddressesAfter, OutboundTypeChange.FromRecord(again.Record).AddressesAfter);
    }

    [Fact]
    public async Task Change_KnownAddresses_AreInTheRecord()
    {
        using var lab = await EgressLab.OwnAsync();

        var change = await lab.Changer.RunAsync(
            await lab.Changer.PlanAsync(lab.Id, Targets.OwnNat, CancellationToken.None), CancellationToken.None);

        Assert.Equal("Known", change.AddressesAfterState);
        Assert.Equal(change.AddressesAfter, OutboundTypeChange.FromRecord(change.Record).AddressesAfter);
    }

    [Fact]
    public async Task Change_AddressesCannotBeReadAndRangesFollow_DropsNoRangeAndSaysWhatIsLeft()
    {
        using var lab = await EgressLab.OwnAsync(OutboundTypeNames.UserAssignedNatGateway, table: false);
        var nat = lab.Address("nat-ip") + "/32";
        lab.Authorize("8.8.4.0/24", nat);
        lab.Attach(table: false, gateway: false);
        var plan = await lab.Changer.PlanAsync(lab.Id, Two() with { UpdateAuthorizedIpRange = true }, CancellationToken.None);
        Break(lab);

        EgressException? error = null;
        try
        {
            await lab.Changer.RunAsync(plan, CancellationToken.None);
        }
        catch (EgressException e)
        {
            error = e;
        }

        Assert.Contains(nat, lab.Ranges());
        if (plan.RangesToDrop(lab.Ranges()).Count > 0)
        {
            Assert.Equal(nameof(EgressErrors.AuthorizedRangesUnfinished), error!.Id);
            Assert.Contains("Remove-AksEgressAuthorizedIpRange", error.Remedy, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(OutboundTypeNames.LoadBalancer, "Remove-AksEgressAuthorizedIpRange aks rg -IpRange 20.9.9.9/32")]
    [InlineData(OutboundTypeNames.UserDefinedRouting, "Add-AksEgressAuthorizedIpRange -Name aks")]
    public async Task RangeFinish_AddressesUnread_WritesNothingAndKeepsWhatIsToBeDropped(string to, string next)
    {
        using var lab = await EgressLab.OwnAsync(table: false, gateway: false);
        lab.Authorize("8.8.4.0/24", "20.9.9.9/32");
        var plan = await lab.Changer.PlanAsync(lab.Id, Two() with { UpdateAuthorizedIpRange = true }, CancellationToken.None);
        var record = JsonNode.Parse((await lab.Changer.StartAsync(plan, CancellationToken.None))!.Record!)!;
        record["to"] = to;
        record["addressesAfter"] = "Unknown";
        record["rangesToDrop"] = new JsonArray("20.9.9.9/32");
        var change = OutboundTypeChange.FromRecord(record.ToJsonString());
        lab.Wire.Forget();

        var error = await Assert.ThrowsAsync<EgressException>(
            () => new RangeFinish(lab.Store).RunAsync(change, new Cluster(new ArmDocument(lab.Cluster())), CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.AuthorizedRangesUnfinished), error.Id);
        Assert.Contains(next, error.Remedy, StringComparison.Ordinal);
        Assert.Equal(["20.9.9.9/32"], change.RangesToDrop);
        Assert.Empty(lab.Wire.Writes);
    }

    private static OutboundTarget Two() => Targets.Balancer(new(ManagedOutboundIpCount: 2));

    private static async Task<OutboundTypeChange> ChangedAsync(EgressLab lab)
    {
        var plan = await lab.Changer.PlanAsync(lab.Id, Two(), CancellationToken.None);
        Assert.Null(plan.AddressesAfter);
        Break(lab);
        var change = await lab.Changer.RunAsync(plan, CancellationToken.None);
        lab.Wire.Answer = null;
        return change;
    }

    // From the change on, the addresses that AKS created can't be read.
    private static void Break(EgressLab lab) => lab.Wire.Answer = exchange =>
        exchange.Method == "GET" && exchange.Path.Contains("/publicIPAddresses", StringComparison.OrdinalIgnoreCase)
            ? (HttpStatusCode.InternalServerError, """{"error":{"code":"InternalServerError","message":"No."}}""")
            : null;
}
