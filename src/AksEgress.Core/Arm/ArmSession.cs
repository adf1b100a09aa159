namespace AksEgress.Core.Arm;

/// <summary>Who is signed in where. Never holds a token or a secret.</summary>
/// <param name="Account">What signs in: a user, a client id, or the kind of credential where neither is known.</param>
/// <param name="TenantId">
/// The Microsoft Entra tenant that was named or that the list of subscriptions returned; null where neither tells. For display only.
/// </param>
/// <param name="SubscriptionId">The subscription that commands use when none is named, or null.</param>
/// <param name="Environment">AzureCloud, AzureUSGovernment, AzureChinaCloud, Simulation, or Custom for a free endpoint.</param>
/// <param name="Endpoint">The ARM endpoint.</param>
/// <param name="Simulated">True when no request leaves this process.</param>
/// <param name="TimeScale">Simulated seconds in a real second; 1 for Azure.</param>
public sealed record ArmSession(
    string Account,
    string? TenantId,
    string? SubscriptionId,
    string Environment,
    Uri Endpoint,
    bool Simulated,
    double TimeScale)
{
    /// <summary>The resource group that completes names where none is specified, or null.</summary>
    public string? ResourceGroupName { get; init; }

    /// <summary>The random id of the simulation; null when the session isn't simulated.</summary>
    public string? SimulationId { get; init; }

    /// <summary>The origin of what this session does in a subscription.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="tenantId">The subscription's tenant, which <see cref="ArmOrigin.ReadAsync"/> reads.</param>
    public ArmOrigin OriginOf(string subscriptionId, string tenantId) =>
        new(Simulated, SimulationId, ArmOrigin.Text(Endpoint), tenantId, subscriptionId);
}
