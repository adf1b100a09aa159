using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;

namespace AksEgress.Core.OutboundTypes;

/// <summary>Reads operations from texts, with the change record of those of Set-AksOutboundType.</summary>
public static class SavedOperation
{
    /// <summary>Creates an operation from its texts in a file or a pipeline. All IDs must identify one resource.</summary>
    /// <param name="resourceId">The resource's id.</param>
    /// <param name="what">The operation.</param>
    /// <param name="token">The token; it can be empty if there is a change record.</param>
    /// <param name="record">The change record, or null.</param>
    /// <exception cref="EgressException">
    /// InvalidResourceId, InvalidOperationToken, InvalidChangeRecord, ResourceMismatch, or OriginMismatch.
    /// </exception>
    public static EgressOperation FromParts(string resourceId, string? what, string? token, string? record)
    {
        var id = ArmResourceId.ParseAny(resourceId, "ResourceId");
        var change = string.IsNullOrEmpty(record) ? null : OutboundTypeChange.FromRecord(record);
        if (change is not null && !string.Equals(change.ResourceId, id.Text, StringComparison.OrdinalIgnoreCase))
        {
            throw EgressErrors.ResourceMismatch("the change record's resource", change.ResourceId, id.Text);
        }

        if (change is not null && string.IsNullOrEmpty(token))
        {
            return EgressOperation.Sending(change.Origin, id, what ?? string.Empty, change.StartedAt, change.Expected, record) with
            {
                Status = OperationStatus.Unknown
            };
        }

        var binding = !string.IsNullOrEmpty(token) ? OperationBinding.Read(token, id) : throw EgressErrors.InvalidOperationToken(
            "it's empty.");
        if (change?.Origin.DifferenceFrom(binding.Origin) is { } difference)
        {
            throw EgressErrors.OriginMismatch("change record", difference, id.Text);
        }

        var status = binding.IsEnded ? OperationStatus.Succeeded : OperationStatus.Unknown;
        return new EgressOperation(id.Name, id.ResourceGroupName, what ?? string.Empty, status, change?.StartedAt, id.Text, token, record);
    }
}
