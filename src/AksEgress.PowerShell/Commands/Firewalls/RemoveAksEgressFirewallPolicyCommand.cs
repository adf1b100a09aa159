using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Texts;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a firewall policy that no firewall and no other policy uses, with its rule collection groups.</summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressFirewallPolicy", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool))]
public sealed class RemoveAksEgressFirewallPolicyCommand : RemoveResourceCommand<FirewallPolicy>
{
    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.FirewallPolicies;

    /// <inheritdoc/>
    protected override FirewallPolicy View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override IReadOnlyList<string> UsedBy(FirewallPolicy view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.UsedBy;
    }

    /// <inheritdoc/>
    protected override Task<string> DescribeAsync(FirewallPolicy view, ArmResourceId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(id);
        var groups = view.RuleCollectionGroup.Count;
        return Task.FromResult($"Remove firewall policy '{id.Name}' from resource group '{id.ResourceGroupName}', with {Sentences.Count(groups, "rule collection group")}");
    }
}
