using System.Text.Json.Nodes;
using AksEgress.Core.Documents;

namespace AksEgress.Core.Operations;

/// <summary>
/// Determines the result of a request whose response was lost: compares the resource with the request and with its previous
/// state.
/// </summary>
/// <param name="Kind">The kind of the change.</param>
/// <param name="ETag">The previous eTag of the resource; null if it had none or didn't exist.</param>
/// <param name="Asked">The requested properties, with their previous values.</param>
public sealed record ExpectedState(ChangeKind Kind, string? ETag, IReadOnlyList<MemberChange> Asked)
{
    /// <summary>The expected state of a resource that is created.</summary>
    public static ExpectedState Created(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new ExpectedState(ChangeKind.Create, null, DocumentComparison.Compare(new JsonObject(), document.Root));
    }

    /// <summary>The expected state after a removal.</summary>
    /// <param name="etag">The previous eTag of the resource; null if it had none.</param>
    public static ExpectedState Deleted(string? etag) => new(ChangeKind.Delete, etag, []);

    /// <summary>Determines the status of the operation from the current resource.</summary>
    /// <param name="now">The resource; null if it doesn't exist.</param>
    public string Judge(ArmDocument? now)
    {
        if (now is null)
        {
            return Kind switch
            {
                ChangeKind.Delete => OperationStatus.Succeeded,
                ChangeKind.Create => OperationStatus.NotApplied,
                _ => OperationStatus.Unknown,
            };
        }

        if (!now.IsSettled)
        {
            return OperationStatus.InProgress;
        }

        if (IsAsBefore(now))
        {
            return OperationStatus.NotApplied;
        }

        return Kind is ChangeKind.Delete or ChangeKind.Action || DocumentComparison.Missing(Asked, now.Root).Count > 0
            ? OperationStatus.Unknown
            : now.IsUnfinished ? now.ProvisioningState!
            : OperationStatus.Succeeded;
    }

    /// <summary>The state as tokens contain it.</summary>
    internal JsonObject ToJson() => new() { ["kind"] = Kind.ToString(), ["etag"] = ETag, ["asked"] = ToJson(Asked) };

    /// <summary>Reads what <see cref="ToJson()"/> wrote; null for anything else.</summary>
    /// <exception cref="System.Text.Json.JsonException">A value isn't JSON.</exception>
    internal static ExpectedState? FromJson(JsonNode? node) =>
        Enum.TryParse<ChangeKind>(node.Text("kind"), out var kind) && Enum.IsDefined(kind) && kind != ChangeKind.None
            ? new ExpectedState(kind, node.Text("etag"), ReadAsked(node))
            : null;

    /// <summary>The properties as records and tokens contain them.</summary>
    internal static JsonArray ToJson(IEnumerable<MemberChange> asked) =>
        new([.. asked.Select(member =>
            (JsonNode)new JsonObject { ["path"] = member.Path, ["before"] = member.Before, ["after"] = member.After })]);

    /// <summary>Reads the property <c>asked</c>.</summary>
    /// <exception cref="System.Text.Json.JsonException">A value isn't JSON.</exception>
    internal static MemberChange[] ReadAsked(JsonNode? node)
    {
        MemberChange[] asked = [.. node
            .Items("asked")
            .Select(member => new MemberChange(member.Text("path") ?? string.Empty, member.Text("before"), member.Text("after")))];
        foreach (var member in asked)
        {
            _ = JsonNode.Parse(member.After ?? "null");
            _ = JsonNode.Parse(member.Before ?? "null");
        }

        return asked;
    }

    // Without an eTag, it's unknown whether the request arrived; the state Failed may be a result of the request.
    private bool IsAsBefore(ArmDocument now) => ETag is not null && !now.IsUnfinished && now.ETag == ETag && Kind != ChangeKind.Create
        && DocumentComparison.Missing(
            Asked.Select(member => new MemberChange(member.Path, member.After, member.Before)), now.Root).Count == 0;
}
