using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.Providers.EgressPaths;
using AksEgress.Simulator.Providers.Pods;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.RunCommands;

/// <summary>
/// POST runCommand and GET commandResults of a cluster. A pod starts in the cluster, so a run can fail before the command runs.
/// This differs from a command that fails: AKS refuses the POST itself.
/// </summary>
internal sealed class RunCommandProvider(SimulatedWorld world, LongRunning operations)
{
    /// <summary>The segment below a cluster that contains the results.</summary>
    public const string Results = "commandResults";

    /// <summary>The name of the operation that runs a command.</summary>
    public const string Action = "runCommand";

    /// <summary>The maximum output of a run: 512 kB, as documented.</summary>
    public const int MaxOutput = 512 * 1024;

    private const int MaxCommand = 256 * 1024;
    private const int MaxResults = 20;

    // Not measured: a pod whose image is on its node starts within seconds.
    private const double StartSeconds = 5;

    /// <summary>Starts a run.</summary>
    /// <exception cref="RefusalException">The cluster can't run commands now, or the request isn't valid.</exception>
    public ArmAnswer Start(IncomingRequest request, Resource cluster)
    {
        var body = request.Body();
        Check(cluster);
        var command = body.Text("command") is { Length: > 0 } text
            ? text
            : throw ClusterErrors.InvalidParameter("The value of parameter command is invalid: it is required.", "command");
        if (command.Length > MaxCommand || command.Contains('\0', StringComparison.Ordinal))
        {
            throw ClusterErrors.InvalidParameter(
                "The value of parameter command is invalid: it is too long or holds a null character.", "command");
        }

        var files = PodFiles.Read(body.Text("context"));
        var id = world.Ids.NextGuid().ToString("N");
        if (StartFailure(cluster, id) is { } obstacle)
        {
            throw Refusal(obstacle);
        }

        var address = $"{cluster.Id}/{Results}/{id}";

        // A clock with a huge scale stops at the maximum time.
        DateTimeOffset now = new(Math.Min(world.Clock.Now.UtcTicks, DateTimeOffset.MaxValue.AddDays(-1).UtcTicks), TimeSpan.Zero);
        PodSession session = new(world, operations, cluster, files, now.AddSeconds(StartSeconds));
        OutputText log = new(MaxOutput);
        var code = Shell.Run(command, session, log);
        var seconds = StartSeconds + Math.Ceiling(session.Elapsed);
        JsonObject result = new()
        {
            ["provisioningState"] = "Succeeded",
            ["exitCode"] = code,
            ["startedAt"] = Time(now.AddSeconds(StartSeconds)),
            ["finishedAt"] = Time(now.AddSeconds(seconds)),
            ["logs"] = Printable(log.ToString()),
        };
        var path = ResourceId.TryParse(address)!;
        world.Put(path, address, new JsonObject { ["id"] = address, ["name"] = id, ["type"] = path.Type, ["properties"] = result });
        operations.StartUntil(path, cluster.Location, OperationEffect.Action, path.Key, now.AddSeconds(seconds), Action);
        Forget(cluster);
        return Wait(request, address);
    }

    /// <summary>Shows a run: 202 while it is in progress.</summary>
    public ArmAnswer Show(IncomingRequest request, ResourceId path)
    {
        if (request.Method != "GET")
        {
            throw RequestErrors.MethodNotAllowed(request.Method);
        }

        if (world.Store.Find(path.Parent().Key) is null)
        {
            throw RequestErrors.ResourceNotFound(path.Parent());
        }

        // Code and text aren't recorded.
        var run = world.Store.Find(path.Key)
            ?? throw new RefusalException(
                HttpStatusCode.NotFound,
                "NotFound",
                $"The command result '{RequestErrors.Shorten(path.Name)}' was not found.",
                ErrorShape.ContainerService);
        if (world.Operations.Active(run.Key) is not null)
        {
            return Wait(request, run.Id);
        }

        return ArmAnswer.Of(
            HttpStatusCode.OK, new JsonObject { ["id"] = path.Name, ["properties"] = run.Document.Object("properties")?.DeepClone() });
    }

