namespace AksEgress.Core.Arm;

/// <summary>
/// Core's only port to Azure Resource Manager. Only types of the base class library and of Core cross it, because the implementation
/// is in another load context (docs/design/load-context.md).
/// </summary>
public interface IArmGateway : IDisposable
{
    /// <summary>The account and the endpoint of the connection.</summary>
    ArmSession Session { get; }

    /// <summary>The clock of the session for all waits and durations: simulated time if the session is simulated.</summary>
    TimeProvider Clock => TimeProvider.System;

    /// <summary>
    /// Sends a request, and retries it after throttling and dropped connections as Retry-After requires. A PUT or DELETE that could
    /// overwrite another client's change is sent once only: the caller reads the resource before it sends the request again.
    /// </summary>
    /// <exception cref="ArmException">ARM returned a status of 300 or more.</exception>
    /// <exception cref="ArmAccessException">ARM didn't respond: the sign-in or the connection failed.</exception>
    Task<ArmResponse> SendAsync(ArmRequest request, CancellationToken cancellationToken);

    /// <summary>Waits for a long-running operation and returns its final response: for a PUT, the resource as read afterwards.</summary>
    /// <param name="operationToken">A token from <see cref="ArmResponse.OperationToken"/>, of this or another process.</param>
    /// <param name="progress">Receives the state after each poll.</param>
    /// <param name="cancellationToken">Stops waiting; the operation continues in Azure.</param>
    /// <exception cref="ArmException">The operation ended as Failed or Canceled; its code and message are ARM's.</exception>
    /// <exception cref="ArmAccessException">The token isn't valid, or ARM didn't respond.</exception>
    Task<ArmResponse> WaitAsync(string operationToken, IProgress<ArmOperationProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Reads the state of a long-running operation once. The token is checked as by <see cref="WaitAsync"/>.</summary>
    /// <param name="operationToken">A token from <see cref="ArmResponse.OperationToken"/>, of this or another process.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <exception cref="ArmException">ARM returned a status of 300 or more; 404 if it no longer knows the operation.</exception>
    /// <exception cref="ArmAccessException">The token isn't valid, or ARM didn't respond.</exception>
    Task<ArmResponse> LookAsync(string operationToken, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until no operation is running on a resource, and returns it. It's for operations without a token, such as those of an
    /// interrupted command, which continue in Azure.
    /// </summary>
    /// <param name="path">The resource's path.</param>
    /// <param name="apiVersion">The API version to read it with.</param>
    /// <param name="progress">Receives the state after each poll.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArmException">The operation failed or was canceled (status 200), or the resource doesn't exist (404).</exception>
    /// <exception cref="ArmAccessException">ARM didn't respond.</exception>
    Task<ArmResponse> SettleAsync(
        string path, string apiVersion, IProgress<ArmOperationProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Reads all pages of a collection.</summary>
    /// <returns>The JSON text of each element of <c>value</c>, as the pages arrive.</returns>
    IAsyncEnumerable<string> ListAsync(string path, string apiVersion, CancellationToken cancellationToken);
}
