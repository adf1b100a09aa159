using AksEgress.Core.RunCommands;

namespace AksEgress.Core.Arm;

/// <summary>One request as it went out and came back; never a header or a body, so never a secret.</summary>
/// <param name="Method">The HTTP method, or <c>WAIT</c> for a long-running operation.</param>
/// <param name="Path">The path.</param>
/// <param name="Status">The HTTP status; 0 when no answer came.</param>
/// <param name="Elapsed">How long it took, in real time; of a list, until its last item was taken.</param>
/// <param name="CorrelationId">ARM's correlation id, or null.</param>
public sealed record ArmExchange(string Method, string Path, int Status, TimeSpan Elapsed, string? CorrelationId)
{
    /// <summary>The exchange in one line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Method} {Path} -> {Status} in {Elapsed.TotalMilliseconds:F0} ms") + (CorrelationId is null ? string.Empty : $", correlation {CorrelationId}");
}

/// <summary>A gateway that tells an observer of each request, for -Verbose. It does not own the gateway behind it.</summary>
public sealed class TracingGateway : IArmGateway, IClusterTokens
{
    private readonly IArmGateway inner;
    private readonly Action<ArmExchange> observer;
    private readonly TimeProvider clock;

    /// <summary>Watches a gateway.</summary>
    public TracingGateway(IArmGateway inner, Action<ArmExchange> observer, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(observer);
        this.inner = inner;
        this.observer = observer;
        this.clock = clock ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public ArmSession Session => inner.Session;

    /// <inheritdoc/>
    public Task<ArmResponse> SendAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return WatchAsync(request.Method, request.Path, () => inner.SendAsync(request, cancellationToken));
    }

    /// <inheritdoc/>
    public Task<ArmResponse> WaitAsync(string operationToken, IProgress<ArmOperationProgress>? progress, CancellationToken cancellationToken) =>
        WatchAsync("WAIT", "for the operation", () => inner.WaitAsync(operationToken, progress, cancellationToken));

    /// <inheritdoc/>
    public Task<ArmResponse> SettleAsync(string path, string apiVersion, IProgress<ArmOperationProgress>? progress, CancellationToken cancellationToken) =>
        WatchAsync("WAIT", path, () => inner.SettleAsync(path, apiVersion, progress, cancellationToken));

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(string path, string apiVersion, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        await foreach (var item in inner.ListAsync(path, apiVersion, cancellationToken).ConfigureAwait(false))
        {
            yield return item;
        }

        observer(new ArmExchange("GET", path, 200, clock.GetElapsedTime(start), null));
    }

    /// <inheritdoc/>
    public async Task<string?> GetClusterTokenAsync(CancellationToken cancellationToken) =>
        inner is IClusterTokens tokens ? await tokens.GetClusterTokenAsync(cancellationToken).ConfigureAwait(false) : null;

    /// <summary>Leaves the gateway behind it open.</summary>
    public void Dispose()
    {
    }

    private async Task<ArmResponse> WatchAsync(string method, string path, Func<Task<ArmResponse>> send)
    {
        var start = clock.GetTimestamp();
        try
        {
            var response = await send().ConfigureAwait(false);
            observer(new ArmExchange(method, path, response.Status, clock.GetElapsedTime(start), response.CorrelationId));
            return response;
        }
        catch (ArmException e)
        {
            observer(new ArmExchange(method, path, e.Status, clock.GetElapsedTime(start), e.CorrelationId));
            throw;
        }
    }
}
