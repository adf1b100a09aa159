using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace AksEgress.Tests.Simulator;

/// <summary>The data that clients look up before and after a change. The Azure CLI found each of these missing or wrong.</summary>
public sealed class LookupTests : IDisposable
{
    private const string Compute = SimulatedArm.Subscription + "/providers/Microsoft.Compute/skus";
    private static readonly string s_region = SimulatedArm.Subscription + "/providers/Microsoft.ContainerService/locations/eastus";
    private readonly ClusterWorld _world = new();

    private SimulatedArm Arm => _world.Arm;

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Regions_have_the_members_of_a_subscriptions_locations()
    {
        var regions = Arm.Read(SimulatedArm.Subscription + "/locations")["value"]!.AsArray();
        var region = regions.Single(one => (string?)one!["name"] == "southcentralus")!;
        Assert.Equal("(US) South Central US", (string?)region["regionalDisplayName"]);
        Assert.Equal("northcentralus", (string?)region["metadata"]!["pairedRegion"]![0]!["name"]);
        Assert.Equal("Recommended", (string?)region["metadata"]!["regionCategory"]);
        Assert.Equal("Other", (string?)regions.Single(one => (string?)one!["name"] == "westus")!["metadata"]!["regionCategory"]);
    }

    [Fact]
    public void Providers_list_the_api_versions_of_old_clients()
    {
        var provider = Arm.Read(SimulatedArm.Subscription + "/providers/microsoft.containerservice");
        Assert.Equal("Microsoft.ContainerService", (string?)provider["namespace"]);
        string[] versions = [.. provider["resourceTypes"]!
            .AsArray()
            .Single(type => (string?)type!["resourceType"] == "managedClusters")!["apiVersions"]!
            .AsArray()
            .Select(version => (string)version!)];
        Assert.Equal("2026-06-01", versions.First(static version => version.Length == 10));
        Assert.Contains("2022-11-01", versions);
        Assert.Equal(versions.OrderDescending(StringComparer.Ordinal), versions);
        var unknown = Arm.Get(SimulatedArm.Subscription + "/providers/Microsoft.Nothing");
        Assert.Equal((HttpStatusCode.NotFound, "InvalidResourceNamespace"), (unknown.Status, unknown.Code));
        Assert.Equal(
            "InvalidResourceNamespace", Arm.Send("POST", SimulatedArm.Subscription + "/providers/Microsoft.Nothing/register").Code);
    }

    [Fact]
    public void Resource_lists_can_be_limited_to_a_group_and_have_the_providers_casing()
    {
        var all = Arm.Read(
            SimulatedArm.Subscription
                + "/resources?$filter=resourceGroup eq 'CONTOSO-RG'&$expand=createdTime,changedTime,provisioningState")["value"]!.AsArray();
        Assert.All(all, one => Assert.StartsWith(SimulatedArm.Group("contoso-rg") + "/", (string)one!["id"]!, StringComparison.Ordinal));
        var cluster = all.Single(one => (string?)one!["name"] == "contoso-aks")!;
        Assert.Equal("Microsoft.ContainerService/managedClusters", (string?)cluster["type"]);
        Assert.Equal("Succeeded", (string?)cluster["provisioningState"]);
        Assert.False(Arm.Read(SimulatedArm.Group("contoso-rg") + "/resources")["value"]![0]!.AsObject().ContainsKey("provisioningState"));
    }

    [Fact]
    public void Kubernetes_versions_are_listed_for_old_and_new_clients_with_upgrades_to_the_next_minor_version()
    {
        var old = Arm.Read(s_region + "/orchestrators?resource-type=managedClusters", "2019-04-01")["properties"]!["orchestrators"]!
            .AsArray();
        Assert.Equal("1.33.5", (string?)Assert.Single(old, one => one!["default"] is not null)!["orchestratorVersion"]);
        Assert.Null(old[^1]!["upgrades"]);
        Assert.DoesNotContain(
            old[0]!["upgrades"]!.AsArray(), next => ((string)next!["orchestratorVersion"]!).StartsWith("1.34", StringComparison.Ordinal));
        var minors = Arm.Read(s_region + "/kubernetesVersions")["values"]!.AsArray();
        Assert.Equal("1.33", (string?)Assert.Single(minors, one => one!["isDefault"] is not null)!["version"]);

        var profile = Arm.Read(ClusterWorld.Cluster + "/upgradeProfiles/default");
        Assert.Equal("1.33.5", (string?)profile["properties"]!["controlPlaneProfile"]!["kubernetesVersion"]);
        Assert.Equal(
            ["1.34.0", "1.34.1"],
            profile["properties"]!["controlPlaneProfile"]!["upgrades"]!.AsArray().Select(next => (string)next!["kubernetesVersion"]!));
        Assert.Equal(["Linux", "Windows"], profile["properties"]!["agentPoolProfiles"]!.AsArray().Select(pool => (string)pool!["osType"]!));
        Assert.Equal("ResourceNotFound", Arm.Get(SimulatedArm.ClusterId("contoso-rg", "nope") + "/upgradeProfiles/default").Code);
    }

