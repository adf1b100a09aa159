using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

/// <summary>Unknown locations are refused with ARM's text; display names are valid too.</summary>
public sealed class LocationTests : IDisposable
{
    private const string Type = "The provided location '@l' is not available for resource type '@t'. List of available regions for the "
        + "resource type is 'eastus,southcentralus,";
    private readonly SimulatedArm _arm = new();

    public LocationTests() => _arm.MakeGroup("g");

    public void Dispose() => _arm.Dispose();

    [Theory]
    [InlineData("mars")]
    [InlineData("East U")]
    [InlineData("germanynorth")]
    public void A_group_in_an_unknown_location_is_refused(string location)
    {
        var answer = _arm.Put(SimulatedArm.Group("h"), """{"location":"@l"}""".With("@l", location));
        Assert.Equal((HttpStatusCode.BadRequest, "LocationNotAvailableForResourceGroup"), (answer.Status, answer.Code));
        Assert.StartsWith(
            $"The provided location '{location}' is not available for resource group. List of available regions is "
                + "'eastus,southcentralus,westus2,",
            answer.Message,
            StringComparison.Ordinal);
        Assert.EndsWith("'.", answer.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, _arm.Get(SimulatedArm.Group("h")).Status);
    }

    [Theory]
    [InlineData("Microsoft.Network/routeTables", "{}")]
    [InlineData("Microsoft.Network/virtualNetworks", """{"addressSpace":{"addressPrefixes":["10.0.0.0/8"]}}""")]
    [InlineData("Microsoft.ManagedIdentity/userAssignedIdentities", "{}")]
    [InlineData("Microsoft.ContainerService/managedClusters", """{"agentPoolProfiles":[{"name":"p","mode":"System"}]}""")]
    public void A_resource_in_an_unknown_location_is_refused(string type, string properties)
    {
        var path = $"{SimulatedArm.Group("g")}/providers/{type}/thing";
        var answer = _arm.Put(path, """{"location":"South Cental US","properties":@p}""".With("@p", properties));
        Assert.Equal((HttpStatusCode.BadRequest, "LocationNotAvailableForResourceType"), (answer.Status, answer.Code));
        Assert.StartsWith(Type.With("@l", "South Cental US").With("@t", type), answer.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, _arm.Get(path).Status);
    }

    [Theory]
    [InlineData("East US", "eastus")]
    [InlineData("eastUS2", "eastus2")]
    [InlineData("West US 3", "westus3")]
    [InlineData("centraluseuap", "centraluseuap")]
    [InlineData("Israel Central", "israelcentral")]
    public void Display_names_of_regions_are_accepted(string location, string name)
    {
        var body = """{"location":"@l"}""".With("@l", location);
        Assert.Equal(HttpStatusCode.Created, _arm.Put(SimulatedArm.Group("h"), body).Status);
        Assert.Equal(name, (string?)_arm.Read(SimulatedArm.Group("h"))["location"]);
        var table = _arm.Make(SimulatedArm.NetworkId("h", "routeTables", "t"), body);
        Assert.Equal(name, (string?)table["location"]);
    }

    [Fact]
    public void Every_region_of_the_list_is_accepted()
    {
        var regions = _arm.Read(SimulatedArm.Subscription + "/locations")["value"]!.AsArray();
        Assert.NotEmpty(regions);
        foreach (var region in regions)
        {
            var group = "in-" + (string?)region!["name"];
            Assert.Equal(
                HttpStatusCode.Created,
                _arm.Put(SimulatedArm.Group(group), """{"location":"@l"}""".With("@l", (string)region["displayName"]!)).Status);
        }
    }

    [Fact]
    public void A_resource_in_another_location_can_stay()
    {
        var table = SimulatedArm.NetworkId("far", "routeTables", "t");
        _arm.Simulator.Load(
            ("""[{"id":"@g","name":"far","type":"Microsoft.Resources/resourceGroups","location":"mars","properties":"""
                + """{"provisioningState":"Succeeded"}},"""
                + """{"id":"@t","name":"t","type":"Microsoft.Network/routeTables","location":"mars","properties":"""
                + """{"provisioningState":"Succeeded","routes":[]}}]""")
                .With("@g", SimulatedArm.Group("far")).With("@t", table));
        Assert.Equal(HttpStatusCode.OK, _arm.Put(SimulatedArm.Group("far"), """{"location":"mars","tags":{"a":"b"}}""").Status);
        Assert.Equal(HttpStatusCode.OK, _arm.Put(table, """{"location":"mars","tags":{"a":"b"}}""").Status);
    }

    [Fact]
    public void A_type_without_rules_can_be_global()
    {
        Assert.Equal(
            HttpStatusCode.Created,
            _arm.Put(SimulatedArm.NetworkId("g", "privateDnsZones", "a.example"), """{"location":"global"}""").Status);
    }
}
