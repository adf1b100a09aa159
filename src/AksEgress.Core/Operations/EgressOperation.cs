using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Operations;

/// <summary>
/// A long-running operation, as -NoWait returns it. It consists of texts, so another process or a later runbook job can wait for it
/// after Import-Clixml.
/// </summary>
/// <param name="Name">The resource's name.</param>
/// <param name="ResourceGroupName">The resource's group.</param>
/// <param name="Operation">The operation, for example <c>loadBalancer -> userDefinedRouting</c>.</param>
/// <param name="Status">
/// The status from ARM: InProgress, Succeeded, Failed, or Canceled; NotApplied if the request never reached ARM; Unknown if the result
/// can't be determined.
/// </param>
/// <param name="StartedAt">When the request was sent; null if unknown.</param>
/// <param name="ResourceId">The resource's id.</param>
/// <param name="Token">
/// The token for Wait-AksEgressOperation, with the origin of the operation. It contains URIs of ARM, and no secret.
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

    /// <summary>Creates the operation that a response of ARM started; Succeeded if the response is final.</summary>
    /// <param name="origin">The origin of the request.</param>
    /// <param name="id">The resource.</param>
    /// <param name="what">The operation.</param>
    /// <param name="startedAt">When the request was sent.</param>
    /// <param name="response">The response; 202 without a token if the response with the token was lost.</param>
    /// <param name="expected">Determines the result in that case.</param>
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

    /// <summary>Creates the operation of a request before it's sent. Without a response, the resource determines the result.</summary>
    public static EgressOperation Sending(
        ArmOrigin origin, ArmResourceId id, string what, DateTimeOffset startedAt, ExpectedState expected, string? record = null) =>
        Of(origin, id, what, startedAt, new ArmResponse(202, string.Empty, null, null, null), expected, record);

    /// <summary>Rejects an operation from another origin.</summary>
    /// <exception cref="EgressException">OriginMismatch or TenantUnknown.</exception>
    public Task RequireOriginAsync(IArmGateway gateway, CancellationToken cancellationToken) =>
        Binding().Origin.RequireAsync(gateway, "operation", ResourceId, cancellationToken);

    /// <summary>The operation in one line.</summary>
    public override string ToString() => $"{Name}: {Operation} ({Status})";

    /// <summary>The content of the token.</summary>
    internal OperationBinding Binding() => OperationBinding.Read(Token, ArmResourceId.Parse(ResourceId));
}
