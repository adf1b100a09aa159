using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Operations;

/// <summary>
/// A long-running operation that -NoWait left behind. All its state is in texts, so that another process or a
/// later runbook job can wait for it after Import-Clixml.
/// </summary>
/// <param name="Name">The resource's name.</param>
/// <param name="ResourceGroupName">The resource's group.</param>
/// <param name="Operation">What is being done, for example <c>loadBalancer -> userDefinedRouting</c>.</param>
/// <param name="Status">
/// ARM's word: InProgress, Succeeded, Failed, Canceled. NotApplied when the request never reached ARM; Unknown when nothing tells the
/// result.
/// </param>
/// <param name="StartedAt">When it was sent; null where nothing says so.</param>
/// <param name="ResourceId">The resource's id.</param>
/// <param name="Token">
/// What Wait-AksEgressOperation needs, with the origin of the operation. It holds addresses of ARM, and no secret.
/// </param>
/// <param name="Record">The change record of Set-AksOutboundType; null for other operations.</param>
public sealed record EgressOperation(
    string Name,
    string ResourceGroupName,
    string Operation,
    string Status,
    DateTimeOffset? StartedAt,
    string ResourceId,
    string Token,
    string? Record)
{
    /// <summary>The resource's subscription, a GUID.</summary>
    public string? SubscriptionId => ArmResourceId.TryParse(ResourceId, out var id) ? id.SubscriptionId : null;

    /// <summary>The operation that an answer of ARM began; Succeeded where there is nothing to wait for.</summary>
    /// <param name="origin">Where it was sent.</param>
    /// <param name="id">The resource.</param>
    /// <param name="what">What is being done.</param>
    /// <param name="startedAt">When it was sent.</param>
    /// <param name="response">ARM's answer; 202 without a token when the answer that names the operation was lost.</param>
    /// <param name="expected">What tells the result then.</param>
    /// <param name="record">The change record, or null.</param>
    public static EgressOperation Of(
        ArmOrigin origin,
        ArmResourceId id,
        string what,
        DateTimeOffset startedAt,
        ArmResponse response,
        ExpectedState expected,
        string? record = null)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(response);
        var lost = response is { OperationToken: null, Status: 202 };
        var binding = new OperationBinding(origin, id.Text, response.OperationToken is null && !lost, lost ? expected : null);
        return new EgressOperation(
            id.Name,
            id.ResourceGroupName,
            what,
            binding.IsEnded ? OperationStatus.Succeeded : OperationStatus.InProgress,
            startedAt,
            id.Text,
            binding.ToToken(response.OperationToken),
            record);
    }

    /// <summary>The operation of a request that is about to be sent: until an answer comes, the resource alone tells the result.</summary>
    public static EgressOperation Sending(
        ArmOrigin origin, ArmResourceId id, string what, DateTimeOffset startedAt, ExpectedState expected, string? record = null) =>
        Of(origin, id, what, startedAt, new ArmResponse(202, string.Empty, null, null, null), expected, record);

    /// <summary>Refuses an operation that comes from elsewhere.</summary>
    /// <exception cref="EgressException">OriginMismatch or TenantUnknown.</exception>
    public Task RequireOriginAsync(IArmGateway gateway, CancellationToken cancellationToken) =>
        Binding().Origin.RequireAsync(gateway, "operation", ResourceId, cancellationToken);

    /// <summary>The operation in one line.</summary>
    public override string ToString() => $"{Name}: {Operation} ({Status})";

    /// <summary>What the token says.</summary>
    internal OperationBinding Binding() => OperationBinding.Read(Token, ArmResourceId.Parse(ResourceId));
}