    [Fact]
    public void VM_sizes_are_listed_by_region()
    {
        var sizes = Arm.Read(Compute + "?$filter=location eq 'East US'", "2019-04-01")["value"]!.AsArray();
        Assert.All(sizes, one => Assert.Equal("eastus", (string?)one!["locations"]![0]));
        var size = sizes.Single(one => (string?)one!["name"] == "Standard_D4s_v5")!;
        Assert.Equal("D4s_v5", (string?)size["size"]);
        Assert.Equal(3, size["locationInfo"]![0]!["zones"]!.AsArray().Count);
        var first = Arm.Read(Compute, "2019-04-01");
        Assert.NotNull(first["nextLink"]);
    }

    [Fact]
    public void Usages_count_the_resources_of_a_region()
    {
        int Tables(string region) =>
            (int)Arm.Read($"{SimulatedArm.Subscription}/providers/Microsoft.Network/locations/{region}/usages")["value"]!.AsArray()
                .Single(one => (string?)one!["name"]!["value"] == "RouteTables")!["currentValue"]!;
        var before = Tables("eastus");
        Arm.Make(SimulatedArm.NetworkId("contoso-rg", "routeTables", "more"), """{"location":"East US"}""");
        Assert.Equal(before + 1, Tables("eastus"));
        Assert.Equal(0, Tables("japaneast"));
    }

    [Theory]
    [InlineData(0, false, true)]
    [InlineData(3, false, true)]
    [InlineData(4, false, false)]
    [InlineData(5, true, false)]
    public void An_address_of_a_network_is_free_or_not(int last, bool available, bool reserved)
    {
        var network = SimulatedArm.NetworkId("contoso-rg", "virtualNetworks", "contoso-vnet");
        var firewall = (string)Arm.Read(
            SimulatedArm.NetworkId(
                "contoso-rg", "azureFirewalls", "contoso-fw"))["properties"]!["ipConfigurations"]![0]!["properties"]!["privateIPAddress"]!;
        Assert.EndsWith(".4", firewall, StringComparison.Ordinal);
        var address = firewall[..^1] + last.ToString(CultureInfo.InvariantCulture);
        var answer = Arm.Read($"{network}/CheckIPAddressAvailability?ipAddress={address}");
        Assert.Equal(available, (bool)answer["available"]!);
        Assert.Equal(reserved, (bool?)answer["isPlatformReserved"] ?? false);
        if (!available)
        {
            Assert.Equal(firewall[..^1] + "5", (string?)answer["availableIPAddresses"]![0]);
        }

        Assert.Equal("PrivateIPAddressNotInAnySubnet", Arm.Get($"{network}/CheckIPAddressAvailability?ipAddress=192.0.2.1").Code);
        Assert.Equal("InvalidIPAddress", Arm.Get($"{network}/CheckIPAddressAvailability?ipAddress=x").Code);
    }

    [Fact]
    public void Assignments_can_be_filtered_by_principal()
    {
        var scope = SimulatedArm.Group("contoso-rg");
        const string role = "/subscriptions/x/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c";
        foreach (var principal in (string[])["11111111-aaaa-4000-8000-000000000001", "11111111-aaaa-4000-8000-000000000002"])
        {
            Arm.Put(
                $"{scope}/providers/Microsoft.Authorization/roleAssignments/{Guid.NewGuid()}",
                """{"properties":{"roleDefinitionId":"@role","principalId":"@principal","principalType":"ServicePrincipal"}}""".With(
                    "@role", role).With("@principal", principal),
                "2022-04-01");
        }

        Arm.Clock.Advance(10);
        var found = Arm.Read(
            $"{scope}/providers/Microsoft.Authorization/roleAssignments?$filter=atScope() and "
                + "assignedTo('11111111-aaaa-4000-8000-000000000002')",
            "2022-04-01")["value"]!.AsArray();
        Assert.Equal("11111111-aaaa-4000-8000-000000000002", (string?)Assert.Single(found)!["properties"]!["principalId"]);
    }

    [Fact]
    public void Certificates_rotate_and_nothing_else_changes()
    {
        Assert.Equal(HttpStatusCode.Accepted, Arm.Send("POST", ClusterWorld.Cluster + "/rotateClusterCertificates").Status);
        Assert.Equal("RotatingClusterCertificates", Arm.Get(ClusterWorld.Cluster).State);
        Arm.Clock.Advance(901);
        Assert.Equal("Succeeded", Arm.Get(ClusterWorld.Cluster).State);
        Assert.Equal("Running", (string?)Arm.Read(ClusterWorld.Cluster)["properties"]!["powerState"]!["code"]);
    }
}
