using AksEgress.Core.Documents;

namespace AksEgress.Core.Resources;

/// <summary>A view that can be created from a document of its type.</summary>
/// <typeparam name="TSelf">The view.</typeparam>
public interface IArmResource<TSelf>
    where TSelf : ArmResource, IArmResource<TSelf>
{
    /// <summary>The resource type, for example <c>Microsoft.Network/natGateways</c>.</summary>
    static abstract string Type { get; }

    /// <summary>Creates a view of a document.</summary>
    /// <exception cref="Errors.EgressException">The document has no resource id.</exception>
    static abstract TSelf Of(ArmDocument document);
}
