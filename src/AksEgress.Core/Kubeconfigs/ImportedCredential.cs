using AksEgress.Core.Arm;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Kubeconfigs;

/// <summary>The result of an import. It contains names only, and no credential.</summary>
/// <param name="ClusterName">The cluster.</param>
/// <param name="ResourceGroupName">The cluster's resource group.</param>
/// <param name="ResourceId">The cluster's id.</param>
/// <param name="Path">The file.</param>
/// <param name="Context">The imported context.</param>
/// <param name="Cluster">The cluster entry of the context.</param>
/// <param name="User">The user entry of the context.</param>
/// <param name="CurrentContext">The current context; null if the file has none.</param>
/// <param name="Replaced">The replaced entries, which had different content.</param>
/// <param name="BackupPath">
/// The copy of the file before entries were replaced; null if none were replaced. It contains credentials.
/// </param>
public sealed record ImportedCredential(
    string ClusterName,
    string ResourceGroupName,
    string ResourceId,
    string Path,
    string Context,
    string Cluster,
    string User,
    string? CurrentContext,
    OutputList<string> Replaced,
    string? BackupPath)
{
    /// <summary>The cluster's subscription, a GUID.</summary>
    public string? SubscriptionId => ArmResourceId.TryParse(ResourceId, out var id) ? id.SubscriptionId : null;

    /// <summary>The import in one line.</summary>
    public override string ToString() => $"{ClusterName}: context '{Context}' in {Path}";
}
