namespace AksEgress.Core.Arm;

/// <summary>Who is signed in where. Never holds a token or a secret.</summary>
/// <param name="Account">What signs in: a user, a client id, or the kind of credential where neither is known.</param>
/// <param name="TenantId">The Microsoft Entra tenant, or null where the credential does not tell.</param>
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
}
