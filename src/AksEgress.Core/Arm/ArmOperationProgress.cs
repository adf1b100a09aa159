namespace AksEgress.Core.Arm;

/// <summary>One look at a running operation.</summary>
/// <param name="Status">ARM's own word: InProgress, Succeeded, Failed, Canceled, or another that a provider uses.</param>
/// <param name="Elapsed">Time since waiting began, 0 or more, in the gateway's clock: simulated time when simulated.</param>
public sealed record ArmOperationProgress(string Status, TimeSpan Elapsed);
