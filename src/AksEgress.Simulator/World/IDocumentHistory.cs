using System.Text.Json.Nodes;

namespace AksEgress.Simulator.World;

/// <summary>What older api-versions know of documents. The simulator keeps every document as the newest api-version shows it.</summary>
internal interface IDocumentHistory
{
    /// <summary>Whether an api-version shows documents of a type as they are kept.</summary>
    bool IsCurrent(string type, string apiVersion);

    /// <summary>The document as an older api-version shows it.</summary>
    /// <param name="type">The resource's type.</param>
    /// <param name="document">A copy of the document, which may be changed.</param>
    /// <param name="apiVersion">The request's api-version.</param>
    JsonObject Show(string type, JsonObject document, string apiVersion);

    /// <summary>
    /// Adds the members to a sent document that its api-version doesn't know: a client doesn't remove what it was never shown.
    /// </summary>
    /// <param name="type">The resource's type.</param>
    /// <param name="properties">The properties as they were sent.</param>
    /// <param name="before">The properties as they are, or null.</param>
    /// <param name="apiVersion">The request's api-version.</param>
    void Keep(string type, JsonObject properties, JsonObject? before, string apiVersion);
}
