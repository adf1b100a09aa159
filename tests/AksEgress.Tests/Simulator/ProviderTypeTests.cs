using System.Net;
using Xunit;

namespace AksEgress.Tests.Simulator;

/// <summary>Providers and types that don't exist are refused as ARM does, whatever the method.</summary>
public sealed class ProviderTypeTests : IDisposable
{
    private static readonly string s_group = SimulatedArm.Group("contoso-rg");
    private readonly SimulatedArm _arm = new(new() { SampleWorld = true });

    public void Dispose() => _arm.Dispose();

    [Theory]
    [InlineData("GET", "Microsoft.ContainerService/foo", "Microsoft.ContainerService")]
    [InlineData("GET", "Microsoft.ContainerService/managedClusters/contoso-aks/foo", "Microsoft.ContainerService")]
    [InlineData("PUT", "Microsoft.ContainerService/managedClusters/contoso-aks/foo/x", "Microsoft.ContainerService")]
    [InlineData("PUT", "Microsoft.Network/bars/x", "Microsoft.Network")]
    [InlineData("GET", "Microsoft.Network/bars/x", "Microsoft.Network")]
    [InlineData("DELETE", "microsoft.network/bars/x", "microsoft.network")]
    [InlineData("PUT", "Microsoft.Network/routeTables/x/rules/y", "Microsoft.Network")]
    public void An_unknown_type_of_a_provider_is_refused(string method, string path, string ns)
    {
        var version = ns.EndsWith("Service", StringComparison.Ordinal) ? SimulatedArm.Aks : SimulatedArm.Network;
        var refused = _arm.Send(method, $"{s_group}/providers/{path}", method == "PUT" ? """{"location":"eastus"}""" : null, version);
        Assert.Equal((HttpStatusCode.NotFound, "InvalidResourceType"), (refused.Status, refused.Code));
        Assert.Equal($"The resource type could not be found in the namespace '{ns}' for api version '{version}'.", refused.Message);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public void An_unknown_provider_is_refused(string method)
    {
        var refused = _arm.Send(
            method, s_group + "/providers/Microsoft.Foo/bars/x", method == "PUT" ? """{"location":"eastus"}""" : null, "2024-01-01");
        Assert.Equal(
            (HttpStatusCode.NotFound, "InvalidResourceNamespace", "The resource namespace 'Microsoft.Foo' is invalid."),
            (refused.Status, refused.Code, refused.Message));
    }

    [Theory]
    [InlineData("Microsoft.Network/applicationGateways/g")]
    [InlineData("Microsoft.Network/privateDnsZones/contoso.test")]
    [InlineData("Microsoft.Network/ipGroups/g")]
    [InlineData("Microsoft.ContainerService/snapshots/s")]
    [InlineData("Microsoft.ContainerService/managedClusters/contoso-aks/maintenanceConfigurations/default")]
    [InlineData("Microsoft.Storage/storageAccounts/s")]
    [InlineData("microsoft.operationalInsights/workspaces/w")]
    [InlineData("Microsoft.Compute/virtualMachines/v")]
    public void A_type_without_rules_is_stored(string path)
    {
        var id = $"{s_group}/providers/{path}";
        var version = path.Contains(".Network/", StringComparison.Ordinal) ? SimulatedArm.Network : "2024-01-01";
        var put = _arm.Send("PUT", id, """{"location":"eastus","properties":{"own":1}}""", version);

        // For a maintenance configuration, 200 is recorded, new or not.
        Assert.Equal(
            path.Contains("maintenanceConfigurations", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.Created, put.Status);
        Assert.Equal(1, (int)_arm.Get(id, version).Body!["properties"]!["own"]!);
    }

    [Fact]
    public void A_provider_with_stored_resources_is_in_the_list()
    {
        string[] listed = [.. _arm
            .Read(SimulatedArm.Subscription + "/providers")["value"]!
            .AsArray()
            .Select(static provider => (string)provider!["namespace"]!)];
        Assert.Contains("Microsoft.Storage", listed);
        Assert.Equal(listed.Length, listed.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal("Registered", (string?)_arm.Read(SimulatedArm.Subscription + "/providers/microsoft.storage")["registrationState"]);
    }

    [Fact]
    public void HEAD_works_for_networks_as_for_clusters_and_groups()
    {
        foreach (var id in (string[])[
            SimulatedArm.NetworkId("contoso-rg", "virtualNetworks", "contoso-vnet"),
            ClusterWorld.Subnet,
            ClusterWorld.Cluster,
            s_group
        ])
        {
            var there = _arm.Send("HEAD", id);
            Assert.Equal(HttpStatusCode.NoContent, there.Status);
            Assert.Null(there.Body);
        }

        Assert.Equal(HttpStatusCode.NotFound, _arm.Send("HEAD", SimulatedArm.NetworkId("contoso-rg", "virtualNetworks", "nosuch")).Status);
    }
}
