using System.Text.Json.Nodes;

namespace AksEgress.Simulator.World;

/// <summary>A history without older api-versions: all of them return documents as they are stored.</summary>
internal sealed class NewestDocuments : IDocumentHistory
{
    /// <inheritdoc/>
    public bool IsCurrent(string type, string apiVersion) => true;

    /// <inheritdoc/>
    public JsonObject Show(string type, JsonObject document, string apiVersion) => document;

    /// <inheritdoc/>
    public void Keep(string type, JsonObject properties, JsonObject? before, string apiVersion)
    {
    }
}
