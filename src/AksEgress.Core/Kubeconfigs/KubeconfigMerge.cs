namespace AksEgress.Core.Kubeconfigs;

/// <summary>The result of a merge.</summary>
/// <param name="Text">The merged kubeconfig, which contains secrets.</param>
/// <param name="Context">The added context.</param>
/// <param name="Cluster">The cluster of the context.</param>
/// <param name="User">The user of the context.</param>
/// <param name="CurrentContext">The current context afterwards, or null.</param>
/// <param name="Conflicts">
/// Entries with the same name and different content, for example <c>user 'clusterUser_rg_aks'</c>. If they must not be replaced, don't
/// use the text.
/// </param>
public sealed record KubeconfigMerge(
    string Text, string Context, string Cluster, string User, string? CurrentContext, IReadOnlyList<string> Conflicts)
{
    /// <summary>The names only, because the text contains secrets.</summary>
    public override string ToString() => $"context '{Context}', cluster '{Cluster}', user '{User}'";
}
