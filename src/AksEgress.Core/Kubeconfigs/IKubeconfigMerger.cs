namespace AksEgress.Core.Kubeconfigs;

/// <summary>
/// Core's port to YAML: texts in, texts out. The implementation lives with its library in a load context of its own
/// (docs/design/load-context.md). Its constructor takes nothing, so that it can be created by name.
/// </summary>
public interface IKubeconfigMerger
{
    /// <summary>Puts the entries of one kubeconfig into another, and keeps all else of that one, in its order.</summary>
    /// <param name="existing">The user's kubeconfig; null or empty for none.</param>
    /// <param name="addition">The kubeconfig whose clusters, users and contexts are to be added.</param>
    /// <param name="options">What may be replaced and set.</param>
    /// <exception cref="KubeconfigFormatException">One of the texts is no kubeconfig.</exception>
    KubeconfigMerge Merge(string? existing, string addition, KubeconfigMergeOptions options);
}

/// <summary>What a merge may do.</summary>
/// <param name="Replace">True to replace entries of the same name with other content.</param>
/// <param name="SetContext">True to make the added context the current one.</param>
public sealed record KubeconfigMergeOptions(bool Replace, bool SetContext);

/// <summary>The result of a merge.</summary>
/// <param name="Text">The merged kubeconfig; a secret, as the added one is.</param>
/// <param name="Context">The added context.</param>
/// <param name="Cluster">The cluster that it names.</param>
/// <param name="User">The user that it names.</param>
/// <param name="CurrentContext">The current context afterwards, or null.</param>
/// <param name="Conflicts">Entries of the same name with other content, for example <c>user 'clusterUser_rg_aks'</c>; where they may not be replaced the text is not to be used.</param>
public sealed record KubeconfigMerge(string Text, string Context, string Cluster, string User, string? CurrentContext, IReadOnlyList<string> Conflicts)
{
    /// <summary>The names alone: the text is a secret.</summary>
    public override string ToString() => $"context '{Context}', cluster '{Cluster}', user '{User}'";
}

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
