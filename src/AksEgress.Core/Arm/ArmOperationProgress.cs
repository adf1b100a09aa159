namespace AksEgress.Core.Arm;

/// <summary>The state of a running operation at one time.</summary>
/// <param name="Status">The status that ARM returns: InProgress, Succeeded, Failed, Canceled, or another that a provider uses.</param>
/// <param name="Elapsed">The time since the wait started, 0 or more, in the session's time.</param>
public sealed record ArmOperationProgress(string Status, TimeSpan Elapsed);
