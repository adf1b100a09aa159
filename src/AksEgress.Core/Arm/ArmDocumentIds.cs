using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Arm;

/// <summary>The ids of documents.</summary>
public static class ArmDocumentIds
{
    /// <summary>The parsed id of a document.</summary>
    /// <exception cref="EgressException">The document has no id.</exception>
    public static ArmResourceId ResourceId(this ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return ArmResourceId.Parse(document.Id);
    }
}
