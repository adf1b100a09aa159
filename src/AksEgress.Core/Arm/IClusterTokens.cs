namespace AksEgress.Core.Arm;

/// <summary>
/// Implemented by gateways that can get tokens for clusters with Microsoft Entra ID, where AKS runs a command as the signed-in
/// account and not as the cluster's administrator.
/// </summary>
public interface IClusterTokens
{
    /// <summary>A token for the AKS server application; null if the connection can't get one, such as one with an access token.</summary>
    /// <remarks>The token is a secret: use it in one request body only.</remarks>
    /// <exception cref="Arm.ArmAccessException">The sign-in failed.</exception>
    Task<string?> GetClusterTokenAsync(CancellationToken cancellationToken);
}
