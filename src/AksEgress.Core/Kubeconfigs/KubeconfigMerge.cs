namespace AksEgress.Core.Kubeconfigs;

/// <summary>The result of a merge.</summary>
/// <param name="Text">The merged kubeconfig; a secret, as the added one is.</param>
/// <param name="Context">The added context.</param>
/// <param name="Cluster">The cluster that it names.</param>
/// <param name="User">The user that it names.</param>
/// <param name="CurrentContext">The current context afterwards, or null.</param>
/// <param name="Conflicts">
/// Entries of the same name with other content, for example <c>user 'clusterUser_rg_aks'</c>; where they may not be replaced the text is
/// not to be used.
/// </param>
public sealed record KubeconfigMerge(
    string Text, string Context, string Cluster, string User, string? CurrentContext, IReadOnlyList<string> Conflicts)
{
    /// <summary>The names alone: the text is a secret.</summary>
    public override string ToString() => $"context '{Context}', cluster '{Cluster}', user '{User}'";
}
