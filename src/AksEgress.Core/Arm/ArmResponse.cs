namespace AksEgress.Core.Arm;

/// <summary>A response of ARM with a status below 300. Any other response is an <see cref="ArmException"/>.</summary>
/// <param name="Status">The HTTP status, 200 to 299.</param>
/// <param name="Body">The body as ARM sent it; empty if there is none.</param>
/// <param name="ETag">The ETag header, or null. AKS returns it in the body only.</param>
/// <param name="CorrelationId">The x-ms-correlation-request-id header, or null; Azure support asks for it.</param>
/// <param name="OperationToken">
/// If the request started a long-running operation: a JSON text with which any process can wait for it
/// (<see cref="IArmGateway.WaitAsync"/>). Null if the response is final.
/// </param>
public sealed record ArmResponse(int Status, string Body, string? ETag, string? CorrelationId, string? OperationToken);
