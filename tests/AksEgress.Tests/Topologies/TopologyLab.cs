using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AksEgress.Arm;
using AksEgress.Core.Arm;
using AksEgress.Core.Egress;
using AksEgress.Core.Provisioning;
using AksEgress.Core.Resources;
using AksEgress.Core.Topologies;
using AksEgress.Simulator;
using AksEgress.Tests.OutboundTypes;

namespace AksEgress.Tests.Topologies;

/// <summary>An empty simulated subscription, and topologies to create in it.</summary>
internal sealed partial class TopologyLab : IDisposable
{
    private readonly ArmSimulator _simulator;
    private readonly double _timeScale;
    private readonly TimeProvider _clock;
    private readonly List<IDisposable> _owned = [];
    private readonly List<Wire> _wires = [];

    public TopologyLab(double timeScale = 100_000, TimeProvider? clock = null)
    {
        _timeScale = timeScale;
        _clock = clock ?? TimeProvider.System;
        _simulator = new ArmSimulator(new SimulatorOptions { TimeScale = timeScale, Clock = clock });
    }

    public static ArmResourceId ClusterId { get; } = ArmResourceId.Create(
        ArmSimulator.SubscriptionId, "rg", ResourceTypes.ManagedClusters, "contoso");

    public static ArmResourceId Group { get; } = ArmResourceId.Group(ArmSimulator.SubscriptionId, "rg");

    public static TopologyRequest Request(TopologyKind kind) =>
        new(kind, ClusterId, new ClusterRequest(new OutboundTarget(TopologyRequest.OutboundTypeOf(kind))
        {
            NatGateway = new(Sku: kind == TopologyKind.ManagedNatGateway ? "StandardV2" : null)
        }))
        {
            Location = "eastus"
        };

    /// <summary>A session with the simulator, through its own wire.</summary>
    public async Task<(IArmGateway Gateway, Wire Wire)> ConnectAsync(Func<HttpMessageHandler, HttpMessageHandler>? between = null)
    {
        var arm = _simulator.CreateHandler();
        var wire = new Wire(between?.Invoke(arm) ?? arm);
        _wires.Add(wire);
        var gateway = await new ArmGatewayFactory().ConnectAsync(
            new ArmConnection { Simulator = wire, SubscriptionId = ArmSimulator.SubscriptionId, TimeScale = _timeScale, Clock = _clock },
            CancellationToken.None);
        _owned.Add(gateway);
        return (gateway, wire);
    }

    public async Task<ResourceStore> StoreAsync() => new((await ConnectAsync()).Gateway);

    /// <summary>Plans and creates a topology.</summary>
    public async Task<Topology> MakeAsync(
        TopologyRequest request, IArmGateway? gateway = null, CancellationToken cancellationToken = default)
    {
        var builder = new TopologyBuilder(gateway ?? (await ConnectAsync()).Gateway);
        return await builder.RunAsync(await builder.PlanAsync(request, cancellationToken), null, cancellationToken);
    }

    /// <summary>
    /// All resources, sorted, without the values that differ between runs: GUIDs, etags, addresses that Azure assigns.
    /// </summary>
    public IReadOnlyDictionary<string, string> State() => StateOf(_simulator.Save());

    /// <summary>The documents of a state in the form of <see cref="State"/>.</summary>
    public static IReadOnlyDictionary<string, string> StateOf(string state) => JsonNode.Parse(state)!.AsArray()
        .Select(document => document!.AsObject())
        .Where(document => ((string?)document["id"])?.Contains("/locations/", StringComparison.OrdinalIgnoreCase) != true)
        .GroupBy(document => Plain((string)document["id"]!))
        .SelectMany(same =>
            same.Select((document, index) =>
                (Key: index == 0 ? same.Key : $"{same.Key} #{index + 1}", Text: Plain(document.ToJsonString()))))
        .ToDictionary(document => document.Key, document => document.Text);

    public void Dispose()
    {
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }

        _simulator.Dispose();
        Assert.Empty(_wires.SelectMany(static wire => wire.Sent.Problems.Concat(wire.Answered.Problems)));
    }

    private static string Plain(string text) =>
        Times().Replace(
            Frontends().Replace(
                HostNames().Replace(Addresses().Replace(Guids().Replace(text, "<guid>"), "<address>"), "-dns-<x>"), "<frontend>"),
            "<time>");

    // GUIDs, and resourceUID, the 24 digits that AKS gives each cluster that is created.
    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<=\")[0-9a-f]{24}(?=\")", RegexOptions.IgnoreCase)]
    private static partial Regex Guids();

    [GeneratedRegex(@"\b20(\.\d{1,3}){3}\b")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"-dns-[a-z0-9]+(?=\.)")]
    private static partial Regex HostNames();

    [GeneratedRegex(@"\ba[0-9a-f]{31}\b")]
    private static partial Regex Frontends();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.]+(Z|\+00:00)")]
    private static partial Regex Times();
}
