namespace AksEgress.Core.Kubeconfigs;

/// <summary>
/// Core's port to YAML, which works with texts. The implementation and its library are in another load context
/// (docs/design/load-context.md). Its constructor has no parameters, so it can be created by name.
/// </summary>
public interface IKubeconfigMerger
{
    /// <summary>Adds the entries of a kubeconfig to another one, and keeps all its other content in the same order.</summary>
    /// <param name="existing">The user's kubeconfig; null or empty for none.</param>
    /// <param name="addition">The kubeconfig with the clusters, users, and contexts to add.</param>
    /// <param name="options">The options of the merge.</param>
    /// <exception cref="KubeconfigFormatException">One of the texts isn't a kubeconfig.</exception>
    KubeconfigMerge Merge(string? existing, string addition, KubeconfigMergeOptions options);
}
