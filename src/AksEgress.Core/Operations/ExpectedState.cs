using System.Text.Json.Nodes;
using AksEgress.Core.Documents;

namespace AksEgress.Core.Operations;

/// <summary>
/// What tells the result of a request whose answer was lost: the resource itself, compared with what was requested and with what
/// was there before.
/// </summary>
/// <param name="Kind">What the request does.</param>
/// <param name="ETag">The resource's eTag before; null where it had none or didn't exist.</param>
/// <param name="Asked">The members that were requested, with their values before.</param>
public sealed record ExpectedState(ChangeKind Kind, string? ETag, IReadOnlyList<MemberChange> Asked)
{
    /// <summary>The expected state of a resource that is created.</summary>
    public static ExpectedState Created(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new ExpectedState(ChangeKind.Create, null, DocumentComparison.Compare(new JsonObject(), document.Root));
    }

    /// <summary>The expected state after a removal.</summary>
    /// <param name="etag">The resource's eTag before; null where it had none.</param>
    public static ExpectedState Deleted(string? etag) => new(ChangeKind.Delete, etag, []);

    /// <summary>The operation's status, concluded from the resource as it is now.</summary>
    /// <param name="now">The resource; null when it doesn't exist.</param>
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

    /// <summary>The state as a token has it.</summary>
    internal JsonObject ToJson() => new() { ["kind"] = Kind.ToString(), ["etag"] = ETag, ["asked"] = ToJson(Asked) };

    /// <summary>Reads what <see cref="ToJson()"/> wrote; null for anything else.</summary>
    /// <exception cref="System.Text.Json.JsonException">A value isn't JSON.</exception>
    internal static ExpectedState? FromJson(JsonNode? node) =>
        Enum.TryParse<ChangeKind>(node.Text("kind"), out var kind) && Enum.IsDefined(kind) && kind != ChangeKind.None
            ? new ExpectedState(kind, node.Text("etag"), ReadAsked(node))
            : null;

    /// <summary>Members as records and tokens have them.</summary>
    internal static JsonArray ToJson(IEnumerable<MemberChange> asked) =>
        new([.. asked.Select(member =>
            (JsonNode)new JsonObject { ["path"] = member.Path, ["before"] = member.Before, ["after"] = member.After })]);

    /// <summary>Reads the member <c>asked</c>.</summary>
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

    // Without an eTag nothing proves that the request didn't arrive; a state of Failed may be the request's own.
    private bool IsAsBefore(ArmDocument now) => ETag is not null && !now.IsUnfinished && now.ETag == ETag && Kind != ChangeKind.Create
        && DocumentComparison.Missing(
            Asked.Select(member => new MemberChange(member.Path, member.After, member.Before)), now.Root).Count == 0;
}
