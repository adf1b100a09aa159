using AksEgress.Core.Arm;

namespace AksEgress.Core.Operations;

/// <summary>
/// A long-running operation that -NoWait left behind. All its state is in texts, so that another process or a
/// later runbook job can wait for it after Import-Clixml.
/// </summary>
/// <param name="Name">The resource's name.</param>
/// <param name="ResourceGroupName">The resource's group.</param>
/// <param name="Operation">What is being done, for example <c>loadBalancer -> userDefinedRouting</c>.</param>
/// <param name="Status">ARM's word: InProgress, Succeeded, Failed, Canceled.</param>
/// <param name="StartedAt">When it was sent; null where nothing says so.</param>
/// <param name="ResourceId">The resource's id.</param>
/// <param name="Token">What Wait-AksEgressOperation needs. It holds addresses of ARM, and no secret.</param>
/// <param name="Record">The change record of Set-AksOutboundType; null for other operations.</param>
public sealed record EgressOperation(
    string Name, string ResourceGroupName, string Operation, string Status, DateTimeOffset? StartedAt, string ResourceId, string Token, string? Record)
{
    /// <summary>The operation that an answer of ARM began; Succeeded where there is nothing to wait for.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="what">What is being done.</param>
    /// <param name="startedAt">When it was sent.</param>
    /// <param name="response">ARM's answer.</param>
    /// <param name="record">The change record, or null.</param>
    public static EgressOperation Of(ArmResourceId id, string what, DateTimeOffset startedAt, ArmResponse response, string? record = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(response);
        var status = response.OperationToken is null ? "Succeeded" : "InProgress";
        return new EgressOperation(id.Name, id.ResourceGroupName, what, status, startedAt, id.Text, response.OperationToken ?? string.Empty, record);
    }

    /// <summary>The operation again, from the texts that came through a file or a pipeline.</summary>
    /// <exception cref="Errors.EgressException">The id is none.</exception>
    public static EgressOperation FromParts(string resourceId, string? what, string token, string? record)
    {
        var id = ArmResourceId.Parse(resourceId);
        var startedAt = StartedIn(record);
        return new EgressOperation(id.Name, id.ResourceGroupName, what ?? string.Empty, "Unknown", startedAt, id.Text, token, record);
    }

    // A record that cannot be read is whoever waits's to refuse, not of whoever only looks.
    private static DateTimeOffset? StartedIn(string? record)
    {
        try
        {
            return string.IsNullOrEmpty(record) ? null : OutboundTypes.OutboundTypeChange.FromRecord(record).StartedAt;
        }
        catch (Errors.EgressException)
        {
            return null;
        }
    }

    /// <summary>The operation in one line.</summary>
    public override string ToString() => $"{Name}: {Operation} ({Status})";
}
