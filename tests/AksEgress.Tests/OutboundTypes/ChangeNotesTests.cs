using AksEgress.Core.OutboundTypes;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>A change and its undo say what they don't restore.</summary>
[Trait("Engine", "Both")]
public sealed class ChangeNotesTests
{
    private const string Routed =
        "$null = New-AksEgressRouteTable rt contoso-rg -DefaultRouteTo 10.42.2.9; "
            + "$null = Set-AksEgressSubnet aks contoso-rg contoso-vnet -RouteTable rt -Force; "
            + "$WarningPreference = 'SilentlyContinue'";

    [Fact]
    public void Change_ToRouting_SaysWhatUndoDoesNotRestore()
    {
        using var session = Session.Simulated();
        session.Script(Routed).Ok();
        var ready = (OutboundTypeReadiness)session.Script(
            "Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting").Ok().Single.BaseObject;
        Assert.Contains(
            ready.Notes, note => note.StartsWith("20.81.4.17 is managed by AKS and can't be restored", StringComparison.Ordinal));
        Assert.Contains(
            ready.Notes,
            note => note.Contains("route table 'rt' of subnet 'aks'", StringComparison.Ordinal)
                && note.EndsWith("Set-AksEgressSubnet aks contoso-rg contoso-vnet -NoRouteTable", StringComparison.Ordinal));
        Assert.Contains("can't be restored", ready.Description, StringComparison.Ordinal);
        Assert.Contains("can't be restored", ready.Plan.Description, StringComparison.Ordinal);
        Assert.Contains("undo doesn't change subnets", ready.Plan.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Undo_BehindARoute_SaysThatTheRouteStays()
    {
        using var session = Session.Simulated();
        session.Script(Routed).Ok();
        session.Script("$change = Set-AksOutboundType contoso-aks contoso-rg userDefinedRouting -Force").Ok();
        var change = (OutboundTypeChange)session.Script("$change").Ok().Single.BaseObject;
        Assert.Equal(2, change.Notes.Count);

        var back = (OutboundTypeChange)session.Script("$back = $change | Undo-AksOutboundType -Force; $back").Ok().Single.BaseObject;
        Assert.Contains("stays associated and keeps determining the egress path", Assert.Single(back.Notes), StringComparison.Ordinal);

        // The load balancer's new address is in use as soon as the route table is removed, so partners must allow it.
        var unused = Assert.Single(back.AddressesUnused);
        Assert.Equal([unused], back.AllowListAdd);
        session.Script("$null = Set-AksEgressSubnet aks contoso-rg contoso-vnet -NoRouteTable -Force").Ok();
        Assert.Equal(unused, session.Script("(Get-AksEgressIp contoso-aks contoso-rg).IpAddress").Ok().Single.ToString());

        // The record keeps both for another process.
        var read = OutboundTypeChange.FromRecord(back.Record);
        Assert.Equal(back.Notes, read.Notes);
        Assert.Equal(back.AddressesUnused, read.AddressesUnused);
    }

    [Fact]
    public void Change_OfParameters_HasNoNotes()
    {
        using var session = Session.Simulated();
        session.Script(Routed).Ok();
        var ready = (OutboundTypeReadiness)session.Script(
            "Test-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 9").Ok().Single.BaseObject;
        Assert.Empty(ready.Notes);
    }

    [Fact]
    public void RouteTableMissing_WithAFirewallInTheNetwork_NamesItsAddress()
    {
        using var session = Session.Simulated();
        var ready = (OutboundTypeReadiness)session.Script(
            "Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting").Ok().Single.BaseObject;
        var address = session.Script("(Get-AksEgressFirewall contoso-fw contoso-rg).PrivateIpAddress").Ok().Single.ToString();
        var network = session.Script("(Get-AksEgressFirewall contoso-fw contoso-rg).SubnetId").Ok().Single.ToString();
        Assert.Contains(
            network!.Contains("/contoso-vnet/", StringComparison.Ordinal) ? $"-DefaultRouteTo {address}" : "-DefaultRouteTo <appliance>",
            ready.Findings[0].Next,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rec.json", "Undo-AksOutboundType (Get-Content -Raw rec.json)")]
    [InlineData("rec.xml", "Import-Clixml rec.xml | Undo-AksOutboundType")]
    public void Undo_OfAPath_SaysHowToReadTheFile(string path, string advice)
    {
        using var session = Session.Simulated();
        Assert.Contains(
            advice, session.Script($"Undo-AksOutboundType {path}").Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}
