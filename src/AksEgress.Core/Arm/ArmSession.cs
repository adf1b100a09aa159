namespace AksEgress.Core.Arm;

/// <summary>The account and the endpoint of a connection. It never contains a token or a secret.</summary>
/// <param name="Account">The account that signed in: a user, a client ID, or the kind of credential if neither is known.</param>
/// <param name="TenantId">
/// The Microsoft Entra tenant that was specified or that the list of subscriptions returned; null if unknown. For display only.
/// </param>
/// <param name="SubscriptionId">The default subscription, or null.</param>
/// <param name="Environment">AzureCloud, AzureUSGovernment, AzureChinaCloud, Simulation, or Custom for another endpoint.</param>
/// <param name="Endpoint">The ARM endpoint.</param>
/// <param name="Simulated">True if all requests stay in this process.</param>
/// <param name="TimeScale">Simulated seconds per real second; 1 for Azure.</param>
public sealed record ArmSession(
    string Account,
    string? TenantId,
    string? SubscriptionId,
    string Environment,
    Uri Endpoint,
    bool Simulated,
    double TimeScale)
{
    /// <summary>The default resource group, or null.</summary>
    public string? ResourceGroupName { get; init; }

    /// <summary>The random id of the simulation; null when the session isn't simulated.</summary>
    public string? SimulationId { get; init; }

    /// <summary>The origin of the changes that this session makes in a subscription.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="tenantId">The subscription's tenant, which <see cref="ArmOrigin.ReadAsync"/> reads.</param>
    public ArmOrigin OriginOf(string subscriptionId, string tenantId) =>
        new(Simulated, SimulationId, ArmOrigin.Text(Endpoint), tenantId, subscriptionId);
}
