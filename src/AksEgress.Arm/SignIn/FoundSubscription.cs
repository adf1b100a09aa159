namespace AksEgress.Arm.SignIn;

/// <summary>A subscription in the list that ARM returns.</summary>
/// <param name="Id">Its GUID.</param>
/// <param name="TenantId">Its tenant, or null where ARM doesn't say.</param>
/// <param name="Name">Its display name.</param>
/// <param name="Enabled">True when it is enabled.</param>
internal sealed record FoundSubscription(string Id, string? TenantId, string Name, bool Enabled);
