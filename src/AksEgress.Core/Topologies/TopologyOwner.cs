using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Topologies;

/// <summary>The topology that resources belong to, by tag. A resource without the tag isn't changed or removed by default.</summary>
/// <param name="Name">The topology's name.</param>
/// <param name="Tags">The user's own tags.</param>
/// <param name="AllowExisting">True to include existing resources that have another tag or none.</param>
internal sealed record TopologyOwner(string Name, IReadOnlyDictionary<string, string> Tags, bool AllowExisting)
{
    /// <summary>Adds the tags to a new document.</summary>
    public void Mark(ArmDocument document)
    {
        var tags = document.Root.ObjectAt("tags");
        foreach (var (name, value) in Tags)
        {
            tags[name] = value;
        }

        tags[TopologyNames.Tag] = Name;
    }

    /// <summary>True when a document has the tag of this topology.</summary>
    public bool Owns(ArmDocument document) => Owns(document, Name);

    /// <summary>True when a document has the tag of a topology.</summary>
    public static bool Owns(ArmDocument document, string name) =>
        string.Equals(document.Root.Text("tags", TopologyNames.Tag), name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses a document that doesn't belong to this topology.</summary>
    /// <exception cref="EgressException">TopologyPartNotOwned.</exception>
    public void Require(ArmResourceId id, ArmDocument document)
    {
        if (!AllowExisting && !Owns(document))
        {
            throw NotOwned(id);
        }
    }

    /// <summary>The error for a resource that doesn't belong to this topology. It is returned, not thrown.</summary>
    public EgressException NotOwned(ArmResourceId id) =>
        EgressErrors.TopologyPartNotOwned(ResourceNouns.Describe(id.ResourceType), id.Name, Name, id.Text);
}
