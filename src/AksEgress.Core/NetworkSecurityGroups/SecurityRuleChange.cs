using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.Core.NetworkSecurityGroups;

/// <summary>
/// Adds, changes and removes single rules. Each rule is written as a child resource, because AKS and administrators write rules to the
/// same group, and a PUT of the group would overwrite them.
/// </summary>
public sealed class SecurityRuleChange
{
    // https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#networking-limits
    private const int MostRules = 1000;
    private const string Rules = "securityRules";

    private readonly ResourceStore _store;

    /// <summary>Creates an instance that uses a store.</summary>
    public SecurityRuleChange(ResourceStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
    }

    /// <summary>Checks a new rule against the group as it is, and chooses its priority. Reads only.</summary>
    /// <exception cref="EgressException">
    /// SecurityRuleExists, SecurityRulePriorityInUse, SecurityRulePriorityRequired, SecurityRuleLimitReached, InvalidValue, or
    /// ResourceNotFound for the group.
    /// </exception>
    public async Task<SecurityRulePlan> PlanAddAsync(ArmResourceId group, SecurityRuleRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(request);
        var sent = request.ToDocument();
        var view = await ReadGroupAsync(group, cancellationToken).ConfigureAwait(false);
        var id = group.Child(Rules, request.Name);
        if (Twin(view, request.Name) is { } twin)
        {
            return IsSame(twin, sent)
                ? new SecurityRulePlan(id, view, twin, twin, request)
                : throw EgressErrors.SecurityRuleExists(view.Name, twin.Name, twin.ToString(), view.ResourceGroupName, id.Text);
        }

        if (view.Rules.Count >= MostRules)
        {
            throw EgressErrors.SecurityRuleLimitReached(view.Name, MostRules, view.Id);
        }

        if (request.Priority is null)
        {
            var properties = sent.ObjectAt("properties");
            properties["priority"] = SecurityRulePriorities.Choose(
                view, request.Name, properties.Text("direction")!, properties.Text("access")!);
        }

        var rule = new SecurityRule(sent, group);
        CheckPriority(view, rule);
        return new SecurityRulePlan(id, view, null, rule, request);
    }

    /// <summary>Checks a change of a rule against the group as it is. Reads only.</summary>
    /// <exception cref="EgressException">
    /// SecurityRulePriorityInUse, DefaultSecurityRule, InvalidValue, or ResourceNotFound for the group or the rule.
    /// </exception>
    public async Task<SecurityRulePlan> PlanSetAsync(ArmResourceId group, SecurityRuleRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(request);
        var view = await ReadGroupAsync(group, cancellationToken).ConfigureAwait(false);
        var id = group.Child(Rules, request.Name);
        var before = Find(view, id);
        var changed = (JsonObject)before.Document.DeepClone();
        request.Apply(changed);
        var after = new SecurityRule(changed, group);
        CheckPriority(view, after);
        return new SecurityRulePlan(id, view, before, after, request);
    }

    /// <summary>Finds the rule to remove. Reads only.</summary>
    /// <exception cref="EgressException">DefaultSecurityRule, or ResourceNotFound for the group or the rule.</exception>
    public async Task<SecurityRulePlan> PlanRemoveAsync(ArmResourceId group, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        var view = await ReadGroupAsync(group, cancellationToken).ConfigureAwait(false);
        var id = group.Child(Rules, name);
        return new SecurityRulePlan(id, view, Find(view, id), null, null);
    }

    /// <summary>Runs a plan and reads the group again.</summary>
    /// <returns>The rule; the removed rule of a removal.</returns>
    /// <exception cref="EgressException">
    /// ConcurrentModification, ModifiedByAnotherClient, UpdateIncomplete, SecurityRuleExists.
    /// </exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    internal async Task<SecurityRule> RunAsync(SecurityRulePlan plan, CancellationToken cancellationToken)
    {
        if (plan.After is null)
        {
            await _store.DeleteAsync(plan.Id, plan.Before!.ETag, cancellationToken).ConfigureAwait(false);
            return plan.Before;
        }

        if (plan.Before is not null)
        {
            await _store.UpdateAsync(plan.Id, document => plan.Request!.Apply(document.Root), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await AddAsync(plan, cancellationToken).ConfigureAwait(false);
        }

        return Find(await ReadGroupAsync(plan.Id.Parent!, cancellationToken).ConfigureAwait(false), plan.Id);
    }

    /// <summary>The rule of a name.</summary>
    /// <exception cref="EgressException">DefaultSecurityRule, or ResourceNotFound.</exception>
    private static SecurityRule Find(NetworkSecurityGroup group, ArmResourceId id) =>
        Twin(group, id.Name)
            ?? throw (group.DefaultRules.Any(rule => Is(rule.Name, id.Name))
                ? EgressErrors.DefaultSecurityRule(group.Name, id.Name, id.Text)
                : ResourceStore.NotFound(id));

    private static SecurityRule? Twin(NetworkSecurityGroup group, string name) => group.Rules.FirstOrDefault(rule => Is(rule.Name, name));

    private static bool IsSame(SecurityRule rule, JsonObject sent) =>
        DocumentComparison.Missing(DocumentComparison.Compare(new JsonObject(), sent), rule.Document).Count == 0;

    private static void CheckPriority(NetworkSecurityGroup group, SecurityRule rule)
    {
        if (group.Rules.FirstOrDefault(other => other.Priority == rule.Priority && Is(other.Direction, rule.Direction)
            && !Is(other.Name, rule.Name)) is { } twin)
        {
            throw EgressErrors.SecurityRulePriorityInUse(group.Name, rule.Priority, rule.Direction, twin.Name, group.Id);
        }
    }

    private static bool Is(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private async Task AddAsync(SecurityRulePlan plan, CancellationToken cancellationToken)
    {
        var sent = new ArmDocument(plan.After!.Document);
        ArmDocument result;
        try
        {
            result = await _store.WriteAsync(plan.Id, sent, read: null, mustBeNew: false, cancellationToken).ConfigureAwait(false);
        }
        catch (EgressException e) when (e.Id == nameof(EgressErrors.ResourceExists))
        {
            // A rule of the name appeared since the plan was made. One that is as requested needs no write.
            var group = await ReadGroupAsync(plan.Id.Parent!, cancellationToken).ConfigureAwait(false);
            if (Twin(group, plan.Id.Name) is { } twin)
            {
                if (IsSame(twin, sent.Root))
                {
                    return;
                }

                throw EgressErrors.SecurityRuleExists(group.Name, twin.Name, twin.ToString(), group.ResourceGroupName, plan.Id.Text);
            }

            throw;
        }

        var missing = DocumentComparison.Missing(DocumentComparison.Compare(new JsonObject(), sent.Root), result.Root);
        if (missing.Count > 0)
        {
            throw EgressErrors.UpdateIncomplete(plan.Id.Name, string.Join("; ", missing), plan.Id.Text);
        }
    }

    private async Task<NetworkSecurityGroup> ReadGroupAsync(ArmResourceId group, CancellationToken cancellationToken) =>
        new(await _store.ReadAsync(group, cancellationToken).ConfigureAwait(false));
}
