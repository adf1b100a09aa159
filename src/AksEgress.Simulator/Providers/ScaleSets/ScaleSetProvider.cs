using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.Generic;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.ScaleSets;

/// <summary>
/// Microsoft.Compute: the scale sets of node pools, which are derived from the pools and not stored. All else is stored as it is sent. The
/// network interfaces and public IP addresses of a scale set are Microsoft.Network's view of it, with GET only
/// (Azure/azure-rest-api-specs, Microsoft.Network 2018-10-01, vmssNetworkInterface.json and vmssPublicIpAddress.json).
/// </summary>
internal sealed class ScaleSetProvider(SimulatedWorld world, Func<int> pageSize, GenericProvider others) : IProvider
{
    /// <inheritdoc/>
    public ArmAnswer Answer(IncomingRequest request, ResourceId id)
    {
        if (request.Method != "GET" || !ResourceId.Is(id.Types[0], "virtualMachineScaleSets") || IsStored(id))
        {
            return others.Answer(request, id);
        }

        Scopes.CheckGroup(world, id);
        PoolScaleSet[] sets = [.. PoolScaleSet.All(world, id)];
        if (id.Types.Length == 1 && !id.IsResource)
        {
            var stored = world.Store.Collection(id.Key).Select(key => world.Store.Find(key)!).Select(static one => (one.Id, one.Bytes));
            return List(request, stored.Concat(sets.Select(static set => (set.Id, Json.Bytes(set.Document())))));
        }

        var found = Array.Find(sets, set => ResourceId.Is(set.Name, id.Names[0]))
            ?? throw RequestErrors.ResourceNotFound(id.Names.Length == 1 && id.IsResource ? id : Root(id));
        return Below(request, id, found);
    }

    /// <inheritdoc/>
    public void Settle(Operation operation)
    {
    }

    private static ResourceId Root(ResourceId id)
    {
        var root = id;
        while (root.Types.Length > 1)
        {
            root = root.Parent();
        }

        return root;
    }

    private ArmAnswer Below(IncomingRequest request, ResourceId id, PoolScaleSet set)
    {
        var nodes = Enumerable.Range(0, set.Count);
        string[] types = [.. id.Types.Skip(1).Select(static type => type.ToUpperInvariant())];
        var names = id.Names[1..];
        var node = names.Length > 0 && int.TryParse(names[0], out var index) && index >= 0 && index < set.Count ? index : (int?)null;
        if (names.Length > 0 && (node is null || (names.Length > 1 && !ResourceId.Is(names[1], set.Name))))
        {
            throw RequestErrors.ResourceNotFound(id);
        }

        return (types, names.Length) switch
        {
            ([], _) => One(set.Document()),
            (["VIRTUALMACHINES"], 0) => List(request, nodes.Select(set.Machine)),
            (["VIRTUALMACHINES"], 1) => One(set.Machine(node!.Value)),
            (["NETWORKINTERFACES"], 0) => List(request, nodes.Select(set.Interface)),
            (["VIRTUALMACHINES", "NETWORKINTERFACES"], 1) => List(request, [set.Interface(node!.Value)]),
            (["VIRTUALMACHINES", "NETWORKINTERFACES"], 2) => One(set.Interface(node!.Value)),
            (["PUBLICIPADDRESSES"], 0) => List(request, nodes.Select(set.Address).OfType<JsonObject>()),
            (["VIRTUALMACHINES", "NETWORKINTERFACES", "IPCONFIGURATIONS", "PUBLICIPADDRESSES"], 3) =>
                List(request, set.Address(node!.Value) is { } address ? [address] : []),
            _ => throw RequestErrors.UnknownPath(request.Path),
        };
    }

    private bool IsStored(ResourceId id) => id.Names.Length > 0 && world.Store.Find(Root(id).Key) is not null && Root(id).IsResource;

    private ArmAnswer List(IncomingRequest request, IEnumerable<JsonObject> documents) =>
        List(request, documents.Select(static item => (item.Text("id")!, Json.Bytes(item))));

    private ArmAnswer List(IncomingRequest request, IEnumerable<(string Id, byte[] Bytes)> items) =>
        Listing.Page(request, items.Select(static item => (item.Id, (byte[]?)item.Bytes)), pageSize());

    private static ArmAnswer One(JsonObject document) => ArmAnswer.Of(HttpStatusCode.OK, document);
}
