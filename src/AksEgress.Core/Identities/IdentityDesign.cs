using AksEgress.Core.Documents;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Identities;

/// <summary>The design of a user-assigned identity, which has only a name, a region, and tags.</summary>
public sealed class IdentityDesign : ResourceDesign
{
    /// <inheritdoc/>
    public override void Apply(ArmDocument document)
    {
    }

    /// <inheritdoc/>
    public override string Describe(ArmDocument document) => "a user-assigned identity";
}
