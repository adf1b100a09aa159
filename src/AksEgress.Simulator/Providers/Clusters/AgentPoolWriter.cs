using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.Providers.NodePools;
using AksEgress.Simulator.Providers.OutboundTypes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>PUT, DELETE, upgradeNodeImageVersion and abort of agent pools.</summary>
internal sealed class AgentPoolWriter(SimulatedWorld world, LongRunning operations)
{
    /// <summary>Creates or replaces a pool.</summary>
    public ArmAnswer Put(IncomingRequest request, ResourceId path)
    {
        var cluster = world.Store.Find(path.Parent().Key) ?? throw RequestErrors.ParentNotFound(path, "write");
        var body = request.Body();
        MemberNames.CheckPool(body, request.ApiVersion!);
        var before = Pools.Find(cluster, path.Name);
        ClusterLocks.CheckConditions(request, before.Text("eTag"));
        ClusterLocks.CheckPool(world, cluster, path.Name);
        var pool = body.Object("properties")?.Copy() ?? [];
        pool["name"] = before.Text("name") ?? path.Name;
        pool = AgentPoolDocument.Build(world, pool, before, cluster.Properties, request.ApiVersion!, inCluster: false);

        // The rules of the outbound type apply to all pools: a new one in a subnet without a route table is refused too.
        Resource proposed = new(cluster.Id, cluster.Path, cluster.Key, cluster.Document.Copy());
        Pools.Put(proposed, pool.Copy());
        ClusterRules.CheckPool(world, pool, before);
        ClusterChange change = new(world, cluster, proposed.Document, request.ApiVersion!);
        AgentPoolRules.Check(change, pool, before);
        OutboundTypeRules.CheckNetwork(change);

        var power = PoolPower.Begin(world, cluster, pool, before);
        Pools.Put(cluster, pool);
        world.Changed(cluster);
        var seconds = power is not null
            ? Durations.Action(power)
            : before is null ? Durations.Create(path.Type)
            : Durations.Update(path.Type);
        var operation = operations.Start(path, cluster.Location, OperationEffect.Write, ClusterLocks.PoolKey(cluster, path.Name), seconds);
        var answer = ArmAnswer.Of(
            before is null ? HttpStatusCode.Created : HttpStatusCode.OK,
            ClusterView.Pool(world, cluster, PoolPower.Announced(pool), request.ApiVersion!));
        return operations.Announce(answer, request, operation, location: false);
    }

    /// <summary>Starts to delete a pool; 204 if it doesn't exist.</summary>
    public ArmAnswer Delete(IncomingRequest request, ResourceId path)
    {
        if (world.Store.Find(path.Parent().Key) is not { } cluster || Pools.Find(cluster, path.Name) is not { } pool)
        {
            return new ArmAnswer(HttpStatusCode.NoContent);
        }

        ClusterLocks.CheckConditions(request, pool.Text("eTag"));
        ClusterLocks.CheckPool(world, cluster, path.Name);
        if (ResourceId.Is(pool.Text("mode"), "System")
            && cluster
                .Properties.Array("agentPoolProfiles")
                .Objects()
                .Count(static other => ResourceId.Is(other.Text("mode"), "System") && other.Text("provisioningState") != "Deleting") == 1)
        {
            // The rule is documented; the text isn't recorded.
            throw ClusterErrors.BadRequest("OperationNotAllowed", "There has to be at least one system agent pool.");
        }

        Mark(cluster, pool, "Deleting");
        var operation = operations.Start(
            path, cluster.Location, OperationEffect.Delete, ClusterLocks.PoolKey(cluster, path.Name), Durations.Delete(path.Type));
        return operations.Announce(new ArmAnswer(HttpStatusCode.Accepted), request, operation, location: true);
    }

    /// <summary>Starts to upgrade a pool's nodes to the newest image.</summary>
    public ArmAnswer UpgradeImage(IncomingRequest request, ResourceId path)
    {
        var cluster = world.Store.Find(path.Parent().Key) ?? throw RequestErrors.ParentNotFound(path, "action");
        var pool = Pools.Find(cluster, path.Name) ?? throw ClusterErrors.PoolNotFound(path.Name);
        ClusterLocks.CheckPool(world, cluster, path.Name);
        Mark(cluster, pool, "UpgradingNodeImageVersion");
        var operation = operations.Start(
            path,
            cluster.Location,
            OperationEffect.Action,
            ClusterLocks.PoolKey(cluster, path.Name),
            Durations.Action("upgradeNodeImageVersion"),
            "upgradeNodeImageVersion");
        return operations.Announce(
            ArmAnswer.Of(HttpStatusCode.Accepted, ClusterView.Pool(world, cluster, pool, request.ApiVersion!)),
            request,
            operation,
            location: true);
    }

    /// <summary>Aborts the operation on a pool; 204 if there is none.</summary>
    public ArmAnswer Abort(IncomingRequest request, ResourceId path)
    {
        var cluster = world.Store.Find(path.Parent().Key) ?? throw RequestErrors.ParentNotFound(path, "action");
        var pool = Pools.Find(cluster, path.Name) ?? throw ClusterErrors.PoolNotFound(path.Name);
        if (ClusterLocks.Active(world, cluster, path.Name) is not { } running || running.Kind == OperationEffect.Abort
            || ResourceId.TryParse(running.TargetId) is not { IsNested: true } target || !ResourceId.Is(target.Name, path.Name))
        {
            // As for a cluster; not recorded for pools.
            return new ArmAnswer(HttpStatusCode.NoContent);
        }

        var operation = ClusterActions.StartAbort(world, operations, running, cluster);
        return operations.Announce(
            ArmAnswer.Of(HttpStatusCode.Accepted, ClusterView.Pool(world, cluster, PoolPower.Announced(pool), request.ApiVersion!)),
            request,
            operation,
            location: true);
    }

    /// <summary>Ends an operation on a pool that was canceled or failed.</summary>
    public void EndUnsuccessful(Resource cluster, JsonObject pool, string state)
    {
        PoolPower.Undo(pool);
        Mark(cluster, pool, state);
    }

    /// <summary>Ends an operation on a pool.</summary>
    public void Finish(Operation operation, Resource cluster, string name)
    {
        if (Pools.Find(cluster, name) is not { } pool)
        {
            return;
        }

        if (operation.Kind == OperationEffect.Delete)
        {
            cluster.Properties.Array("agentPoolProfiles")!.Remove(pool);
            PoolPower.Forget(world, cluster, name);
            world.Changed(cluster);
            return;
        }

        if (operation.Kind == OperationEffect.Action)
        {
            pool["nodeImageVersion"] = NodeImages.Of(pool, newer: true);
        }

        PoolPower.End(world, cluster, pool);
        Mark(cluster, pool, "Succeeded");
    }

    /// <summary>Sets a pool's state. Only the pool's own eTag changes, as documented (use-etags).</summary>
    public void Mark(Resource cluster, JsonObject pool, string state)
    {
        pool["provisioningState"] = state;
        pool["eTag"] = world.Ids.NextGuid().ToString();
        world.Changed(cluster);
    }
}
