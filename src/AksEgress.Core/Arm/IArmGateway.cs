namespace AksEgress.Core.Arm;

/// <summary>
/// Core's one port to Azure Resource Manager. Only the framework's own types cross it, because the
/// implementation lives in a load context of its own (docs/design/load-context.md).
/// </summary>
public interface IArmGateway : IDisposable
{
    /// <summary>Who is signed in where.</summary>
    ArmSession Session { get; }

    /// <summary>The clock of the session, by which its waits and durations are: simulated time when simulated.</summary>
    TimeProvider Clock => TimeProvider.System;

    /// <summary>
    /// Sends one request. Throttling and dropped connections are retried inside, as ARM's Retry-After says. A PUT or DELETE that
    /// ARM may not refuse when another client was faster is sent once only: the caller reads the resource before it repeats it.
    /// </summary>
    /// <exception cref="ArmException">ARM answered with a status of 300 or more.</exception>
    /// <exception cref="ArmAccessException">No answer: the sign-in or the connection failed.</exception>
    Task<ArmResponse> SendAsync(ArmRequest request, CancellationToken cancellationToken);

    /// <summary>Waits for a long-running operation and returns its final answer: for a PUT the resource read anew.</summary>
    /// <param name="operationToken">A token from <see cref="ArmResponse.OperationToken"/>, of this or another process.</param>
    /// <param name="progress">Told after each look at the operation.</param>
    /// <param name="cancellationToken">Stops waiting; the operation itself goes on in Azure.</param>
    /// <exception cref="ArmException">The operation ended as Failed or Canceled; its code and message are ARM's.</exception>
    /// <exception cref="ArmAccessException">The token is not one, or no answer came.</exception>
    Task<ArmResponse> WaitAsync(string operationToken, IProgress<ArmOperationProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Reads the state of a long-running operation once. The token is checked by the rule of <see cref="WaitAsync"/>.</summary>
    /// <param name="operationToken">A token from <see cref="ArmResponse.OperationToken"/>, of this or another process.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <exception cref="ArmException">ARM answered with a status of 300 or more; 404 when it no longer knows the operation.</exception>
    /// <exception cref="ArmAccessException">The token isn't valid, or no answer came.</exception>
    Task<ArmResponse> LookAsync(string operationToken, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until a resource that somebody else writes has come to rest, and returns it: what an earlier, interrupted command
    /// began goes on in Azure, and there is no token left to wait with.
    /// </summary>
    /// <param name="path">The resource's path.</param>
    /// <param name="apiVersion">The API version to read it with.</param>
    /// <param name="progress">Told after each look at the resource.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArmException">The resource came to rest as Failed or Canceled (status 200), or is gone (404).</exception>
    /// <exception cref="ArmAccessException">No answer came.</exception>
    Task<ArmResponse> SettleAsync(
        string path, string apiVersion, IProgress<ArmOperationProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Reads all pages of a collection.</summary>
    /// <returns>The JSON text of each element of <c>value</c>, as the pages arrive.</returns>
    IAsyncEnumerable<string> ListAsync(string path, string apiVersion, CancellationToken cancellationToken);
}
