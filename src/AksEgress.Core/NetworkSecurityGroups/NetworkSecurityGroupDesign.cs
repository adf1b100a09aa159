using AksEgress.Core.Documents;
using AksEgress.Core.Plans;

namespace AksEgress.Core.NetworkSecurityGroups;

/// <summary>The design of a network security group without rules of its own; Azure adds its default rules.</summary>
public sealed class NetworkSecurityGroupDesign : ResourceDesign
{
    /// <inheritdoc/>
    public override void Apply(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        _ = document.Properties;
    }

    /// <inheritdoc/>
    public override string Describe(ArmDocument document) => "a network security group";
}
