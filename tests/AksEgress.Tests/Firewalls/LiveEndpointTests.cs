using AksEgress.Core.RequiredEndpoints;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Firewalls;

/// <summary>The endpoints that ARM returns for a cluster, next to the catalog.</summary>
[Trait("Engine", "Both")]
public sealed class LiveEndpointTests
{
    [Fact]
    public void Each_row_names_its_sources()
    {
        using var session = Session.Simulated();
        var rows = session
            .Script("Get-AksEgressCluster contoso-aks contoso-rg | Get-AksEgressRequiredEndpoint -Live")
            .Ok()
            .Output.Select(row => (ComparedEndpoint)row.BaseObject)
            .ToList();
        var known = session.Script("Get-AksEgressRequiredEndpoint contoso-aks contoso-rg").Ok().Output.Count;

        Assert.Equal(known, rows.Count(row => row.Presence != EndpointPresence.OnlyLive));
        Assert.Equal(rows.OrderBy(row => row.Presence), rows);
        var images = Assert.Single(rows, row => row is { Destination: "mcr.microsoft.com", Feature: "core" });
        Assert.Equal(
            (EndpointPresence.InBoth, "images", "mcr.microsoft.com", 443, "required"),
            (images.Presence, images.Category, images.LiveDestination, images.Port, images.Level));
        Assert.Equal(
            "mcr cdn", Assert.Single(rows, row => row is { Destination: "*.data.mcr.microsoft.com", Feature: "core" }).Description);

        // The catalog has service tags, and the list has names; the output shows both.
        Assert.Contains(
            rows,
            row => row is { Presence: EndpointPresence.OnlyCatalogue, Destination: "ServiceTag:AzureCloud.eastus", Port: 9000,
                LiveDestination: null });
        Assert.Contains(
            rows,
            row => row is { Presence: EndpointPresence.OnlyLive, Destination: "*.hcp.eastus.azmk8s.io", Port: 9000, Feature: null,
                Category: "tunnel-classic" });
        Assert.Contains(rows, row => row is { Presence: EndpointPresence.InBoth, Destination: "ntp.ubuntu.com", Protocol: "UDP" });
        Assert.Contains(rows, row => row is { Presence: EndpointPresence.InBoth, Feature: "windowsNodePool", Category: "windows" });
    }

    [Fact]
    public void A_missing_cluster_is_an_error_and_without_a_cluster_no_row_is_live()
    {
        using var session = Session.Simulated();
        Assert.StartsWith(
            "ResourceNotFound,",
            session.Script("Get-AksEgressRequiredEndpoint nope contoso-rg -Live").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "AmbiguousParameterSet,",
            session.Script("Get-AksEgressRequiredEndpoint -Location eastus -Live").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }
}
