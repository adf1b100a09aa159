namespace AksEgress.Core.Arm;

/// <summary>
/// What a gateway may be besides: a source of tokens for clusters with Microsoft Entra ID, where AKS runs a command as
/// whoever is signed in and not as the cluster's administrator.
/// </summary>
public interface IClusterTokens
{
    /// <summary>A token for the AKS server application; null where the connection cannot get one, as with a token handed in.</summary>
    /// <remarks>The token is a secret: it goes into one request body and nowhere else.</remarks>
    /// <exception cref="Arm.ArmAccessException">The sign-in refused.</exception>
    Task<string?> GetClusterTokenAsync(CancellationToken cancellationToken);
}
