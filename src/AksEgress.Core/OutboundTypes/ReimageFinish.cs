using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.NodePools;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.OutboundTypes;

/// <summary>
/// The last step of a change of the outbound type, if requested: reimages all node pools, because nodes keep parts of the previous
/// egress path until then.
/// </summary>
internal sealed class ReimageFinish(ResourceStore store)
{
    /// <summary>Reimages the remaining node pools one after another, and updates the record after each.</summary>
    /// <exception cref="EgressException">ReimageUnfinished, with the remaining node pools; the change isn't undone.</exception>
    public async Task RunAsync(OutboundTypeChange change, CancellationToken cancellationToken)
    {
        var cluster = ArmResourceId.Parse(change.ResourceId, ResourceTypes.ManagedClusters);
        while (change.NodePoolsToReimage is [var pool, ..])
        {
            bool? isReplaced;
            try
            {
                isReplaced = await NodeImageUpdate.VerifyAsync(
                    store, cluster.Child("agentPools", pool), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is ArmException or ArmAccessException or EgressException)
            {
                throw EgressErrors.ReimageUnfinished(
                    cluster.Name, change.From, change.To, Names([.. change.NodePoolsReimaged, .. change.NodePoolsUnverified]),
                    Names(change.NodePoolsToReimage), e.Message,
                    cluster.ResourceGroupName, change, e);
            }

            if (isReplaced == true)
            {
                change.NodePoolsReimaged = [.. change.NodePoolsReimaged, pool];
                change.NodePoolsUnverified = [.. change.NodePoolsUnverified.Except([pool])];
            }
            else
            {
                change.NodePoolsUnverified = [.. change.NodePoolsUnverified.Except([pool]), pool];
            }

            change.NodePoolsToReimage = [.. change.NodePoolsToReimage.Skip(1)];
        }
    }

    private static string Names(OutputList<string> pools) => pools.Count == 0 ? "none" : string.Join(", ", pools);
}
