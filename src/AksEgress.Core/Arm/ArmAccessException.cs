namespace AksEgress.Core.Arm;

/// <summary>No answer came from ARM: signing in or the connection failed. The message never holds a secret.</summary>
public sealed class ArmAccessException : Exception
{
    /// <summary>Keeps why.</summary>
    public ArmAccessException(ArmAccessFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Why no answer came.</summary>
    public ArmAccessFailure Failure { get; }
}
