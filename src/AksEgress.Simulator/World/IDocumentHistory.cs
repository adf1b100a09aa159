using System.Text.Json.Nodes;

namespace AksEgress.Simulator.World;

/// <summary>
/// The members that older api-versions don't have. The simulator stores every document in the form of the newest api-version.
/// </summary>
internal interface IDocumentHistory
{
    /// <summary>True if an api-version returns documents of a type as they are stored.</summary>
    bool IsCurrent(string type, string apiVersion);

    /// <summary>Returns the document in the form of an older api-version.</summary>
    /// <param name="type">The resource's type.</param>
    /// <param name="document">A copy of the document, which can be changed.</param>
    /// <param name="apiVersion">The request's api-version.</param>
    JsonObject Show(string type, JsonObject document, string apiVersion);

    /// <summary>
    /// Adds the members that the api-version of a sent document doesn't have: a client doesn't remove what it never saw.
    /// </summary>
    /// <param name="type">The resource's type.</param>
    /// <param name="properties">The properties as the client sent them.</param>
    /// <param name="before">The current properties, or null.</param>
    /// <param name="apiVersion">The request's api-version.</param>
    void Keep(string type, JsonObject properties, JsonObject? before, string apiVersion);
}
