using System.Net;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.Providers.Generic;
using AksEgress.Simulator.Providers.Kubernetes;
using AksEgress.Simulator.Providers.NodePools;
using AksEgress.Simulator.Providers.RequiredEndpoints;
using AksEgress.Simulator.Providers.RunCommands;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>Microsoft.ContainerService: clusters and agent pools. Other types are stored as they are sent.</summary>
internal sealed class ClusterProvider : IProvider
{
    private readonly SimulatedWorld _world;
    private readonly Func<int> _pageSize;
    private readonly ClusterWriter _clusters;
    private readonly AgentPoolWriter _pools;
    private readonly ClusterActions _actions;
    private readonly RunCommandProvider _commands;
    private readonly LongRunning _operations;
    private readonly GenericProvider _generic;

    /// <summary>Creates the provider of a simulation.</summary>
    public ClusterProvider(SimulatedWorld world, LongRunning operations, Func<int> pageSize)
    {
        _world = world;
        _pageSize = pageSize;
        _clusters = new ClusterWriter(world, operations);
        _pools = new AgentPoolWriter(world, operations);
        _operations = operations;
        _commands = new RunCommandProvider(world, operations);
        _actions = new ClusterActions(world, operations, _commands);
        _generic = new GenericProvider(world, pageSize);
    }

    /// <inheritdoc/>
    public ArmAnswer Answer(IncomingRequest request, ResourceId id)
    {
        Scopes.CheckGroup(_world, id);
        if (!ResourceId.Is(id.Types[0], "managedClusters"))
        {
            return _generic.Answer(request, id);
        }

        if (id.Types.Length == 1)
        {
            return id.IsResource ? AnswerCluster(request, id) : List(request, id);
        }

        if (request.Method == "POST" && !id.IsResource)
        {
            return id.Types.Length == 2
                ? _actions.Answer(request, id.Parent(), id.Types[1])
                : !ResourceId.Is(id.Types[1], Pools.Segment) || id.Types.Length != 3 ? throw RequestErrors.UnknownPath(request.Path)
                : ResourceId.Is(id.Types[2], "upgradeNodeImageVersion") ? _pools.UpgradeImage(request, id.Parent())
                : ResourceId.Is(id.Types[2], "abort") ? _pools.Abort(request, id.Parent())
                : throw RequestErrors.UnknownPath(request.Path);
        }

        if (id.Types.Length == 2 && ResourceId.Is(id.Types[1], RunCommandProvider.Results) && id.IsResource)
        {
            return _commands.Show(request, id);
        }

        // Internal documents that the simulator stores below a cluster aren't visible through ARM.
        if (ResourceId.Is(id.Types[1], KubernetesState.Segment)
            || ResourceId.Is(id.Types[1], RunCommandProvider.Results)
            || ResourceId.Is(id.Types[1], PoolPower.Segment))
        {
            throw RequestErrors.UnknownPath(request.Path);
        }

        if (request.Method == "GET"
            && id.Types.Length == 3
            && ResourceId.Is(id.Types[1], Pools.Segment)
            && ResourceId.Is(id.Types[2], "upgradeProfiles"))
        {
            return UpgradeProfiles.Answer(_world, id);
        }

        if (request.Method == "GET" && id.Types.Length == 2 && !id.IsResource && ResourceId.Is(id.Types[1], OutboundEndpoints.Segment))
        {
            return OutboundEndpoints.Answer(
                request, _world.Store.Find(id.Parent().Key) ?? throw RequestErrors.ResourceNotFound(id.Parent()), _pageSize());
        }

        return id.Types.Length == 2 && ResourceId.Is(id.Types[1], Pools.Segment) ? AnswerPools(request, id) : _generic.Answer(request, id);
    }

