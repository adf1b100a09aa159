namespace AksEgress.Core.Arm;

/// <summary>The API versions that this module requests (docs/design/api-versions.md).</summary>
public static class ApiVersions
{
    /// <summary>
    /// Microsoft.ContainerService; the first stable version with natGatewayProfile.sku and the user's public IPs on a managed gateway.
    /// </summary>
    public const string ContainerService = "2026-06-01";

    /// <summary>Microsoft.Network.</summary>
    public const string Network = "2025-07-01";

    /// <summary>Microsoft.Resources: groups and subscriptions.</summary>
    public const string Resources = "2022-09-01";

    /// <summary>Microsoft.ManagedIdentity: user-assigned identities.</summary>
    public const string ManagedIdentity = "2026-05-31";

    /// <summary>Microsoft.Authorization: role assignments and role definitions.</summary>
    public const string Authorization = "2022-04-01";

    /// <summary>Microsoft.Features: preview features.</summary>
    public const string Features = "2021-07-01";

    /// <summary>The version for a resource type.</summary>
    /// <param name="resourceType">For example <c>Microsoft.Network/routeTables</c>.</param>
    /// <exception cref="ArgumentException">This module doesn't use the type's provider.</exception>
    public static string For(string resourceType)
    {
        ArgumentNullException.ThrowIfNull(resourceType);
        return resourceType.Split('/')[0].ToUpperInvariant() switch
        {
            "MICROSOFT.CONTAINERSERVICE" => ContainerService,
            "MICROSOFT.NETWORK" => Network,
            "MICROSOFT.RESOURCES" => Resources,
            "MICROSOFT.MANAGEDIDENTITY" => ManagedIdentity,
            "MICROSOFT.AUTHORIZATION" => Authorization,
            _ => throw new ArgumentException($"No API version is chosen for '{resourceType}'.", nameof(resourceType)),
        };
    }
}
