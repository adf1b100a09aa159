using AksEgress.Simulator.Clusters;
using AksEgress.Simulator.Features;
using AksEgress.Simulator.Identities;
using AksEgress.Simulator.Networks;
using AksEgress.Simulator.NodePools;
using AksEgress.Simulator.ResourceGroups;
using AksEgress.Simulator.RoleAssignments;
using AksEgress.Simulator.Throttling;

namespace AksEgress.Simulator.Arm;

/// <summary>ARM's front door: who is asked, and who answers. Used under the world's lock.</summary>
internal sealed class ArmFront
{
    private readonly World _world;
    private readonly LongRunning _operations;
    private readonly GroupProvider _groups;
    private readonly NetworkProvider _network;
    private readonly ClusterProvider _clusters;
    private readonly IdentityProvider _identities;
    private readonly AuthorizationProvider _authorization;
    private readonly FeatureProvider _features;
    private readonly GenericProvider _generic;
    private readonly Func<int> _pageSize;
    private readonly Throttle _throttle;

    /// <summary>Makes the front of a world.</summary>
    public ArmFront(World world, Func<int> pageSize, Throttle throttle)
    {
        _throttle = throttle;
        _world = world;
        _pageSize = pageSize;
        _operations = new LongRunning(world, Provider);
        _groups = new GroupProvider(world, _operations, pageSize);
        _network = new NetworkProvider(world, _operations, pageSize);
        _clusters = new ClusterProvider(world, _operations, pageSize);
        _identities = new IdentityProvider(world, pageSize);
        _authorization = new AuthorizationProvider(world, pageSize);
        _features = new FeatureProvider(world, pageSize);
        _generic = new GenericProvider(world, pageSize);
    }

    /// <summary>Ends what is due.</summary>
    public void SettleDue() => _operations.SettleDue();

    /// <summary>Answers a request.</summary>
    /// <exception cref="ArmException">The request is refused.</exception>
    public ArmAnswer Answer(ArmRequest request)
    {
        if (!request.HasAuthorization)
        {
            throw ArmErrors.AuthenticationFailed();
        }

        string[] parts = request.Segments;
        ResourceId? id = ResourceId.TryParse(parts);
        _throttle.Check(request, id);
        ApiVersions.Check(_world, request, id);
        if (parts.Length == 1 && ResourceId.Is(parts[0], "tenants") && request.Method == "GET")
        {
            return SubscriptionDocuments.Tenants();
        }

        if (parts.Length == 0 || !ResourceId.Is(parts[0], "subscriptions"))
        {
            throw ArmErrors.UnknownPath(request.Path);
        }

        if (parts.Length == 1)
        {
            return OnlyGet(request, () => SubscriptionDocuments.List(_world));
        }

        if (!_world.Subscriptions.Contains(parts[1]))
        {
            throw ArmErrors.SubscriptionNotFound(ArmErrors.Shorten(parts[1]));
        }

        if (parts.Length > 4 && ResourceId.Is(parts[2], "providers") && ResourceId.Is(parts[3], FeatureProvider.Namespace))
        {
            return _features.Answer(request, parts);
        }

        return id is null ? AnswerScope(request, parts) : AnswerResource(request, id);
    }

    private static ArmAnswer OnlyGet(ArmRequest request, Func<ArmAnswer> answer) =>
        request.Method == "GET" ? answer() : throw ArmErrors.MethodNotAllowed(request.Method);

    private ArmAnswer AnswerScope(ArmRequest request, string[] parts)
    {
        string subscription = parts[1];
        switch (parts.Length)
        {
            case 2:
                return OnlyGet(request, () => SubscriptionDocuments.Get(subscription));
            case 3 when ResourceId.Is(parts[2], "locations"):
                return OnlyGet(request, () => SubscriptionDocuments.Locations(subscription));
            case 3 when ResourceId.Is(parts[2], "providers"):
                return OnlyGet(request, () => SubscriptionDocuments.Providers(subscription));
            case 3 when ResourceId.Is(parts[2], "resources"):
                return OnlyGet(request, () => ResourceList.Answer(_world, request, subscription, null, _pageSize()));
            case 4 when ResourceId.Is(parts[2], "providers"):
                return OnlyGet(request, () => SubscriptionDocuments.Provider(subscription, parts[3]));
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
                throw ArmErrors.UnknownPath(request.Path);
        }
    }

    private ArmAnswer AnswerResource(ArmRequest request, ResourceId id)
    {
        if (id.Group is null && id.Types.Length == 2 && id.Names.Length == 2 && ResourceId.Is(id.Types[0], "locations")
            && (ResourceId.Is(id.Types[1], "operations") || ResourceId.Is(id.Types[1], "operationResults")))
        {
            return OnlyGet(request, () => _operations.Answer(request, id.Types[1], id.Names[1], id.Namespace));
        }

        if (id.Group is null && id.Types is ["register"] && request.Method == "POST")
        {
            return SubscriptionDocuments.Provider(id.Subscription, id.Namespace);
        }

        if (id.Group is null && id.Types is ["skus"] && ResourceId.Is(id.Namespace, "Microsoft.Compute"))
        {
            return OnlyGet(request, () => VirtualMachineSkus.Answer(request, _pageSize()));
        }

        foreach (string name in id.Names)
        {
            Names.Check(name);
        }

        return Provider(id.Namespace).Answer(request, id);
    }

    private IProvider Provider(string ns) =>
        ResourceId.Is(ns, "Microsoft.Network") ? _network
        : ResourceId.Is(ns, "Microsoft.ContainerService") ? _clusters
        : ResourceId.Is(ns, GroupProvider.Namespace) ? _groups
        : ResourceId.Is(ns, IdentityProvider.Namespace) ? _identities
        : ResourceId.Is(ns, AuthorizationProvider.Namespace) ? _authorization
        : _generic;
}
