namespace AksEgress.Core.Operations;

/// <summary>
/// A long-running operation that -NoWait left behind. All its state is in texts, so that another process or a
/// later runbook job can wait for it after Import-Clixml.
/// </summary>
/// <param name="Name">The resource's name.</param>
/// <param name="ResourceGroupName">The resource's group.</param>
/// <param name="Operation">What is being done, for example <c>loadBalancer -> userDefinedRouting</c>.</param>
/// <param name="Status">ARM's word: InProgress, Succeeded, Failed, Canceled.</param>
/// <param name="StartedAt">When it was sent.</param>
/// <param name="ResourceId">The resource's id.</param>
/// <param name="Token">What Wait-AksEgressOperation needs. It holds addresses of ARM, and no secret.</param>
/// <param name="Record">The change record of Set-AksOutboundType; null for other operations.</param>
public sealed record EgressOperation(
    string Name, string ResourceGroupName, string Operation, string Status, DateTimeOffset StartedAt, string ResourceId, string Token, string? Record)
{
    /// <summary>The operation in one line.</summary>
    public override string ToString() => $"{Name}: {Operation} ({Status})";
}
