using AksEgress.Core.Arm;

namespace AksEgress.Core.Resources;

/// <summary>The protection of an update against overwriting another client's change, as shown in a plan.</summary>
internal static class WriteProtection
{
    /// <summary>ARM refuses the update when another client was faster: confirmed for AKS.</summary>
    public const string IfMatch = "protected by If-Match";

    /// <summary>If-Match is sent, but isn't known to be honored: Microsoft.Network.</summary>
    public const string Compared = "eTag checked before the update";

    /// <summary>
    /// Refuses to update a cluster or node pool without an etag: nothing else keeps the update from overwriting another client's.
    /// </summary>
    /// <exception cref="Errors.EgressException">ETagMissing.</exception>
    public static void Require(ArmResourceId id, Documents.ArmDocument read)
    {
        if (read.ETag is null && id.ResourceType.StartsWith(ResourceTypes.ManagedClusters, StringComparison.OrdinalIgnoreCase))
        {
            throw Errors.EgressErrors.ETagMissing(ResourceNouns.Describe(id.ResourceType), id.Name, id.Text);
        }
    }
}
