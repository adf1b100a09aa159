namespace AksEgress.Core.Kubeconfigs;

/// <summary>A text isn't a kubeconfig. The message quotes nothing of it.</summary>
public sealed class KubeconfigFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="isAddition">True for the text from ARM, false for the user's.</param>
    /// <param name="line">The line, from 1; 0 if it's unknown.</param>
    /// <param name="reason">The reason.</param>
    public KubeconfigFormatException(bool isAddition, long line, string reason)
        : base(line > 0 ? FormattableString.Invariant($"line {line}: {reason}") : reason) => IsAddition = isAddition;

    /// <summary>True for the text from ARM, false for the user's.</summary>
    public bool IsAddition { get; }
}
