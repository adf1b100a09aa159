using System.Text.Json.Nodes;

namespace AksEgress.Simulator.World.Documents;

/// <summary>A resource that the simulator holds: its document and the bytes it is answered with.</summary>
/// <param name="id">The id, in the casing that ARM answers with.</param>
/// <param name="path">The id, taken apart; null for a resource group.</param>
/// <param name="key">The id in lower case.</param>
/// <param name="document">The document.</param>
internal sealed class Resource(string id, ResourceId? path, string key, JsonObject document)
{
    // One of the two is always there: nodes to work with, or bytes to answer with, which take a fifth of the room.
    private JsonObject? _document = document;
    private byte[]? _bytes;
    private string? _etag;

    /// <summary>Where the keys of changed resources are kept; null until the resource is in a store.</summary>
    public HashSet<string>? Touched { get; set; }

    /// <summary>The id, in the casing that ARM answers with.</summary>
    public string Id { get; } = id;

    /// <summary>The id, taken apart; null for a resource group.</summary>
    public ResourceId? Path { get; } = path;

    /// <summary>The id in lower case.</summary>
    public string Key { get; } = key;

    /// <summary>The document. Whoever changes it calls <see cref="SimulatedWorld.Changed"/>.</summary>
    public JsonObject Document
    {
        get => _document ??= Parse();
        set
        {
            (_document, _bytes) = (value, null);
            Touched?.Add(Key);
        }
    }

    /// <summary>The document's properties; put there when they are missing.</summary>
    public JsonObject Properties => Document.Ensure("properties");

    /// <summary>The place, in ARM's short form; empty when the document has none.</summary>
    public string Location => Document.Text("location") ?? "";

    /// <summary>The document in UTF-8. Made once per version: most of what ARM does is answering the same document again.</summary>
    public byte[] Bytes
    {
        get
        {
            if (_bytes is null)
            {
                _etag = _document.Text("etag");
                _bytes = Json.Bytes(_document);
            }

            return _bytes;
        }
    }

    /// <summary>The etag of a Microsoft.Network document, or null.</summary>
    public string? ETag
    {
        get
        {
            _ = Bytes;
            return _etag;
        }
    }

    /// <summary>Forgets the bytes after a change.</summary>
    public void Invalidate()
    {
        _document ??= Parse();
        _bytes = null;
        Touched?.Add(Key);
    }

    /// <summary>Keeps the bytes only. For the end of a change: nobody may go on with nodes that were taken out before.</summary>
    public void Compact()
    {
        _ = Bytes;
        _document = null;
    }

    /// <summary>The document for reading only, without keeping nodes that weren't there.</summary>
    public JsonObject Peek() => _document ?? Parse();

    /// <summary>The document as nodes of the caller's own.</summary>
    public JsonObject Fresh() => _document?.Copy() ?? Parse();

    private JsonObject Parse() => (JsonObject)JsonBody.Parse(_bytes)!;

    /// <summary>ARM's short form of a place: "East US" is eastus.</summary>
    public static string ShortLocation(string location) =>
        location.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
