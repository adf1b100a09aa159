using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Resources;

namespace AksEgress.Core.RunCommands;

/// <summary>
/// Runs commands inside clusters with ARM's run command, which works without access to the API server, and distinguishes
/// 'could not run' from 'ran and failed'.
/// </summary>
public sealed class ClusterCommands
{
    /// <summary>
    /// The most characters of a command line, 65,536. The limit is this module's own: AKS documents none, and ARM accepts requests of 4 MB.
    /// </summary>
    public const int MaximumCommandLength = 64 * 1024;

    private const string Operation = "run command: ";
    private readonly IArmGateway _gateway;
    private readonly IProgress<ArmOperationProgress>? _progress;
    private readonly TimeProvider _clock;

    /// <summary>Creates an instance that uses a gateway.</summary>
    /// <param name="gateway">The connection to ARM. As an <see cref="IClusterTokens"/>, it also gets tokens for clusters.</param>
    /// <param name="progress">Receives the progress while a command is awaited.</param>
    /// <param name="clock">The clock for the time stamps of operations.</param>
    public ClusterCommands(IArmGateway gateway, IProgress<ArmOperationProgress>? progress = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        _gateway = gateway;
        _progress = progress;
        _clock = clock ?? gateway.Clock;
    }

    /// <summary>True when an operation is a command.</summary>
    public static bool IsCommand(EgressOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return operation.Operation.StartsWith(Operation, StringComparison.Ordinal);
    }

    /// <summary>
    /// The error of a result, CommandCouldNotRun or CommandFailed; null for a command that ran and exited with 0. It is returned, not
    /// thrown.
    /// </summary>
    public static EgressException? ErrorOf(CommandResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Outcome switch
        {
            CommandOutcome.CouldNotRun => EgressErrors.CommandCouldNotRun(
                result.ClusterName, result.State, result.Reason, result.Meaning, result),
            CommandOutcome.Failed => EgressErrors.CommandFailed(result.ClusterName, result.ExitCode, result),
            _ => null,
        };
    }

    /// <summary>Runs a command and waits for its result, whatever its outcome.</summary>
    /// <param name="request">The command and its cluster.</param>
    /// <param name="started">Receives the running operation, so that it isn't lost if the wait is stopped; or null.</param>
    /// <param name="cancellationToken">Stops waiting; the command continues in the cluster.</param>
    /// <exception cref="EgressException">InvalidValue, ResourceNotFound.</exception>
    /// <exception cref="ArmException">ARM refused for another reason than the command: not permitted, throttled, busy.</exception>
    public async Task<CommandResult> RunAsync(CommandRequest request, Action<EgressOperation>? started, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var cluster = await ReadAsync(request, cancellationToken).ConfigureAwait(false);

        // A caller that keeps no operation needs no origin, and no permission to read the subscription.
        var origin = started is null
            ? null
            : await ArmOrigin.ReadAsync(_gateway, request.ClusterId.SubscriptionId, cancellationToken).ConfigureAwait(false);
        try
        {
            var response = await SendAsync(request, cluster, cancellationToken).ConfigureAwait(false);
            if (origin is not null)
            {
                started!.Invoke(Begun(origin, request, response));
            }

            return await FinishAsync(request.ClusterId, request.Command, response, cancellationToken).ConfigureAwait(false);
        }
        catch (ArmException e) when (IsAboutCommand(e))
        {
            return Refused(request.ClusterId, request.Command, cluster, e);
        }
    }

