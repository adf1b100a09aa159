using AksEgress.Core.Arm;
using AksEgress.Core.Documents;

namespace AksEgress.Core.Plans;

/// <summary>The requested settings of a resource, validated against related resources. It changes documents, and sends nothing.</summary>
public abstract class ResourceDesign
{
    /// <summary>Applies the settings to a document, which is empty for a new resource.</summary>
    /// <exception cref="Errors.EgressException">Settings that Azure would reject.</exception>
    public abstract void Apply(ArmDocument document);

    /// <summary>The description with an article, for example <c>a route table with 2 routes</c>.</summary>
    /// <param name="document">The document with this design applied.</param>
    public abstract string Describe(ArmDocument document);

    /// <summary>The place, for example <c>in resource group 'rg' (eastus)</c>.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="document">The document with this design applied.</param>
    public virtual string Place(ArmResourceId id, ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(document);
        return $"in resource group '{id.ResourceGroupName}' ({document.Root.Text("location")})";
    }

    /// <summary>True for a change of an existing resource that may interrupt its traffic.</summary>
    internal virtual bool MayInterrupt(MemberChange change) => change.Path.StartsWith("properties.", StringComparison.Ordinal);

    /// <summary>Adds secrets to the document to send. They're neither shown nor kept, and ARM doesn't return them.</summary>
    internal virtual void AddSecrets(ArmDocument document)
    {
    }
}