    // Pods need the API server and nodes. Codes and texts of these refusals aren't recorded.
    private static void Check(Resource cluster)
    {
        var properties = cluster.Properties;
        if (properties.Object("apiServerAccessProfile").Flag("disableRunCommand") == true)
        {
            throw ClusterErrors.BadRequest(
                "RunCommandDisabled",
                "Run command is disabled on this managed cluster. Set apiServerAccessProfile.disableRunCommand to false to use it.");
        }

        var state = properties.Text("provisioningState") ?? "";
        if (ResourceId.Is(properties.Object("powerState").Text("code"), "Stopped")
            || state is "Creating" or "Deleting" or "Starting" or "Stopping" or "Failed")
        {
            var what = ResourceId.Is(properties.Object("powerState").Text("code"), "Stopped") ? "Stopped" : state;
            throw new RefusalException(
                HttpStatusCode.Conflict,
                "OperationNotAllowed",
                $"Operation is not allowed: run command needs a running managed cluster, and '{cluster.Path!.Name}' is in state {what}.",
                ErrorShape.ContainerService);
        }
    }

    // AKS's text if the pod doesn't start; null if it does. The text doesn't contain the cause; the client has to find it. Both
    // texts are public: "cluster perf issue" in azure-cli 23203, 24192, and 27776 and in AKS's troubleshooting page on command
    // invoke, "not schedulable" in the manuals of tools that run commands. AKS holds the POST for half a minute before it answers;
    // the simulator answers immediately.
    private string? StartFailure(Resource cluster, string id)
    {
        var properties = cluster.Properties;
        var ready = properties
            .Array("agentPoolProfiles")
            .Objects()
            .Any(static pool => ResourceId.Is(pool.Text("mode") ?? "System", "System")
                && pool.Number("count") is > 0
                && !ResourceId.Is(pool.Object("powerState").Text("code"), "Stopped")
                && pool.Text("provisioningState") is not ("Failed" or "Creating"))
            || properties.Object("hostedSystemProfile").Flag("enabled") == true;
        if (!ready)
        {
            return "Pod is not schedulable: Insufficient resources for the RunCommand pod. Consider adjusting AutoScaler settings or "
                + "manually scaling the cluster.";
        }

        if (ResourceId.Is(properties.Object("bootstrapProfile").Text("artifactSource"), "Cache"))
        {
            return null;
        }

        const string registry = "mcr.microsoft.com";
        return new EgressPath(world, cluster).Reach(new Destination(registry, HostNames.Resolve(registry)!, 443, "TCP", "https")).Connects
            ? null
            : $"Failed to run command due to cluster perf issue, container command-{id} in aks-command namespace did not start within 30s "
                + "on your cluster, retry may helps. If issue persist, you may need to tune your cluster with better performance (larger "
                + "node/paid tier).";
    }

    // Threads say only that the status isn't a success.
    private static RefusalException Refusal(string words) =>
        new(HttpStatusCode.BadRequest, "KubernetesPerformanceError", words, ErrorShape.ContainerService);

    private ArmAnswer Wait(IncomingRequest request, string id) => world.Clock.AddRetryAfter(
        new ArmAnswer(HttpStatusCode.Accepted).With("Location", $"{request.Origin}{id}?api-version={request.ApiVersion}"), 5);

    private void Forget(Resource cluster)
    {
        Resource[] ended = [.. world
            .Store.Collection($"{cluster.Key}/{Results}".ToLowerInvariant())
            .Select(key => world.Store.Find(key)!)
            .Where(run => world.Operations.Active(run.Key) is null)
            .OrderByDescending(static run => run.Document.Object("properties").Text("finishedAt"), StringComparer.Ordinal)];
        foreach (var run in ended.Skip(MaxResults))
        {
            world.Remove(run);
        }
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Printable(string text) =>
        text.Any(static c => char.IsControl(c) && c is not ('\n' or '\t' or '\r'))
            ? string.Concat(text.Select(static c => char.IsControl(c) && c is not ('\n' or '\t' or '\r') ? '?' : c))
            : text;
}
