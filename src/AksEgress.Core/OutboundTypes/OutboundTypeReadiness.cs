using AksEgress.Core.Documents;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight;
using AksEgress.Core.Texts;

namespace AksEgress.Core.OutboundTypes;

/// <summary>The result of the pre-flight check.</summary>
public sealed class OutboundTypeReadiness
{
    /// <summary>Creates the result of a plan.</summary>
    public OutboundTypeReadiness(OutboundTypePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Plan = plan;
        ResourceGroupName = plan.Egress.Cluster.ResourceGroupName;
        ResourceId = plan.Egress.Cluster.Id;
    }

    /// <summary>The cluster's name.</summary>
    public string ClusterName => Plan.ClusterName;

    /// <summary>The cluster's resource group.</summary>
    public string ResourceGroupName { get; }

    /// <summary>The current outbound type.</summary>
    public string From => Plan.From;

    /// <summary>The requested outbound type, with the name of the parameter of Set-AksOutboundType.</summary>
    public string OutboundType => Plan.To;

    /// <summary>True when no finding is an error.</summary>
    public bool Ready => Plan.Ready;

    /// <summary>READY or NOT READY, with the number of errors and warnings.</summary>
    public string Verdict =>
        $"{(Ready ? "READY" : "NOT READY")}   {Count(FindingSeverity.Error, "error")}, {Count(FindingSeverity.Warning, "warning")}";

    /// <summary>The findings, the most severe first.</summary>
    public OutputList<Finding> Findings => [.. Plan.Findings];

    /// <summary>All properties of the cluster's document that the change would set or remove.</summary>
    public OutputList<MemberChange> Changes => Plan.Changes;

    /// <summary>
    /// What the change doesn't restore or doesn't change: released addresses, and associations of subnets that keep determining the egress
    /// path.
    /// </summary>
    public OutputList<string> Notes => Plan.Notes;

    /// <summary>The current egress IP addresses.</summary>
    public OutputList<string> AddressesBefore => Plan.AddressesBefore;

    /// <summary>The egress IP addresses after the change; null if AKS creates them.</summary>
    public OutputList<string>? AddressesAfter => Plan.AddressesAfter;

    /// <summary>
    /// Addresses to add to partners' allow lists; only the text Unknown if <see cref="AddressesAfter"/> is null.
    /// </summary>
    public OutputList<string> AllowListAdd => Plan.AllowListAdd;

    /// <summary>
    /// Addresses to remove from partners' allow lists after the change; only the text Unknown if <see cref="AddressesAfter"/> is null.
    /// </summary>
    public OutputList<string> AllowListRemove => Plan.AllowListRemove;

    /// <summary>The planned change.</summary>
    public OutboundTypePlan Plan { get; }

    /// <summary>The cluster's id.</summary>
    public string ResourceId { get; }

    /// <summary>The subscription's GUID.</summary>
    public string SubscriptionId => Plan.SubscriptionId;

    /// <summary>The text of <see cref="Describe"/>, as a property: views can't call methods in ConstrainedLanguage mode.</summary>
    public string Description => Describe();

    /// <summary>The verdict with all findings, as text for a terminal with 80 columns.</summary>
    public string Describe()
    {
        var findings = FindingsText.Write($"{ClusterName}: {From} -> {OutboundType}", Verdict, Findings);
        return Notes.Count == 0
            ? findings
            : string.Join(
                Environment.NewLine,
                [findings.TrimEnd(), string.Empty, .. Notes.Select(note => TextBlock.Wrap("   Note     ", Sentence(note)))]);
    }

    /// <summary>The verdict in one line.</summary>
    public override string ToString() => $"{ClusterName}: {From} -> {OutboundType}  {Verdict}";

    private static string Sentence(string note) => char.ToUpperInvariant(note[0]) + note[1..];

    private string Count(FindingSeverity severity, string word)
    {
        var count = Findings.Count(finding => finding.Severity == severity);
        return $"{count} {word}{(count == 1 ? string.Empty : "s")}";
    }
}