    /// <inheritdoc/>
    public void Settle(Operation operation)
    {
        var target = ResourceId.TryParse(operation.TargetId)!;
        if (operation.Action is ServiceBalancers.Action or RunCommandProvider.Action)
        {
            // The result of a run already exists; only the operation ends here.
            if (operation.Action == ServiceBalancers.Action && _world.Store.Find(target.Parent().Key) is { } owner)
            {
                new ServiceBalancers(_world, _operations, KubernetesState.Of(_world, owner)).Settle(operation.Due);
            }

            return;
        }

        if (Owner(target) is not { } cluster)
        {
            return;
        }

        if (target.IsNested)
        {
            if (operation.Kind == OperationEffect.Abort)
            {
                Cancel(operation);
            }
            else
            {
                _pools.Finish(operation, cluster, target.Name);
            }
        }
        else if (operation.Kind is OperationEffect.Write or OperationEffect.Delete)
        {
            _clusters.Finish(operation, cluster);
        }
        else
        {
            _actions.Finish(operation, cluster);
        }
    }

    /// <inheritdoc/>
    public void Fail(Operation operation)
    {
        var target = ResourceId.TryParse(operation.TargetId)!;
        if (Owner(target) is not { } cluster)
        {
            return;
        }

        if (!target.IsNested)
        {
            _clusters.Fail(cluster);
        }
        else if (Pools.Find(cluster, target.Name) is { } pool)
        {
            _pools.EndUnsuccessful(cluster, pool, "Failed");
        }
    }

    private void Cancel(Operation operation)
    {
        var target = ResourceId.TryParse(operation.TargetId)!;
        if (Owner(target) is { } cluster && Pools.Find(cluster, target.Name) is { } pool)
        {
            _pools.EndUnsuccessful(cluster, pool, "Canceled");
        }
    }

    // The cluster of an operation, or the cluster of its pool.
    private Resource? Owner(ResourceId target) => !target.IsNested ? _world.Store.Find(target.Key)
        : target.Types.Length == 2 && ResourceId.Is(target.Types[1], Pools.Segment) ? _world.Store.Find(target.Parent().Key) : null;

    private ArmAnswer AnswerCluster(IncomingRequest request, ResourceId id) => request.Method switch
    {
        "GET" => new ArmAnswer(
            HttpStatusCode.OK,
            ClusterView.Bytes(_world, _world.Store.Find(id.Key) ?? throw RequestErrors.ResourceNotFound(id), request.ApiVersion!)),
        "HEAD" => new ArmAnswer(_world.Store.Find(id.Key) is null ? HttpStatusCode.NotFound : HttpStatusCode.NoContent),
        "PUT" => _clusters.Put(request, id),
        "PATCH" => _clusters.Patch(request, id),
        "DELETE" => _clusters.Delete(request, id),
        _ => throw RequestErrors.MethodNotAllowed(request.Method),
    };

    private ArmAnswer List(IncomingRequest request, ResourceId id) => request.Method == "GET"
        ? Listing.Page(
            request,
            _world.Store.Collection(id.Key),
            _pageSize(),
            key => _world.Store.Find(key) is { } cluster ? ClusterView.Listed(_world, cluster, request.ApiVersion!) : null)
        : throw RequestErrors.MethodNotAllowed(request.Method);

    private ArmAnswer AnswerPools(IncomingRequest request, ResourceId id)
    {
        if (request.Method is "PUT" && id.IsResource)
        {
            return _pools.Put(request, id);
        }

        if (request.Method is "DELETE" && id.IsResource)
        {
            return _pools.Delete(request, id);
        }

        if (request.Method != "GET")
        {
            throw RequestErrors.MethodNotAllowed(request.Method);
        }

        var cluster = _world.Store.Find(id.Parent().Key) ?? throw RequestErrors.ParentNotFound(id, "read");
        if (id.IsResource)
        {
            var pool = Pools.Find(cluster, id.Name) ?? throw ClusterErrors.PoolNotFound(id.Name);
            return ArmAnswer.Of(HttpStatusCode.OK, ClusterView.Pool(_world, cluster, pool, request.ApiVersion!));
        }

        var pools = cluster.Document.Object("properties").Array("agentPoolProfiles").Objects()
            .OrderBy(static pool => pool.Text("name"), StringComparer.Ordinal) // As recorded, whatever the order in the cluster.
            .Select(pool => (pool.Text("name") ?? "", (byte[]?)Json.Bytes(ClusterView.Pool(_world, cluster, pool, request.ApiVersion!))));
        return Listing.Page(request, pools, _pageSize());
    }
}
