using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Documents;

/// <summary>
/// The complete JSON that ARM sent, in its original order. A PUT replaces the whole resource, so a change is applied to a
/// <see cref="Copy"/> and sets only its own properties; all others are sent as received (docs/design/documents.md).
/// </summary>
public sealed class ArmDocument
{
    private static readonly JsonSerializerOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions s_indented = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true
    };

    /// <summary>Wraps a JSON object.</summary>
    public ArmDocument(JsonObject root)
    {
        ArgumentNullException.ThrowIfNull(root);
        Root = root;
    }

    /// <summary>The document itself.</summary>
    public JsonObject Root { get; }

    /// <summary>The resource's ID; empty for a document that wasn't sent yet.</summary>
    public string Id => Root.Text("id") ?? string.Empty;

    /// <summary>The resource's name, or an empty text.</summary>
    public string Name => Root.Text("name") ?? string.Empty;

    /// <summary>
    /// The etag: <c>eTag</c> of AKS, among its properties for a node pool, or <c>etag</c> of Microsoft.Network; null where the provider
    /// sends none.
    /// </summary>
    public string? ETag => Root.Text("eTag") ?? Root.Text("etag") ?? Root.Text("properties", "eTag");

    /// <summary>ARM's provisioning state, such as Succeeded, Updating or Failed; null where there is none.</summary>
    public string? ProvisioningState => Root.Text("properties", "provisioningState");

    /// <summary>
    /// True when the last operation on the resource failed or was aborted (provisioningState Failed or Canceled): the document contains
    /// the requested settings, but they may not be applied. Azure recommends to write the resource once more.
    /// </summary>
    public bool IsUnfinished => ProvisioningState is "Failed" or "Canceled";

    /// <summary>
    /// True when no operation is running on the resource: provisioningState is Succeeded, Failed, or Canceled, or missing.
    /// </summary>
    public bool IsSettled => ProvisioningState is null or "Succeeded" || IsUnfinished;

    /// <summary>The <c>properties</c> object, which is created if it's missing.</summary>
    public JsonObject Properties => Root.ObjectAt("properties");

    /// <summary>Parses a document.</summary>
    /// <exception cref="EgressException">
    /// InvalidDocument: not JSON, not an object, a duplicate property, or an incomplete surrogate pair.
    /// </exception>
    public static ArmDocument Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject root
                && root.IsWellFormed(texts: json.Contains("\\ud", StringComparison.OrdinalIgnoreCase))
                ? new ArmDocument(root)
                : throw EgressErrors.InvalidDocument("it isn't a JSON object.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw EgressErrors.InvalidDocument(e.Message, e);
        }
    }

    /// <summary>A copy to change.</summary>
    public ArmDocument Copy() => new((JsonObject)Root.DeepClone());

    /// <summary>The document as JSON text, with numbers, order, and unknown properties as received.</summary>
    public string ToJson(bool indented = false) => Root.ToJsonString(indented ? s_indented : s_compact);

    /// <inheritdoc/>
    public override string ToString() => ToJson();
}
