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

/// <summary>No answer came from ARM: signing in or the connection failed. The message never holds a secret.</summary>
public sealed class ArmAccessException : Exception
{
    /// <summary>Keeps why.</summary>
    public ArmAccessException(ArmAccessFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Why no answer came.</summary>
    public ArmAccessFailure Failure { get; }
}
