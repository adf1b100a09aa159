namespace AksEgress.Core.Arm;

/// <summary>What ARM answered with a status below 300. Anything else is an <see cref="ArmException"/>.</summary>
/// <param name="Status">The HTTP status, 200 to 299.</param>
/// <param name="Body">The body as ARM sent it; empty when it sent none.</param>
/// <param name="ETag">The ETag header, or null. Documents of AKS carry theirs in the body only.</param>
/// <param name="CorrelationId">The x-ms-correlation-request-id header, or null; Azure support asks for it.</param>
/// <param name="OperationToken">
/// When the request started a long-running operation: a JSON text from which any process can wait for it
/// (<see cref="IArmGateway.WaitAsync"/>). Null when the answer is final.
/// </param>
public sealed record ArmResponse(int Status, string Body, string? ETag, string? CorrelationId, string? OperationToken);
