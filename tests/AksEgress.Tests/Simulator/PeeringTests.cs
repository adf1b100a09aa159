using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

/// <summary>
/// Peerings of virtual networks, as recorded in Azure/azure-cli (test_network_vnet_peering_different_resource_groups) and
/// Azure/azure-service-operator (Test_Networking_VirtualNetworkPeering_CreatedThenVNETUpdated_20240301_PeeringStillExists).
/// </summary>
public sealed class PeeringTests : IDisposable
{
    private readonly SimulatedArm _arm = new();
    private readonly string _hub = SimulatedArm.NetworkId("rg", "virtualNetworks", "hub");
    private readonly string _spoke = SimulatedArm.NetworkId("rg", "virtualNetworks", "spoke");

    public PeeringTests()
    {
        _arm.MakeGroup("rg");
        MakeNetwork(_hub, "10.0.0.0/16");
        MakeNetwork(_spoke, "10.1.0.0/16");
    }

    public void Dispose() => _arm.Dispose();

    [Fact]
    public void A_peering_is_initiated_until_the_other_network_has_one_back()
    {
        var one = MakePeering(_hub, _spoke);
        Assert.Equal(("Initiated", "RemoteNotInSync"), State(one));

        var other = MakePeering(_spoke, _hub);
        Assert.Equal(("Connected", "FullyInSync"), State(other));
        Assert.Equal(("Connected", "FullyInSync"), State(Peering(_hub)));
        Assert.Equal(("Connected", "FullyInSync"), State(_arm.Read(_hub + "/virtualNetworkPeerings/p")["properties"]!));
    }

    [Fact]
    public void Connecting_renews_the_other_networks_etag()
    {
        MakePeering(_hub, _spoke);
        var before = (string?)_arm.Read(_hub)["etag"];
        MakePeering(_spoke, _hub);
        Assert.NotEqual(before, (string?)_arm.Read(_hub)["etag"]);

        // Nothing changes for a network that is connected already.
        var after = (string?)_arm.Read(_hub)["etag"];
        MakeNetwork(_spoke, "10.1.0.0/16", """,{"name":"s","properties":{"addressPrefix":"10.1.0.0/24"}}""");
        Assert.Equal(after, (string?)_arm.Read(_hub)["etag"]);
    }

    [Fact]
    public void A_peering_has_ARMs_defaults_and_the_remote_networks_ranges()
    {
        var peering = MakePeering(_hub, _spoke);
        Assert.True(Guid.TryParse((string?)peering["resourceGuid"], out _));
        Assert.Equal("""{"addressPrefixes":["10.1.0.0/16"]}""", peering["remoteAddressSpace"]!.ToJsonString());
        Assert.Equal("""{"addressPrefixes":["10.1.0.0/16"]}""", peering["remoteVirtualNetworkAddressSpace"]!.ToJsonString());
        Assert.Equal("{}", peering["routeServiceVips"]!.ToJsonString());
        Assert.Equal(
            (true, false, false, false, false, true),
            (Flag(peering, "allowVirtualNetworkAccess"), Flag(peering, "allowForwardedTraffic"), Flag(peering, "allowGatewayTransit"),
                Flag(peering, "useRemoteGateways"), Flag(peering, "doNotVerifyRemoteGateways"), Flag(peering, "peerCompleteVnets")));

        // Older api-versions have neither the level nor the other network's own space.
        var older = _arm.Read(_hub + "/virtualNetworkPeerings/p", "2020-08-01")["properties"]!.AsObject();
        Assert.Equal("Initiated", (string?)older["peeringState"]);
        Assert.False(older.ContainsKey("peeringSyncLevel") || older.ContainsKey("remoteVirtualNetworkAddressSpace"));
    }

    [Fact]
    public void A_client_cannot_set_the_state_and_keeps_the_other_members()
    {
        var peering = MakePeering(
            _hub, _spoke, ""","peeringState":"Connected","peeringSyncLevel":"FullyInSync","allowForwardedTraffic":true""");
        Assert.Equal(("Initiated", "RemoteNotInSync"), State(peering));
        Assert.True(Flag(peering, "allowForwardedTraffic"));
    }

    [Fact]
    public void A_peering_to_an_unrelated_network_does_not_connect()
    {
        var third = SimulatedArm.NetworkId("rg", "virtualNetworks", "third");
        MakeNetwork(third, "10.2.0.0/16");
        MakePeering(_spoke, third);
        Assert.Equal(("Initiated", "RemoteNotInSync"), State(MakePeering(_hub, _spoke)));
    }

    private void MakeNetwork(string id, string range, string subnet = "") => _arm.Make(
        id,
        """{"location":"eastus","properties":{"addressSpace":{"addressPrefixes":["@range"]},"subnets":[@subnet]}}"""
            .With("@range", range)
            .With("@subnet", subnet.TrimStart(',')));

    private JsonNode MakePeering(string from, string to, string more = "") => _arm.Make(
        from + "/virtualNetworkPeerings/p",
        """{"properties":{"remoteVirtualNetwork":{"id":"@to"}@more}}""".With("@to", to).With("@more", more))["properties"]!;

    private JsonNode Peering(string network) => _arm.Read(network)["properties"]!["virtualNetworkPeerings"]![0]!["properties"]!;

    private static (string? State, string? Level) State(JsonNode peering) =>
        ((string?)peering["peeringState"], (string?)peering["peeringSyncLevel"]);

    private static bool? Flag(JsonNode peering, string name) => (bool?)peering[name];
}
