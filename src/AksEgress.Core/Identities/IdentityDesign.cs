using AksEgress.Core.Documents;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Identities;

/// <summary>A user-assigned identity is its name, region and tags; the rest is Azure's.</summary>
public sealed class IdentityDesign : ResourceDesign
{
    /// <inheritdoc/>
    public override void Apply(ArmDocument document)
    {
    }

    /// <inheritdoc/>
    public override string Describe(ArmDocument document) => "a user-assigned identity";
}
