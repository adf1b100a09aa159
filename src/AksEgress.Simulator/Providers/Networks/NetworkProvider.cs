using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.Firewalls;
using AksEgress.Simulator.Providers.IpGroups;
using AksEgress.Simulator.Providers.LoadBalancers;
using AksEgress.Simulator.Providers.NatGateways;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.Providers.NetworkSecurityGroups;
using AksEgress.Simulator.Providers.PublicIps;
using AksEgress.Simulator.Providers.RouteTables;
using AksEgress.Simulator.Providers.VirtualNetworks;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Networks;

/// <summary>Microsoft.Network: answers reads, and delegates writes.</summary>
internal sealed class NetworkProvider : IProvider
{
    private static readonly Dictionary<string, NetworkType> s_types = new NetworkType[]
    {
        new VirtualNetworkType(), new RouteTableType(), new PublicIpAddressType(), new PublicIpPrefixType(), new NatGatewayType(),
        new NetworkSecurityGroupType(), new LoadBalancerType(), new FirewallType(), new FirewallPolicyType(), new RuleCollectionGroupType(),
        new IpGroupType(),
    }.ToDictionary(static type => type.Type, StringComparer.OrdinalIgnoreCase);

    private readonly SimulatedWorld _world;
    private readonly Func<int> _pageSize;
    private readonly NetworkWriter _writer;
    private readonly NetworkRemover _remover;

    /// <summary>Creates the provider of a simulation.</summary>
    public NetworkProvider(SimulatedWorld world, LongRunning operations, Func<int> pageSize)
    {
        _world = world;
        _pageSize = pageSize;
        _writer = new NetworkWriter(world, operations);
        _remover = new NetworkRemover(world, operations);
    }

    /// <summary>Returns the rules of a type.</summary>
    public static NetworkType TypeOf(ResourceId id) => s_types.GetValueOrDefault(id.Type) ?? new GenericNetworkType(id.Type);

    /// <inheritdoc/>
    public ArmAnswer Answer(IncomingRequest request, ResourceId id)
    {
        if (!id.IsResource)
        {
            return request.Method == "GET" ? List(request, id)
                : request.Method == "POST" ? throw RequestErrors.UnknownPath(request.Path)
                : throw RequestErrors.MethodNotAllowed(request.Method);
        }

        return request.Method switch
        {
            "GET" => Get(request, id),
            "HEAD" => Get(request, id) with { Body = null, Status = HttpStatusCode.NoContent },
            "PUT" => _writer.Put(request, id),
            "PATCH" => _writer.PatchTags(request, id),
            "DELETE" => _remover.Delete(request, id),
            _ => throw RequestErrors.MethodNotAllowed(request.Method),
        };
    }

    /// <inheritdoc/>
    public void Settle(Operation operation)
    {
        if (operation.Kind == OperationEffect.Action)
        {
            return;
        }

        var id = ResourceId.TryParse(operation.TargetId)!;
        if (operation.Kind == OperationEffect.Delete)
        {
            _remover.Finish(id);
        }
        else
        {
            _writer.Finish(id);
        }
    }

    /// <inheritdoc/>
    public void Fail(Operation operation)
    {
        var id = ResourceId.TryParse(operation.TargetId)!;
        if (_world.Store.Find(InlineChild.Find(id.Type) is null ? id.Key : id.Parent().Key) is { } resource)
        {
            ETags.SetState(resource, "Failed");
            ETags.Renew(_world, resource);
            _world.Changed(resource);
        }
    }

    /// <summary>The parent of an inline child and the child in it.</summary>
    /// <exception cref="RefusalException">404: the parent doesn't exist.</exception>
    public static (Resource Parent, JsonObject? Child) FindChild(SimulatedWorld world, ResourceId id, InlineChild kind, string action)
    {
        var parent = world.Store.Find(id.Parent().Key) ?? throw RequestErrors.ParentNotFound(id, action);
        return (
            parent,
            parent
                .Document.Object("properties")
                .Array(kind.Member)
                .Objects()
                .FirstOrDefault(child => ResourceId.Is(child.Text("name"), id.Name)));
    }

    private ArmAnswer Get(IncomingRequest request, ResourceId id)
    {
        Scopes.CheckGroup(_world, id);
        if (InlineChild.Find(id.Type) is { } kind)
        {
            (var parent, var child) = FindChild(_world, id, kind, "read");
            return child is null
                ? throw NetworkErrors.ChildNotFound($"{parent.Id}/{kind.Segment}/{id.Name}")
                : ArmAnswer.Of(HttpStatusCode.OK, NetworkView.Child(_world, kind, child, request.ApiVersion!))
                    .With("ETag", child.Text("etag") ?? "");
        }

        if (_world.Store.Find(id.Key) is { } resource)
        {
            ArmAnswer answer = new(HttpStatusCode.OK, NetworkView.Bytes(_world, resource, request.ApiVersion!));
            return resource.ETag is { } etag ? answer.With("ETag", ETags.Header(etag)) : answer;
        }

        throw id.IsNested && _world.Store.Find(id.Parent().Key) is null
            ? RequestErrors.ParentNotFound(id, "read")
            : RequestErrors.ResourceNotFound(id);
    }

    private ArmAnswer List(IncomingRequest request, ResourceId id)
    {
        Scopes.CheckGroup(_world, id);
        if (InlineChild.Find(id.Type) is { } kind)
        {
            var parent = _world.Store.Find(id.Parent().Key) ?? throw RequestErrors.ParentNotFound(id, "read");
            var children = parent.Document.Object("properties").Array(kind.Member).Objects()
                .Select(child =>
                    (child.Text("name") ?? "", (byte[]?)Json.Bytes(NetworkView.Child(_world, kind, child, request.ApiVersion!))));
            return Listing.Page(request, children, _pageSize());
        }

        if (id.IsNested && _world.Store.Find(id.Parent().Key) is null)
        {
            throw RequestErrors.ParentNotFound(id, "read");
        }

        return Listing.Page(
            request,
            _world.Store.Collection(id.Key),
            _pageSize(),
            key => _world.Store.Find(key) is { } found ? NetworkView.Bytes(_world, found, request.ApiVersion!) : null);
    }
}
