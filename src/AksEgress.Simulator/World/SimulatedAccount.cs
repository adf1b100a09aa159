namespace AksEgress.Simulator.World;

/// <summary>The account of every simulation.</summary>
internal static class SimulatedAccount
{
    /// <summary>The subscription that always exists.</summary>
    public const string SubscriptionId = "00000000-0000-0000-0000-000000000000";

    /// <summary>The tenant of all subscriptions and identities.</summary>
    public const string TenantId = "11111111-1111-1111-1111-111111111111";
}
