namespace AksEgress.Core.Arm;

/// <summary>Why ARM didn't respond.</summary>
public enum ArmAccessFailure
{
    /// <summary>The credential returned no token.</summary>
    SignIn,

    /// <summary>The endpoint could not be reached, or the connection broke after all retries.</summary>
    Connection,

    /// <summary>This module didn't create the operation token.</summary>
    OperationToken,

    /// <summary>The endpoint of a managed identity returned no token.</summary>
    ManagedIdentity,
}
