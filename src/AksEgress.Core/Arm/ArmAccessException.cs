namespace AksEgress.Core.Arm;

/// <summary>ARM didn't respond: the sign-in or the connection failed. The message never contains a secret.</summary>
public sealed class ArmAccessException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ArmAccessException(ArmAccessFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Why ARM didn't respond.</summary>
    public ArmAccessFailure Failure { get; }
}
