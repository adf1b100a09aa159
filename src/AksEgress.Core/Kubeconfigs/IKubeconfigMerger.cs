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