    /// <summary>Sends a command without waiting.</summary>
    /// <exception cref="EgressException">InvalidValue, ResourceNotFound, CommandCouldNotRun.</exception>
    /// <exception cref="ArmException">ARM refused for another reason.</exception>
    public async Task<EgressOperation> StartAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var cluster = await ReadAsync(request, cancellationToken).ConfigureAwait(false);
        var origin = await ArmOrigin.ReadAsync(_gateway, request.ClusterId.SubscriptionId, cancellationToken).ConfigureAwait(false);
        try
        {
            var response = await SendAsync(request, cluster, cancellationToken).ConfigureAwait(false);
            return Begun(origin, request, response);
        }
        catch (ArmException e) when (IsAboutCommand(e))
        {
            throw ErrorOf(Refused(request.ClusterId, request.Command, cluster, e))!;
        }
    }

    /// <summary>Waits for a command that was sent, in this or another process.</summary>
    /// <exception cref="EgressException">InvalidOperationToken, OriginMismatch, or TenantUnknown.</exception>
    /// <exception cref="ArmException">ARM refused, or no longer knows the command.</exception>
    public async Task<CommandResult> WaitAsync(EgressOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (!IsCommand(operation) || operation.Binding().ArmToken is not { } token)
        {
            throw EgressErrors.InvalidOperationToken("it isn't a run command.", operation.ResourceId);
        }

        await operation.RequireOriginAsync(_gateway, cancellationToken).ConfigureAwait(false);
        var id = ArmResourceId.Parse(operation.ResourceId, ResourceTypes.ManagedClusters);
        var command = operation.Operation[Operation.Length..];
        try
        {
            return await FinishAsync(
                id, command, new ArmResponse(202, string.Empty, null, null, token), cancellationToken).ConfigureAwait(false);
        }
        catch (ArmException e) when (IsAboutCommand(e))
        {
            return Refused(id, command, null, e);
        }
    }

    // AKS refuses the POST itself with KubernetesPerformanceError or KubernetesOperationError if its pod didn't start
    // (Azure/azure-cli#23203, #27776). The threads don't show the status, so only the code is compared. Other errors about
    // the caller, a missing cluster, or the availability of ARM aren't about the command.
    private static bool IsAboutCommand(ArmException e) => e.Code.StartsWith("Kubernetes", StringComparison.OrdinalIgnoreCase)
        || (e.Status is not (401 or 403 or 404 or 408 or 409 or 412 or 429) && e.Status < 500);

    private static CommandResult Refused(ArmResourceId id, string command, Cluster? cluster, ArmException e)
    {
        var words = ArmText.Clean(ArmErrors.Words(e));
        return new CommandResult(
            id.Name,
            id.ResourceGroupName,
            id.Text,
            command,
            CommandOutcome.CouldNotRun,
            null,
            string.Empty,
            null,
            null,
            null,
            e.Code,
            words,
            CommandMeanings.Of(cluster, e.Code + " " + words));
    }

    private EgressOperation Begun(ArmOrigin origin, CommandRequest request, ArmResponse response) => EgressOperation.Of(
        origin,
        request.ClusterId,
        Operation + request.Command,
        _clock.GetUtcNow(),
        response,
        new ExpectedState(ChangeKind.Action, null, []));

    private static bool NeedsToken(Cluster cluster) => cluster.Document.Root.Flag("properties", "aadProfile", "managed") == true;

    private async Task<Cluster> ReadAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Command)
            || request.Command.Length > MaximumCommandLength
            || request.Command.Contains('\0', StringComparison.Ordinal))
        {
            throw EgressErrors.InvalidValue(
                "Command", $"a command line must have 1 to {MaximumCommandLength} characters, and no NUL character.");
        }

        return new Cluster(await new ResourceStore(_gateway).ReadAsync(request.ClusterId, cancellationToken).ConfigureAwait(false));
    }

    private async Task<ArmResponse> SendAsync(CommandRequest request, Cluster cluster, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["command"] = request.Command, ["context"] = CommandFiles.Pack(request.Files) };
        var token = request.ClusterToken is { Length: > 0 } given
            ? new System.Net.NetworkCredential(string.Empty, given).Password
            : NeedsToken(cluster) && _gateway is IClusterTokens tokens
                ? await tokens.GetClusterTokenAsync(cancellationToken).ConfigureAwait(false)
            : null;
        if (token is not null)
        {
            body["clusterToken"] = token;
        }

        var path = request.ClusterId.Path + "/runCommand";
        var json = body.ToJsonString(new JsonSerializerOptions
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping
        });
        try
        {
            return await _gateway.SendAsync(
                new ArmRequest("POST", path, ApiVersions.ContainerService, json), cancellationToken).ConfigureAwait(false);
        }
        catch (ArmException e) when (e.Request.Body is not null)
        {
            // The request holds the token, and exceptions end in error records.
            throw Bare(e, path);
        }
    }

    private static ArmException Bare(ArmException e, string path) =>
        new(new ArmRequest("POST", path, ApiVersions.ContainerService), e.Status, e.Code, e.Message)
        {
            Subcode = e.Subcode,
            MemberPath = e.MemberPath,
            CorrelationId = e.CorrelationId
        };

    private async Task<CommandResult> FinishAsync(
        ArmResourceId id, string command, ArmResponse response, CancellationToken cancellationToken)
    {
        var body = response.OperationToken is { } token
            ? (await _gateway.WaitAsync(token, _progress, cancellationToken).ConfigureAwait(false)).Body
            : response.Body;
        return CommandResult.Read(id, command, string.IsNullOrWhiteSpace(body) ? new ArmDocument([]) : ArmDocument.Parse(body));
    }
}
