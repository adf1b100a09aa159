using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Plans;

namespace AksEgress.Core.ResourceGroups;

/// <summary>The design of a resource group, which has only a name, a region, and tags.</summary>
public sealed class ResourceGroupDesign : ResourceDesign
{
    /// <inheritdoc/>
    public override void Apply(ArmDocument document)
    {
    }

    /// <inheritdoc/>
    public override string Describe(ArmDocument document) => "a resource group";

    /// <inheritdoc/>
    public override string Place(ArmResourceId id, ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(document);
        return $"in {document.Root.Text("location")} (subscription {id.SubscriptionId})";
    }
}
