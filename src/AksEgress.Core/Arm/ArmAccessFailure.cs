namespace AksEgress.Core.Arm;

/// <summary>Why no answer came from ARM.</summary>
public enum ArmAccessFailure
{
    /// <summary>The credential gave no token.</summary>
    SignIn,

    /// <summary>The endpoint could not be reached, or the connection broke after all retries.</summary>
    Connection,

    /// <summary>An operation token is not one that this module writes.</summary>
    OperationToken,

    /// <summary>The endpoint of a managed identity gave no token.</summary>
    ManagedIdentity,
}
