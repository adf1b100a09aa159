using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.Providers.RunCommands;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>The POST actions of clusters: credentials, abort, start, stop, certificate rotation, and commands.</summary>
internal sealed class ClusterActions(SimulatedWorld world, LongRunning operations, RunCommandProvider commands)
{
    /// <summary>Answers an action.</summary>
    public ArmAnswer Answer(IncomingRequest request, ResourceId path, string action)
    {
        var cluster = world.Store.Find(path.Key) ?? throw RequestErrors.ResourceNotFound(path);
        return action.ToUpperInvariant() switch
        {
            "LISTCLUSTERUSERCREDENTIAL" => Credential(cluster, "clusterUser"),
            "LISTCLUSTERMONITORINGUSERCREDENTIAL" => Credential(cluster, "clusterMonitoringUser"),
            "LISTCLUSTERADMINCREDENTIAL" => AdminCredential(cluster),
            "ABORT" => Abort(request, cluster),
            "START" => Switch(request, path, cluster, "start", "Starting"),
            "ROTATECLUSTERCERTIFICATES" => Switch(request, path, cluster, "rotateClusterCertificates", "RotatingClusterCertificates"),
            "RUNCOMMAND" => commands.Start(request, cluster),
            "STOP" => Switch(request, path, cluster, "stop", "Stopping"),
            _ => throw RequestErrors.UnknownPath(request.Path),
        };
    }

    /// <summary>Ends an operation as canceled and starts the abort, which has the same target and the same lock.</summary>
    public static Operation StartAbort(SimulatedWorld world, LongRunning operations, Operation running, Resource cluster)
    {
        // The text isn't recorded; that the operation ends as Canceled is.
        running.Error = new JsonObject
        {
            ["code"] = "OperationCanceled",
            ["message"] = "The operation was canceled by an abort of the latest operation."
        };
        world.Operations.End(running, "Canceled", world.Clock.Now);
        return operations.Start(
            ResourceId.TryParse(running.TargetId)!, cluster.Location, OperationEffect.Abort, running.LockKey, Durations.Action("abort"));
    }

    /// <summary>Ends an abort, a start, a stop, or a rotation.</summary>
    public void Finish(Operation operation, Resource cluster)
    {
        if (operation.Kind == OperationEffect.Abort)
        {
            ClusterStates.Set(cluster.Properties, "Canceled");
        }
        else if (operation.Action == "rotateClusterCertificates")
        {
            ClusterStates.Set(cluster.Properties, "Succeeded");
        }
        else
        {
            cluster.Properties["powerState"] = new JsonObject { ["code"] = operation.Action == "stop" ? "Stopped" : "Running" };
            ClusterStates.Set(cluster.Properties, "Succeeded");
        }

        ClusterStates.RenewETags(world, cluster.Document, pools: true);
        world.Changed(cluster);
    }

    private ArmAnswer Abort(IncomingRequest request, Resource cluster)
    {
        if (ClusterLocks.Active(world, cluster) is not { } running || running.Kind == OperationEffect.Abort)
        {
            return new ArmAnswer(HttpStatusCode.NoContent);
        }

        var operation = StartAbort(world, operations, running, cluster);
        return operations.Announce(
            new ArmAnswer(HttpStatusCode.Accepted, ClusterView.Bytes(world, cluster, request.ApiVersion!)),
            request,
            operation,
            location: true);
    }

    private ArmAnswer Switch(IncomingRequest request, ResourceId path, Resource cluster, string action, string state)
    {
        ClusterLocks.Check(world, cluster);
        ClusterStates.Set(cluster.Properties, state);
        ClusterStates.RenewETags(world, cluster.Document, pools: true);
        world.Changed(cluster);
        var operation = operations.Start(path, cluster.Location, OperationEffect.Action, cluster.Key, Durations.Action(action), action);
        return operations.Announce(new ArmAnswer(HttpStatusCode.Accepted), request, operation, location: true);
    }

    private static ArmAnswer AdminCredential(Resource cluster)
    {
        if (cluster.Properties.Flag("disableLocalAccounts") == true)
        {
            // The rule is documented; the text isn't recorded.
            throw ClusterErrors.BadRequest(
                "BadRequest", "Getting static credential is not allowed because this cluster is set to disable local accounts.");
        }

        return Credential(cluster, "clusterAdmin");
    }

    // A valid kubeconfig for a server that doesn't exist. Its token is recognizable: tests search all output for it.
    private static ArmAnswer Credential(Resource cluster, string user)
    {
        var name = cluster.Path!.Name;
        var server = cluster.Properties.Text("fqdn") ?? cluster.Properties.Text("privateFQDN") ?? $"{name}.invalid";
        var config = $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: {name}
              cluster:
                server: https://{server}:443
            contexts:
            - name: {name}
              context:
                cluster: {name}
                user: {user}_{cluster.Path.Group}_{name}
            current-context: {name}
            users:
            - name: {user}_{cluster.Path.Group}_{name}
              user:
                token: simulated-secret-canary
            """;
        return ArmAnswer.Of(HttpStatusCode.OK, new JsonObject
        {
            ["kubeconfigs"] = new JsonArray(new JsonObject
            {
                ["name"] = user,
                ["value"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(config.ReplaceLineEndings("\n") + "\n"))
            }),
        });
    }
}
