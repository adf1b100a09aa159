using AksEgress.Core.Arm;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Kubeconfigs;

/// <summary>Where a cluster's credential went. It holds names only.</summary>
/// <param name="ClusterName">The cluster.</param>
/// <param name="ResourceGroupName">The cluster's resource group.</param>
/// <param name="ResourceId">The cluster's id.</param>
/// <param name="Path">The file.</param>
/// <param name="Context">The context in it.</param>
/// <param name="Cluster">The entry of the cluster that the context names.</param>
/// <param name="User">The entry of the user that the context names.</param>
/// <param name="CurrentContext">What kubectl uses now; null where the file names none.</param>
/// <param name="Replaced">Entries with other content that were replaced.</param>
/// <param name="BackupPath">
/// The copy of the file as it was before entries were replaced; null where none were. It holds credentials.
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
