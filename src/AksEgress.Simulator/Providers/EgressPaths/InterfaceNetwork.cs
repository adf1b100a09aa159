using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>The network of a network interface that has a document of its own, such as a proxy's.</summary>
internal sealed class InterfaceNetwork : SubnetNetwork
{
    private readonly Resource _interface;
    private readonly JsonObject? _configuration;

    /// <summary>Reads the network of an interface's first IP configuration.</summary>
    public InterfaceNetwork(SimulatedWorld world, Resource networkInterface)
        : base(world, Configurations(networkInterface).FirstOrDefault().Object("subnet").Text("id"))
    {
        _interface = networkInterface;
        _configuration = Configurations(networkInterface).FirstOrDefault();
    }

    /// <inheritdoc/>
    public override string Location => _interface.Location;

    /// <inheritdoc/>
    public override IPAddress Source =>
        AddressRange.TryAddress(_configuration.Text("privateIPAddress"), out var own) ? own : base.Source;

    /// <inheritdoc/>
    public override IEnumerable<Resource> InterfaceGroups =>
        World.Store.FindId(_interface.Document.Object("properties").Object("networkSecurityGroup").Text("id")) is { } group ? [group] : [];

    /// <inheritdoc/>
    public override IEnumerable<string> ApplicationGroups =>
        Configurations(_interface)
            .SelectMany(static own => own.Array("applicationSecurityGroups").Objects())
            .Select(static group => group.Text("id") ?? "");

    /// <inheritdoc/>
    public override string? ExplicitAddress(bool six) =>
        Configurations(_interface)
            .Select(own => DirectEgress.OfPublic(World, own.Object("publicIPAddress").Text("id"), six))
            .FirstOrDefault(static address => address is not null);

    /// <summary>The interface with a private address in a virtual network or its peers, or null.</summary>
    public static Resource? Find(SubnetNetwork from, string address)
    {
        string[] networks = [.. from.Peers.Append(from.Network!).Where(static one => one is not null).Select(static one => one.Key + "/")];
        return from
            .All("networkInterfaces")
            .FirstOrDefault(one => Configurations(one).Any(own => own.Text("privateIPAddress") == address
                && networks.Any(network =>
                    own.Object("subnet").Text("id")?.StartsWith(network, StringComparison.OrdinalIgnoreCase) == true)));
    }

    private static IEnumerable<JsonObject> Configurations(Resource one) =>
        one
            .Document.Object("properties")
            .Array("ipConfigurations")
            .Objects()
            .Select(static item => item.Object("properties"))
            .OfType<JsonObject>();
}
