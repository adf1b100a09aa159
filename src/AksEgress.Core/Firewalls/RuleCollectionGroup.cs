using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Firewalls;

/// <summary>A rule collection group of a firewall policy.</summary>
internal sealed class RuleCollectionGroup(ArmDocument document) : ArmResource(document), IArmResource<RuleCollectionGroup>
{
    static string IArmResource<RuleCollectionGroup>.Type => ResourceTypes.RuleCollectionGroups;

    static RuleCollectionGroup IArmResource<RuleCollectionGroup>.Of(ArmDocument document) => new(document);
}
