using System.Text.Json.Nodes;

namespace AksEgress.Simulator.World.Documents;

/// <summary>A resource of the simulator: its document, and the bytes of its responses.</summary>
/// <param name="id">The id, in the casing of ARM's responses.</param>
/// <param name="path">The parsed id; null for a resource group.</param>
/// <param name="key">The id in lower case.</param>
/// <param name="document">The document.</param>
internal sealed class Resource(string id, ResourceId? path, string key, JsonObject document)
{
    // One of the two always exists: nodes for changes, or bytes for responses, which need a fifth of the memory.
    private JsonObject? _document = document;
    private byte[]? _bytes;
    private string? _etag;

    /// <summary>The set that collects the keys of changed resources; null until the resource is in a store.</summary>
    public HashSet<string>? Touched { get; set; }

    /// <summary>The id, in the casing of ARM's responses.</summary>
    public string Id { get; } = id;

    /// <summary>The parsed id; null for a resource group.</summary>
    public ResourceId? Path { get; } = path;

    /// <summary>The id in lower case.</summary>
    public string Key { get; } = key;

    /// <summary>The document. A caller that changes it must call <see cref="SimulatedWorld.Changed"/>.</summary>
    public JsonObject Document
    {
        get => _document ??= Parse();
        set
        {
            (_document, _bytes) = (value, null);
            Touched?.Add(Key);
        }
    }

    /// <summary>The document's properties, added if they are missing.</summary>
    public JsonObject Properties => Document.Ensure("properties");

    /// <summary>The location, in ARM's short form; empty if the document has none.</summary>
    public string Location => Document.Text("location") ?? "";

    /// <summary>The document in UTF-8. It is created once per version, because ARM returns the same document many times.</summary>
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

    /// <summary>Discards the bytes after a change.</summary>
    public void Invalidate()
    {
        _document ??= Parse();
        _bytes = null;
        Touched?.Add(Key);
    }

    /// <summary>Keeps only the bytes, at the end of a change: nodes that were read before must no longer be used.</summary>
    public void Compact()
    {
        _ = Bytes;
        _document = null;
    }

    /// <summary>The document for reading, without keeping nodes that it creates.</summary>
    public JsonObject Peek() => _document ?? Parse();

    /// <summary>A copy of the document for the caller.</summary>
    public JsonObject Fresh() => _document?.Copy() ?? Parse();

    private JsonObject Parse() => (JsonObject)JsonBody.Parse(_bytes)!;

    /// <summary>ARM's short form of a location: "East US" becomes eastus.</summary>
    public static string ShortLocation(string location) =>
        location.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
