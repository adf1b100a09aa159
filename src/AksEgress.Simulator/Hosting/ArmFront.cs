using AksEgress.Simulator.Clients;
using AksEgress.Simulator.Clients.ApiVersions;
using AksEgress.Simulator.Clients.ResourceGraph;
using AksEgress.Simulator.Clients.Resources;
using AksEgress.Simulator.Hosting.Throttling;
using AksEgress.Simulator.Providers.Clusters;
using AksEgress.Simulator.Providers.Features;
using AksEgress.Simulator.Providers.Generic;
using AksEgress.Simulator.Providers.Identities;
using AksEgress.Simulator.Providers.NetworkQueries;
using AksEgress.Simulator.Providers.Networks;
using AksEgress.Simulator.Providers.ResourceGroups;
using AksEgress.Simulator.Providers.RoleAssignments;
using AksEgress.Simulator.Providers.ScaleSets;
using AksEgress.Simulator.Providers.Subscriptions;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Hosting;

/// <summary>Routes each request to the provider that answers it. Used under the world's lock.</summary>
internal sealed class ArmFront
{
    private readonly SimulatedWorld _world;
    private readonly LongRunning _operations;
    private readonly GroupProvider _groups;
    private readonly NetworkProvider _network;
    private readonly NetworkQueryProvider _queries;
    private readonly ClusterProvider _clusters;
    private readonly IdentityProvider _identities;
    private readonly AuthorizationProvider _authorization;
    private readonly FeatureProvider _features;
    private readonly GenericProvider _generic;
    private readonly ScaleSetProvider _scaleSets;
    private readonly ResourceGraphProvider _graph;
    private readonly ClientRequests _clients;
    private readonly Func<int> _pageSize;
    private readonly Throttle _throttle;

    /// <summary>Creates the front of a simulation.</summary>
    public ArmFront(SimulatedWorld world, Func<int> pageSize, Throttle throttle)
    {
        _throttle = throttle;
        _world = world;
        world.History = new DocumentHistory();
        _pageSize = pageSize;
        _operations = new LongRunning(world, Provider);
        _groups = new GroupProvider(world, _operations, pageSize);
        _network = new NetworkProvider(world, _operations, pageSize);
        _queries = new NetworkQueryProvider(world, _operations);
        _clusters = new ClusterProvider(world, _operations, pageSize);
        _identities = new IdentityProvider(world, pageSize);
        _authorization = new AuthorizationProvider(world, pageSize);
        _features = new FeatureProvider(world, pageSize);
        _generic = new GenericProvider(world, pageSize);
        _scaleSets = new ScaleSetProvider(world, pageSize, _generic);
        _graph = new ResourceGraphProvider(world, throttle.Queries, throttle.IsEnabled);
        _clients = new ClientRequests(world, pageSize);
    }

    /// <summary>Completes the operations that are due.</summary>
    public void SettleDue() => _operations.SettleDue();

    /// <summary>Answers a request.</summary>
    /// <exception cref="RefusalException">The request is refused.</exception>
    public ArmAnswer Answer(IncomingRequest request)
    {
        if (!request.HasAuthorization)
        {
            throw RequestErrors.AuthenticationFailed();
        }

        var parts = request.Segments;
        var id = ResourceId.TryParse(parts);
        if (ResourceGraphProvider.IsFor(parts))
        {
            ApiVersionCheck.Check(_world, request, id);
            return _graph.Answer(request);
        }

        _throttle.Check(request, id);
        ApiVersionCheck.Check(_world, request, id);
        if (parts.Length == 1 && ResourceId.Is(parts[0], "tenants") && request.Method == "GET")
        {
            return SubscriptionDocuments.Tenants();
        }

        if (parts.Length == 0 || !ResourceId.Is(parts[0], "subscriptions"))
        {
            throw RequestErrors.UnknownPath(request.Path);
        }

        if (parts.Length == 1)
        {
            return OnlyGet(request, () => SubscriptionDocuments.List(_world));
        }

        if (!_world.Subscriptions.Contains(parts[1]))
        {
            throw RequestErrors.SubscriptionNotFound(RequestErrors.Shorten(parts[1]));
        }

        if (parts.Length > 4 && ResourceId.Is(parts[2], "providers") && ResourceId.Is(parts[3], FeatureStates.Namespace))
        {
            return _features.Answer(request, parts);
        }

        return id is null ? AnswerScope(request, parts) : AnswerResource(request, id);
    }

    private static ArmAnswer OnlyGet(IncomingRequest request, Func<ArmAnswer> answer) =>
        request.Method == "GET" ? answer() : throw RequestErrors.MethodNotAllowed(request.Method);

    private ArmAnswer AnswerScope(IncomingRequest request, string[] parts)
    {
        var subscription = parts[1];
        switch (parts.Length)
        {
            case 2:
                return OnlyGet(request, () => SubscriptionDocuments.Get(subscription));
            case 3 when ResourceId.Is(parts[2], "locations"):
                return OnlyGet(request, () => SubscriptionDocuments.Locations(subscription));
            case 3 when ResourceId.Is(parts[2], "providers"):
                return OnlyGet(request, () => ProviderDocuments.List(subscription));
            case 3 when ResourceId.Is(parts[2], "resources"):
                return OnlyGet(request, () => ResourceList.Answer(_world, request, subscription, null, _pageSize()));
            case 4 when ResourceId.Is(parts[2], "providers"):
                return OnlyGet(request, () => ProviderDocuments.Get(subscription, parts[3]));
            case 4 when ResourceId.Is(parts[2], "operationresults"):
                return OnlyGet(request, () => _groups.Result(request, parts[3]));
            case 3 or 4 when ResourceId.Is(parts[2], "resourceGroups"):
                if (parts.Length == 4)
                {
                    Names.Check(parts[3]);
                }

                return _groups.Answer(request, subscription, parts.Length == 4 ? parts[3] : null);
            case 5 when ResourceId.Is(parts[2], "resourceGroups") && ResourceId.Is(parts[4], "resources"):
                return OnlyGet(request, () => ResourceList.Answer(_world, request, subscription, parts[3], _pageSize()));
            default:
                throw RequestErrors.UnknownPath(request.Path);
        }
    }

    private ArmAnswer AnswerResource(IncomingRequest request, ResourceId id)
    {
        if (id.Group is null && id.Types.Length == 2 && id.Names.Length == 2 && ResourceId.Is(id.Types[0], "locations")
            && (ResourceId.Is(id.Types[1], "operations") || ResourceId.Is(id.Types[1], "operationResults")))
        {
            return OnlyGet(
                request, () => _queries.TryResult(id) ?? _operations.Answer(request, id.Types[1], id.Names[1], id.Namespace));
        }

        if (id.Group is null && id.Types is ["register"] && request.Method == "POST")
        {
            return ProviderDocuments.Get(id.Subscription, id.Namespace);
        }

        foreach (var name in id.Names)
        {
            Names.Check(name);
        }

        return _clients.TryAnswer(request, id) ?? _queries.TryAnswer(request, id) ?? Provider(id.Namespace).Answer(request, id);
    }

    private IProvider Provider(string ns) =>
        ResourceId.Is(ns, "Microsoft.Network") ? _network
        : ResourceId.Is(ns, "Microsoft.ContainerService") ? _clusters
        : ResourceId.Is(ns, GroupProvider.Namespace) ? _groups
        : ResourceId.Is(ns, IdentityProvider.Namespace) ? _identities
        : ResourceId.Is(ns, AuthorizationProvider.Namespace) ? _authorization
        : ResourceId.Is(ns, "Microsoft.Compute") ? _scaleSets
        : _generic;
}
