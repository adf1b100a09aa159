using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Firewalls;

/// <summary>The rules of a firewall: its classic rules, or those of its policy. Plans of rule changes are based on it.</summary>
public sealed class FirewallRuleBook
{
    private FirewallRuleBook(Firewall firewall, FirewallPolicy? policy, IReadOnlyList<ArmDocument> groups)
    {
        Firewall = firewall;
        Policy = policy;
        Groups = groups;
        Rules = policy is null ? firewall.Rules : (FirewallRule[])[.. PolicyRules.Read(firewall, groups)];
    }

    /// <summary>The firewall as read.</summary>
    public Firewall Firewall { get; }

    /// <summary>Its policy; null for a firewall with classic rules.</summary>
    public FirewallPolicy? Policy { get; }

    /// <summary>
    /// The rules in the order of processing, without those of a base policy.
    /// </summary>
    public IReadOnlyList<FirewallRule> Rules { get; }

    /// <summary>Whether the DNS proxy is enabled.</summary>
    public bool EnableDnsProxy => Policy?.EnableDnsProxy ?? Firewall.EnableDnsProxy;

    /// <summary>The policy's rule collection groups.</summary>
    internal IReadOnlyList<ArmDocument> Groups { get; }

    /// <summary>Reads the policy of a firewall with its groups, if there is one.</summary>
    /// <exception cref="EgressException">ResourceNotFound for a policy that doesn't exist.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public static async Task<FirewallRuleBook> ReadAsync(ResourceStore store, Firewall firewall, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(firewall);
        if (firewall.Policy is not { } text)
        {
            return new FirewallRuleBook(firewall, null, []);
        }

        var id = ArmResourceId.Parse(text, ResourceTypes.FirewallPolicies);
        var policy = store.ReadAsync(id, cancellationToken);
        var groups = new List<ArmDocument>();
        await foreach (var group in store.ListChildrenAsync(id, PolicyRules.Segment, cancellationToken).ConfigureAwait(false))
        {
            groups.Add(group);
        }

        return new FirewallRuleBook(firewall, new FirewallPolicy(await policy.ConfigureAwait(false)), groups);
    }

    /// <summary>Plans to add rules. Reads nothing and writes nothing.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="group">The rule collection group of the policy; null for the default one.</param>
    /// <exception cref="EgressException">
    /// FirewallHasNoPolicy, FirewallRuleExists, FirewallCollectionDiffers, FirewallCollectionKindDiffers or InvalidValue.
    /// </exception>
    public FirewallRulePlan Adding(IReadOnlyList<FirewallRuleRequest> rules, string? group)
    {
        Check(group);
        return Policy is null ? FirewallRuleChange.Adding(Firewall, rules) : PolicyRuleChange.Adding(this, rules, group);
    }

    /// <summary>Plans to add the rules that clusters require. In a policy, they're in one group, so there is one update.</summary>
    /// <param name="rules">The rules, of several kinds.</param>
    /// <param name="group">The rule collection group of the policy; null for a group with the collection's name.</param>
    /// <param name="keepsSources">
    /// True to accept an existing rule with any source addresses, because the user specified none; false to accept it if its source
    /// addresses include the requested ones.
    /// </param>
    /// <exception cref="EgressException">As <see cref="Adding"/>.</exception>
    public FirewallRulePlan AddingRequired(IReadOnlyList<FirewallRuleRequest> rules, string? group, bool keepsSources = false)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (Policy is null || rules.Count == 0)
        {
            return Adding([.. rules.Select(rule => WithSourcesOfExisting(rule, null, keepsSources))], group);
        }

        var target = group ?? rules[0].CollectionName;

        // In a group, all collections share one set of names and priorities; classic rules have one set for each kind.
        return Adding(
            [
                .. rules.Select(rule => WithSourcesOfExisting(
                    rule with
                    {
                        CollectionName = $"{rule.CollectionName}-{rule.Kind.ToString().ToLowerInvariant()}",
                        Priority = rule.Priority is { } priority && rule.Kind == FirewallRuleKind.Application
                            ? priority + 1
                            : rule.Priority,
                    },
                    target,
                    keepsSources)),
            ],
            target);
    }

    // A required rule that exists for enough sources needs no change: only the missing ones are added.
    private FirewallRuleRequest WithSourcesOfExisting(FirewallRuleRequest request, string? group, bool keepsSources)
    {
        const string member = "sourceAddresses";
        var existing = Rules.FirstOrDefault(rule => rule.Kind == request.Kind
            && (group is null || Same(rule.CollectionGroupName, group))
            && Same(rule.CollectionName, request.CollectionName)
            && Same(rule.Name, request.Name));
        if (existing is not { SourceAddress: { Count: > 0 } sources }
            || !(keepsSources
                || sources.Contains("*")
                || request.Rule.Texts(member).All(source => sources.Contains(source, StringComparer.OrdinalIgnoreCase))))
        {
            return request;
        }

        var rule = request.Rule.DeepClone().AsObject();
        rule[member] = existing.Document[member]?.DeepClone();
        return request with { Rule = rule };
    }

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    /// <summary>Plans to remove a rule. Reads nothing and writes nothing.</summary>
    /// <exception cref="EgressException">FirewallHasNoPolicy, FirewallRuleNotFound or FirewallRuleAmbiguous.</exception>
    public FirewallRulePlan Removing(string name, string? collection, FirewallRuleKind? kind, string? group)
    {
        Check(group);
        return Policy is null
            ? FirewallRuleChange.Removing(Firewall, name, collection, kind)
            : PolicyRuleChange.Removing(this, Find(name, collection, kind, group));
    }

    /// <summary>Plans to change a rule in its place. Sends no request.</summary>
    /// <exception cref="EgressException">
    /// FirewallHasNoPolicy, FirewallRuleNotFound, FirewallRuleAmbiguous, ContradictingParameters or InvalidValue.
    /// </exception>
    public FirewallRulePlan Editing(string name, string? collection, FirewallRuleKind? kind, string? group, FirewallRuleEdit edit)
    {
        Check(group);
        return Policy is null
            ? FirewallRuleChange.Editing(Firewall, name, collection, kind, edit)
            : PolicyRuleChange.Editing(this, Find(name, collection, kind, group), edit);
    }

    /// <summary>Finds a rule by name.</summary>
    /// <exception cref="EgressException">FirewallRuleNotFound or FirewallRuleAmbiguous.</exception>
    public FirewallRule Find(string name, string? collection, FirewallRuleKind? kind, string? group) =>
        FirewallRules.Find(Firewall, Rules, name, collection, kind, group);

    private void Check(string? group)
    {
        if (group is not null && Policy is null)
        {
            throw EgressErrors.FirewallHasNoPolicy(Firewall.Name, group, Firewall.Id);
        }
    }
}
