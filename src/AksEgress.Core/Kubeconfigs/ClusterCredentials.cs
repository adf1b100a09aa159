using System.Text;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Kubeconfigs;

/// <summary>Gets a cluster's credential from ARM and merges it into a kubeconfig. The credential is used for nothing else.</summary>
public sealed class ClusterCredentials
{
    private readonly IArmGateway _gateway;
    private readonly IKubeconfigMerger _merger;

    /// <summary>Uses a connection to ARM and a merger.</summary>
    public ClusterCredentials(IArmGateway gateway, IKubeconfigMerger merger)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        ArgumentNullException.ThrowIfNull(merger);
        _gateway = gateway;
        _merger = merger;
    }

    /// <summary>Imports a credential.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="admin">True for the credential of the administrator, false for that of the user.</param>
    /// <param name="file">The kubeconfig file.</param>
    /// <param name="options">The options of the merge.</param>
    /// <param name="cancellationToken">Stops before the file is changed.</param>
    /// <exception cref="EgressException">
    /// ResourceNotFound, CredentialMissing, KubeconfigConflict, KubeconfigUnreadable, KubeconfigLocked, KubeconfigNotWritten.
    /// </exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<ImportedCredential> ImportAsync(
        ArmResourceId cluster, bool admin, KubeconfigFile file, KubeconfigMergeOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        var addition = await ReadAsync(cluster, admin, cancellationToken).ConfigureAwait(false);
        KubeconfigMerge? merge = null;
        file.Update(
            existing =>
            {
                // The wait for the lock may have been so long that the command was stopped.
                cancellationToken.ThrowIfCancellationRequested();
                merge = Merge(existing, addition, options, cluster, file);
                return merge.Text;
            },
            keepsBackup: () => merge!.Conflicts.Count > 0);
        return new ImportedCredential(
            cluster.Name,
            cluster.ResourceGroupName,
            cluster.Text,
            file.Path,
            merge!.Context,
            merge.Cluster,
            merge.User,
            merge.CurrentContext,
            (string[])[.. merge.Conflicts],
            file.BackupPath);
    }

    private KubeconfigMerge Merge(
        string? existing, string addition, KubeconfigMergeOptions options, ArmResourceId cluster, KubeconfigFile file)
    {
        try
        {
            var merge = _merger.Merge(existing, addition, options);
            return merge.Conflicts.Count == 0 || options.Replace
                ? merge
                : throw EgressErrors.KubeconfigConflict(file.Path, string.Join(", ", merge.Conflicts));
        }
        catch (KubeconfigFormatException e)
        {
            throw e.IsAddition
                ? EgressErrors.CredentialMissing(cluster.Name, e.Message, cluster.Text, e)
                : EgressErrors.KubeconfigUnreadable(file.Path, e.Message, e);
        }
    }

    private async Task<string> ReadAsync(ArmResourceId cluster, bool admin, CancellationToken cancellationToken)
    {
        var path = cluster.Path + (admin ? "/listClusterAdminCredential" : "/listClusterUserCredential");
        ArmResponse response;
        try
        {
            response = await _gateway.SendAsync(
                new ArmRequest("POST", path, ApiVersions.ContainerService), cancellationToken).ConfigureAwait(false);
        }
        catch (ArmException e) when (e.IsNotFound)
        {
            throw ResourceStore.NotFound(cluster);
        }

        // { kubeconfigs: [ { name, value } ] }, where value is base64 of the file.
        var value = Body(response, cluster)
            .Root.Items("kubeconfigs")
            .Select(item => item.Text("value"))
            .FirstOrDefault(text => !string.IsNullOrEmpty(text))
            ?? throw EgressErrors.CredentialMissing(cluster.Name, "the response contains none.", cluster.Text);
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(
                Convert.FromBase64String(value));
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            // Without inner exception, which may quote the credential.
            throw EgressErrors.CredentialMissing(cluster.Name, "it isn't base64-encoded UTF-8 text.", cluster.Text);
        }
    }

    private static ArmDocument Body(ArmResponse response, ArmResourceId cluster)
    {
        try
        {
            return ArmDocument.Parse(response.Body);
        }
        catch (EgressException)
        {
            throw EgressErrors.CredentialMissing(cluster.Name, "the response isn't JSON.", cluster.Text);
        }
    }
}
