using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Topologies;

/// <summary>
/// A topology's firewall with the rules that AKS needs. The rules are in the PUT that creates the firewall: one operation of ten
/// minutes instead of two.
/// </summary>
internal sealed class FirewallPartDesign(
    ResourceDesign firewall, ArmResourceId id, IReadOnlyList<FirewallRuleRequest> rules) : ResourceDesign
{
    public override void Apply(ArmDocument document)
    {
        if (document.Id.Length == 0)
        {
            firewall.Apply(document);
        }

        var draft = document.Copy();
        draft.Root["id"] = id.Text;
        draft.Root["name"] = id.Name;
        var after = FirewallRuleChange.Adding(new Firewall(draft), rules).After.Document;
        foreach (var kind in Enum.GetValues<FirewallRuleKind>())
        {
            if (after.Root.At("properties", FirewallRules.Member(kind)) is { } collections)
            {
                document.Properties[FirewallRules.Member(kind)] = collections.DeepClone();
            }
        }
    }

    public override string Describe(ArmDocument document) => firewall.Describe(document);
}
