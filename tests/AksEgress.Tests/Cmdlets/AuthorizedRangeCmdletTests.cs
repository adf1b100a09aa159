using AksEgress.Core.Clusters;
using AksEgress.Core.OutboundTypes;

namespace AksEgress.Tests.Cmdlets;

[Trait("Engine", "Both")]
public class AuthorizedRangeCmdletTests
{
    [Fact]
    public void Ranges_are_shown_added_and_removed_one_by_one()
    {
        using var session = Session.Simulated();
        var before = session
            .Script("Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg")
            .Ok()
            .Output.Select(item => ((AuthorizedIpRange)item.BaseObject).IpRange)
            .ToList();
        Assert.NotEmpty(before);

        var added = session.Script(
            "'20.62.9.8', '20.62.9.9' | ForEach-Object { [pscustomobject]@{ IpAddress = $_ } } | Add-AksEgressAuthorizedIpRange -Name "
                + "contoso-aks -ResourceGroupName contoso-rg -PassThru -Verbose").Ok();
        Assert.Single(added.Writes);
        Assert.Equal(
            [.. before, "20.62.9.8/32", "20.62.9.9/32"], added.Output.Select(item => ((AuthorizedIpRange)item.BaseObject).IpRange));
        Assert.Empty(session.Script("Add-AksEgressAuthorizedIpRange contoso-aks contoso-rg 20.62.9.8 -Verbose").Ok().Writes);

        var removed = session.Script(
            "Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg | Where-Object IpRange -like '20.62.9.*' | "
                + "Remove-AksEgressAuthorizedIpRange -Confirm:$false -Verbose").Ok();
        Assert.Single(removed.Writes);
        Assert.Equal(
            before.Count, session.Script("Get-AksEgressCluster contoso-aks contoso-rg | Get-AksEgressAuthorizedIpRange").Ok().Output.Count);
    }

    [Fact]
    public void The_clusters_own_addresses_can_be_piped()
    {
        using var session = Session.Simulated();
        session.Script(
            "Get-AksEgressIp contoso-aks contoso-rg | Add-AksEgressAuthorizedIpRange -Name contoso-aks -ResourceGroupName contoso-rg").Ok();
        var mine = session.Script(
            "Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg | Where-Object IpRange -eq '20.81.4.17/32'").Ok().Single;
        Assert.Equal(["20.81.4.17"], ((AuthorizedIpRange)mine.BaseObject).Covers);

        var refused = session.Script("Remove-AksEgressAuthorizedIpRange contoso-aks contoso-rg 20.81.4.17 -Confirm:$false -Verbose");
        Assert.StartsWith("AuthorizedRangeRequired,", refused.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(refused.Writes);
    }

    [Fact]
    public void A_bad_range_is_an_error_of_one_record_and_the_others_are_processed()
    {
        using var session = Session.Simulated();
        var outcome = session.Script(
            "'20.62.9.8/28', '20.62.9.8' | ForEach-Object { [pscustomobject]@{ IpRange = $_ } } | Add-AksEgressAuthorizedIpRange -Name "
                + "contoso-aks -ResourceGroupName contoso-rg -Verbose");
        Assert.StartsWith("InvalidValue,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("20.62.9.0", outcome.Error.ToString(), StringComparison.Ordinal);
        Assert.Single(outcome.Writes);
    }

    [Fact]
    public void Turning_off_the_ranges_prompts_a_second_time()
    {
        var host = new AnsweringHost(answer: "&Yes");
        using var session = Session.Simulated(host: host);
        session.Script("Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg | Remove-AksEgressAuthorizedIpRange").Ok();
        Assert.Equal(2, host.Questions.Count);
        Assert.Contains("removes the last authorized IP range", host.Questions[1], StringComparison.Ordinal);
        Assert.Empty(session.Script("Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg").Ok().Output);
        session.Script("Add-AksEgressAuthorizedIpRange contoso-aks contoso-rg 20.62.9.8 -Force").Ok();
        Assert.Equal(2, host.Questions.Count);
    }

    [Fact]
    public void Removing_the_last_range_prompts_and_adding_a_listed_range_is_accepted()
    {
        using var session = Session.Simulated();
        Assert.Empty(session.Script("Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg | Add-AksEgressAuthorizedIpRange").Ok().Output);
        var outcome = session.Script(
            "Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg | Remove-AksEgressAuthorizedIpRange -Confirm:$false").Ok();
        Assert.Contains(
            outcome.Warnings,
            warning => warning.StartsWith("Removing the last range lets any IP address reach", StringComparison.Ordinal));
    }

    [Fact]
    public void A_range_of_all_addresses_is_accepted_with_a_warning()
    {
        using var session = Session.Simulated();
        var outcome = session.Script("Add-AksEgressAuthorizedIpRange contoso-aks contoso-rg 0.0.0.0/0 -WhatIf").Ok();
        Assert.Contains(outcome.Warnings, warning => warning.StartsWith("0.0.0.0/0 lets any IP address reach", StringComparison.Ordinal));
        Assert.Empty(session.Script("Add-AksEgressAuthorizedIpRange contoso-aks contoso-rg 8.0.0.0/8 -WhatIf").Ok().Warnings);
    }

    [Fact]
    public void A_change_updates_the_ranges_and_undo_restores_them()
    {
        using var session = Session.Simulated();
        session.Script(
            "New-AksEgressPublicIp -Name nat-ip -ResourceGroupName contoso-rg | New-AksEgressNatGateway -Name nat | Set-AksEgressSubnet "
                + "-VirtualNetworkName contoso-vnet -Name aks -Force").Ok();
        var there = session.Script(
            "Set-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway -UpdateAuthorizedIpRange -Confirm:$false").Ok();
        var change = (OutboundTypeChange)there.Single.BaseObject;
        Assert.DoesNotContain(there.Warnings, warning => warning.StartsWith("AuthorizedRanges", StringComparison.Ordinal));
        Assert.Equal([change.AddressesAfter.Single() + "/32"], change.RangesAdded);

        session.Set("change", change);
        session.Script("Set-AksEgressSubnet aks -VirtualNetworkName contoso-vnet -ResourceGroupName contoso-rg -NoNatGateway -Force").Ok();
        var back = (OutboundTypeChange)session.Script(
            "$change | Undo-AksOutboundType -UpdateAuthorizedIpRange -Confirm:$false").Ok().Single.BaseObject;
        Assert.Equal(change.RangesAdded, back.RangesRemoved);
    }
}
