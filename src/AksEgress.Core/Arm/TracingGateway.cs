using System.Runtime.CompilerServices;

namespace AksEgress.Core.Arm;

/// <summary>A gateway that reports each request to an observer, for -Verbose. It doesn't own the inner gateway.</summary>
public sealed class TracingGateway : IArmGateway, IClusterTokens
{
    private readonly IArmGateway _inner;
    private readonly Action<ArmExchange> _observer;

    /// <summary>Wraps a gateway.</summary>
    public TracingGateway(IArmGateway inner, Action<ArmExchange> observer)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(observer);
        _inner = inner;
        _observer = observer;
    }

    /// <inheritdoc/>
    public ArmSession Session => _inner.Session;

    /// <inheritdoc/>
    public TimeProvider Clock => _inner.Clock;

    /// <inheritdoc/>
    public Task<ArmResponse> SendAsync(ArmRequest request, CancellationToken cancellationToken) =>
        ArmTrace.WatchAsync(_observer, () => _inner.SendAsync(request, cancellationToken));

    /// <inheritdoc/>
    public Task<ArmResponse> WaitAsync(
        string operationToken, IProgress<ArmOperationProgress>? progress, CancellationToken cancellationToken) =>
        ArmTrace.WatchAsync(_observer, () => _inner.WaitAsync(operationToken, progress, cancellationToken));

    /// <inheritdoc/>
    public Task<ArmResponse> LookAsync(string operationToken, CancellationToken cancellationToken) =>
        ArmTrace.WatchAsync(_observer, () => _inner.LookAsync(operationToken, cancellationToken));

    /// <inheritdoc/>
    public Task<ArmResponse> SettleAsync(
        string path, string apiVersion, IProgress<ArmOperationProgress>? progress, CancellationToken cancellationToken) =>
        ArmTrace.WatchAsync(_observer, () => _inner.SettleAsync(path, apiVersion, progress, cancellationToken));

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(
        string path, string apiVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Without await foreach, because an AsyncLocal that an iterator sets is lost after its first yield.
        var items = _inner.ListAsync(path, apiVersion, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var disposal = items.ConfigureAwait(false);
        while (await ArmTrace.WatchAsync(_observer, () => items.MoveNextAsync().AsTask()).ConfigureAwait(false))
        {
            yield return items.Current;
        }
    }

    /// <inheritdoc/>
    public async Task<string?> GetClusterTokenAsync(CancellationToken cancellationToken) =>
        _inner is IClusterTokens tokens ? await tokens.GetClusterTokenAsync(cancellationToken).ConfigureAwait(false) : null;

    /// <summary>Doesn't dispose the inner gateway.</summary>
    public void Dispose()
    {
    }
}
