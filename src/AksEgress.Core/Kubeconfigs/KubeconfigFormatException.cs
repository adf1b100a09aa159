namespace AksEgress.Core.Kubeconfigs;

/// <summary>A text is no kubeconfig. The message quotes nothing of it.</summary>
public sealed class KubeconfigFormatException : Exception
{
    /// <summary>Says what is wrong where.</summary>
    /// <param name="isAddition">True when ARM's text is meant, false for the user's.</param>
    /// <param name="line">The line, from 1; 0 where it is not known.</param>
    /// <param name="reason">What is wrong.</param>
    public KubeconfigFormatException(bool isAddition, long line, string reason)
        : base(line > 0 ? FormattableString.Invariant($"line {line}: {reason}") : reason) => IsAddition = isAddition;

    /// <summary>True when ARM's text is meant, false for the user's.</summary>
    public bool IsAddition { get; }
}
