using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.VirtualNetworks;

/// <summary>
/// Peerings of virtual networks: Initiated until the other network has a peering back, then both are Connected. As recorded in
/// Azure/azure-cli (test_network_vnet_peering_different_resource_groups) and Azure/azure-service-operator
/// (Test_Networking_VirtualNetworkPeering_CreatedThenVNETUpdated_20240301_PeeringStillExists).
/// </summary>
internal static class Peerings
{
    /// <summary>The properties that only ARM writes.</summary>
    public static IReadOnlyList<string> ReadOnly { get; } = ["peeringState", "peeringSyncLevel", "resourceGuid", "routeServiceVips"];

    /// <summary>Adds the defaults of one peering, and the remote network's address space.</summary>
    public static void Fill(NetworkChange change, JsonObject properties)
    {
        var remote = change.World.Store.FindId(properties.Object("remoteVirtualNetwork").Text("id"));
        var connected = remote is not null && Back(remote, change.Id) is not null;
        properties.Default("resourceGuid", change.World.Ids.NextGuid().ToString());
        properties["peeringState"] = connected ? "Connected" : properties.Text("peeringState") ?? "Initiated";
        properties["peeringSyncLevel"] = connected ? "FullyInSync" : properties.Text("peeringSyncLevel") ?? "RemoteNotInSync";
        properties.Default("allowVirtualNetworkAccess", true);
        properties.Default("allowForwardedTraffic", false);
        properties.Default("allowGatewayTransit", false);
        properties.Default("useRemoteGateways", false);
        properties.Default("doNotVerifyRemoteGateways", false);
        properties.Default("peerCompleteVnets", true);
        if (remote?.Document.Object("properties").Object("addressSpace") is { } space)
        {
            properties.Default("remoteAddressSpace", space.DeepClone());
            properties.Default("remoteVirtualNetworkAddressSpace", space.DeepClone());
        }

        properties.Default("routeServiceVips", new JsonObject());
    }

    /// <summary>
    /// Connects peerings whose other side exists (https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering).
    /// </summary>
    public static void Connect(SimulatedWorld world, Resource network)
    {
        foreach (var own in network.Properties.Array("virtualNetworkPeerings").Objects())
        {
            if (world.Store.FindId(own.Object("properties").Object("remoteVirtualNetwork").Text("id")) is not { } remote
                || Back(remote, network.Id)?.Object("properties") is not { } back
                || back.Text("peeringState") == "Connected")
            {
                continue;
            }

            back["peeringState"] = "Connected";
            back["peeringSyncLevel"] = "FullyInSync";
            ETags.Renew(world, remote);
            world.Changed(remote);
        }
    }

    private static JsonObject? Back(Resource remote, string id) =>
        remote.Document.Object("properties").Array("virtualNetworkPeerings").Objects()
            .FirstOrDefault(peering => ResourceId.Is(peering.Object("properties").Object("remoteVirtualNetwork").Text("id"), id));
}
