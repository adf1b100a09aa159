using AksEgress.Core.Arm;
using AksEgress.Core.Documents;

namespace AksEgress.Core.Plans;

/// <summary>What a resource should be: a request, with what was read and checked for it. It changes documents and sends nothing.</summary>
public abstract class ResourceDesign
{
    /// <summary>Puts what is requested into a document: an empty one, or that of a resource that exists.</summary>
    /// <exception cref="Errors.EgressException">What Azure would refuse later.</exception>
    public abstract void Apply(ArmDocument document);

    /// <summary>What it is, with an article, for example <c>a route table with 2 routes</c>.</summary>
    /// <param name="document">The document with this design applied.</param>
    public abstract string Describe(ArmDocument document);

    /// <summary>Where it is, for example <c>in resource group 'rg' (eastus)</c>.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="document">The document with this design applied.</param>
    public virtual string Place(ArmResourceId id, ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(document);
        return $"in resource group '{id.ResourceGroupName}' ({document.Root.Text("location")})";
    }

    /// <summary>True for a change of an existing resource's member that may interrupt the traffic it carries.</summary>
    internal virtual bool MayInterrupt(MemberChange change) => change.Path.StartsWith("properties.", StringComparison.Ordinal);

    /// <summary>Puts secrets into what is sent; they are neither shown nor kept, and ARM doesn't return them for a comparison.</summary>
    internal virtual void AddSecrets(ArmDocument document)
    {
    }
}
