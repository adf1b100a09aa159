using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;

namespace AksEgress.Core.ResourceGroups;

/// <summary>A resource group: a view over the document of a Microsoft.Resources/resourceGroups.</summary>
public sealed class ResourceGroup(ArmDocument document) : ArmResource(document), IArmResource<ResourceGroup>
{
    /// <inheritdoc/>
    static string IArmResource<ResourceGroup>.Type => ResourceTypes.ResourceGroups;

    /// <summary>
    /// The ID of the resource that manages the group, such as a cluster for its node resource group; otherwise null.
    /// </summary>
    public string? ManagedBy => Document.Root.Text("managedBy");

    /// <inheritdoc/>
    static ResourceGroup IArmResource<ResourceGroup>.Of(ArmDocument document) => new(document);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Users => ManagedBy is { } owner ? [owner] : [];
}
