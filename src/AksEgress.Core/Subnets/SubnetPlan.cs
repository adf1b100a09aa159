using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Subnets;

/// <summary>What a change of a subnet would do.</summary>
/// <param name="Id">The subnet.</param>
/// <param name="Document">The subnet as it was read.</param>
/// <param name="Changes">What is not so yet; empty when there is nothing to do.</param>
/// <param name="Replace">True when another one's place may be taken.</param>
public sealed record SubnetPlan(ArmResourceId Id, ArmDocument Document, IReadOnlyList<SubnetAssociation> Changes, bool Replace)
{
    /// <summary>True when there is nothing to do.</summary>
    public bool IsMet => Changes.Count == 0 && !Document.IsUnfinished;

    /// <summary>The sentence for ShouldProcess, with what was before and what will be.</summary>
    public string Describe() =>
        $"Subnet '{Id.Name}' of '{Id.Parent!.Name}': {(Changes.Count == 0 ? $"nothing differs; it is written once more, for what left it {Document.ProvisioningState}" : string.Join("; ", Changes.Select(change => change.Describe(Document))))} ({WriteProtection.Compared})";

    /// <summary>True when something in use loses the association that it has, or gets another way out: its open connections are cut.</summary>
    public bool Cuts => Occupants > 0 && Changes.Any(change => change.LeadsOut || change.Current(Document) is not null);

    /// <summary>The question to ask before connections are cut.</summary>
    public string DescribeCut() =>
        $"{Sentences.Count(Occupants, "IP configuration")} in subnet '{Id.Name}' will have their open connections cut and may leave from another address: {Describe()}. Go on?";

    private int Occupants => new Subnet(Document).IpConfigurations.Count;
}
