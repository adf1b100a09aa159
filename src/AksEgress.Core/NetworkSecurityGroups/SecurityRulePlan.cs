using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.NetworkSecurityGroups;

/// <summary>The plan for a change of one security rule. The result is the rule.</summary>
public sealed class SecurityRulePlan : Plan<SecurityRule>
{
    internal SecurityRulePlan(
        ArmResourceId id, NetworkSecurityGroup group, SecurityRule? before, SecurityRule? after, SecurityRuleRequest? request)
        : base(id)
    {
        Group = group;
        Before = before;
        After = after;
        Request = request;
    }

    /// <summary>The rule's group as it was read.</summary>
    public NetworkSecurityGroup Group { get; }

    /// <summary>The rule now; null when it is added.</summary>
    public SecurityRule? Before { get; }

    /// <summary>The rule afterwards; null when it is removed.</summary>
    public SecurityRule? After { get; }

    /// <summary>True when the rule is as requested already.</summary>
    public bool IsMet => Before is { ProvisioningState: null or "Succeeded" } && After is not null
        && JsonNode.DeepEquals(Before.Document, After.Document);

    /// <inheritdoc/>
    public override ChangeKind Kind =>
        IsMet ? ChangeKind.None : After is null ? ChangeKind.Delete : Before is null ? ChangeKind.Create : ChangeKind.Update;

    /// <inheritdoc/>
    internal override string Activity => Group.Name;

    /// <summary>The rule that is added, or what of it changes; null when it is removed.</summary>
    internal SecurityRuleRequest? Request { get; }

    /// <inheritdoc/>
    public override string Describe()
    {
        var what = (Before, After) switch
        {
            (null, { } after) => $"Add security rule '{Id.Name}' ({after}) to",
            ({ } before, null) => $"Remove security rule '{Id.Name}' ({before}) from",
            _ => $"Change security rule '{Id.Name}' (from {Before} to {After}) of",
        };
        var use = Group.UsedBy.Count == 0
            ? "used by no subnet or network interface"
            : $"used by {Sentences.Count(Group.UsedBy.Count, "subnet or network interface", "subnets and network interfaces")}";
        var protection = Before is null ? string.Empty : $" ({WriteProtection.Compared})";
        return $"{what} network security group '{Group.Name}', {use}{protection}";
    }

    /// <inheritdoc/>
    public override async Task<SecurityRule> RunAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var change = new SecurityRuleChange(context.StoreFor(Activity, UsualDuration));
        return IsMet ? After! : await change.RunAsync(this, cancellationToken).ConfigureAwait(false);
    }
}
