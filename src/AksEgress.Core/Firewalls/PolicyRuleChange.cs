using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Firewalls;

/// <summary>
/// Adds and removes rules in the rule collection groups of a firewall policy. Each group is a resource: a change is applied to the
/// current document and sent with its eTag, and a new group is created only if none with that name exists.
/// </summary>
public sealed class PolicyRuleChange : FirewallRulePlan
{
    private readonly FirewallRuleBook _book;
    private readonly FirewallRule? _removed;
    private readonly FirewallRule? _edited;
    private readonly JsonObject _members;
    private readonly IReadOnlyList<GroupPlan> _plans;

    private PolicyRuleChange(
        FirewallRuleBook book,
        IReadOnlyList<GroupPlan> plans,
        FirewallRule? removed = null,
        FirewallRule? edited = null,
        JsonObject? members = null)
        : base(book.Firewall)
    {
        _book = book;
        _plans = plans;
        _removed = removed;
        _edited = edited;
        _members = members ?? [];
        var after = plans.Select(plan => (plan.Before, After: Changed(plan))).ToList();
        var touched = plans.SelectMany(plan => plan.Requests.Select(request => (plan.Name, Request: request))).ToList();
        IsMet = after.TrueForAll(item =>
            item.Before is { IsUnfinished: false } && DocumentComparison.Compare(item.Before.Root, item.After.Root).Count == 0);
        Planned = TouchedIn(after.Select(item => item.After), touched);
    }

    /// <inheritdoc/>
    public override bool IsMet { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<FirewallRule> Planned { get; }

    private FirewallPolicy Policy => _book.Policy!;

    /// <summary>Plans to add rules to a policy. Sends no request.</summary>
    /// <param name="book">The current rules.</param>
    /// <param name="rules">The rules to add.</param>
    /// <param name="group">
    /// The rule collection group; null for the group that contains the collection, or else the portal's default group for the kind.
    /// </param>
    /// <exception cref="EgressException">
    /// FirewallRuleExists, FirewallCollectionDiffers, FirewallCollectionKindDiffers or InvalidValue.
    /// </exception>
    public static PolicyRuleChange Adding(FirewallRuleBook book, IReadOnlyList<FirewallRuleRequest> rules, string? group)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(rules);
        if (group is not null)
        {
            ArmNames.Check(group, ArmNames.MaximumLength, "CollectionGroupName");
        }

        var named = rules.GroupBy(request => group ?? DefaultGroupOf(book, request), StringComparer.OrdinalIgnoreCase).ToList();
        var taken = book.Groups.Select(item => item.Root.Number("properties", "priority") ?? 0).ToHashSet();
        var plans = new List<GroupPlan>();
        foreach (var requests in named)
        {
            var before = book.Groups.FirstOrDefault(item => Same(item.Name, requests.Key));
            var priority = before is null ? Free(taken, requests.Key) : 0;
            taken.Add(priority);
            plans.Add(new GroupPlan(before?.Name ?? requests.Key, before, priority, [.. requests]));
        }

        return new PolicyRuleChange(book, plans);
    }

    /// <summary>Plans to remove a rule of a policy. Sends no request.</summary>
    internal static PolicyRuleChange Removing(FirewallRuleBook book, FirewallRule rule) => new(book, [GroupOf(book, rule)], rule);

    /// <summary>Plans to change a rule of a policy. Sends no request.</summary>
    /// <exception cref="EgressException">ContradictingParameters or InvalidValue.</exception>
    internal static PolicyRuleChange Editing(FirewallRuleBook book, FirewallRule rule, FirewallRuleEdit edit) => new(
        book,
        [GroupOf(book, rule)],
        edited: rule,
        members: PolicyRules.Members(rule.Name, rule.Kind, FirewallRuleDesign.Members(rule.Name, rule.Kind, edit)));

    /// <inheritdoc/>
    public override string Describe()
    {
        var others = Policy.UsedBy.Count(id => !Same(id, Firewall.Id));
        var where = $"firewall policy '{Policy.Name}'"
            + (others > 0 ? $", which {Sentences.Count(others, "other resource")} {(others == 1 ? "uses" : "use")} too" : string.Empty);
        if (_edited is not null)
        {
            return $"Change {FirewallRules.Words(_edited.Kind)} '{_edited.Name}' in collection '{_edited.CollectionName}' of group "
                + $"'{_edited.CollectionGroupName}' of {where}: {_edited} becomes {Planned.Single()}";
        }

        if (_removed is not null)
        {
            var last = PolicyRules.Collections(Changed(_plans[0]))
                .All(collection => !Same(collection.Text("name"), _removed.CollectionName))
                ? ", and the collection, because this is its last rule"
                : string.Empty;
            return $"Remove {FirewallRules.Words(_removed.Kind)} '{_removed.Name}' ({_removed}) from collection "
                + $"'{_removed.CollectionName}' in group '{_removed.CollectionGroupName}' of {where}{last}";
        }

        var rules = Planned.Where(rule =>
            !_book.Rules.Any(old =>
                Same(old.CollectionGroupName, rule.CollectionGroupName)
                    && Same(old.CollectionName, rule.CollectionName)
                    && Same(old.Name, rule.Name)))
            .Select(rule =>
                $"{FirewallRules.Words(rule.Kind)} '{rule.Name}' ({rule}) in collection '{rule.CollectionName}' ({rule.Action}, priority "
                    + $"{rule.Priority}) of group '{rule.CollectionGroupName}'")
            .ToList();
        return rules.Count == 1
            ? $"Add {rules[0]} to {where}"
            : $"Add {Sentences.Count(rules.Count, "rule")} to "
                + $"{where}:{string.Concat(rules.Select(rule => Environment.NewLine + "  " + rule))}";
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<FirewallRule>> RunAsync(ResourceStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var written = new List<ArmDocument>();

        // One after another, because a policy allows one change at a time.
        foreach (var plan in _plans)
        {
            var id = Policy.ParsedId.Child(PolicyRules.Segment, plan.Name);
            if (plan.Before is null)
            {
                written.Add(await CreateAsync(store, id, plan, cancellationToken).ConfigureAwait(false));
            }
            else
            {
                written.Add(await store.UpdateAsync(id, document => Apply(document, plan), cancellationToken).ConfigureAwait(false));
            }
        }

        return TouchedIn(written, _plans.SelectMany(plan => plan.Requests.Select(request => (plan.Name, Request: request))));
    }

    /// <inheritdoc/>
    internal override ArmResourceId WrittenId => Policy.ParsedId.Child(PolicyRules.Segment, Single.Name);

    /// <inheritdoc/>
    internal override ExpectedState Expected => Single is { Before: { } before } plan
        ? new ExpectedState(ChangeKind.Update, before.ETag, DocumentComparison.Compare(before.Root, Changed(plan).Root))
        : ExpectedState.Created(Changed(Single));

    /// <summary>Starts the change of a group. Changes of several groups run to their end, because a policy allows one at a time.</summary>
    public override Task<EgressOperation?> StartAsync(PlanContext context, CancellationToken cancellationToken) => _plans.Count == 1
        ? base.StartAsync(context, cancellationToken)
        : Task.FromResult<EgressOperation?>(null);

    /// <inheritdoc/>
    internal override Task<ArmResponse> SendAsync(ResourceStore store, CancellationToken cancellationToken) =>
        store.StartWriteAsync(WrittenId, Changed(Single), Single.Before, mustBeNew: false, cancellationToken);

    private GroupPlan Single => _plans[0];

    private async Task<ArmDocument> CreateAsync(ResourceStore store, ArmResourceId id, GroupPlan plan, CancellationToken cancellationToken)
    {
        var creation = await ResourceCreation.PlanAsync<RuleCollectionGroup>(
            store, new NewResource(id), new GroupDesign(this, plan), cancellationToken)
            .ConfigureAwait(false);
        return await creation.RunAsync(store, cancellationToken).ConfigureAwait(false);
    }

    private static GroupPlan GroupOf(FirewallRuleBook book, FirewallRule rule) =>
        new(rule.CollectionGroupName!, book.Groups.First(item => Same(item.Name, rule.CollectionGroupName)), 0, []);

    private FirewallRule[] TouchedIn(IEnumerable<ArmDocument> groups, IEnumerable<(string Group, FirewallRuleRequest Request)> touched) =>
    [
        .. PolicyRules.Read(Firewall, groups).Where(rule =>
            (_edited is not null && IsEdited(rule, _edited))
                || touched.Any(item => Same(item.Group, rule.CollectionGroupName)
                    && item.Request.Kind == rule.Kind
                    && Same(item.Request.CollectionName, rule.CollectionName)
                    && Same(item.Request.Name, rule.Name))),
    ];

    private static bool IsEdited(FirewallRule rule, FirewallRule edited) => rule.Kind == edited.Kind
        && Same(rule.CollectionGroupName, edited.CollectionGroupName)
        && Same(rule.CollectionName, edited.CollectionName)
        && Same(rule.Name, edited.Name);

    private static string DefaultGroupOf(FirewallRuleBook book, FirewallRuleRequest request) =>
        book.Groups.FirstOrDefault(group => PolicyRules.Collections(group).Any(collection =>
            Same(collection.Text("name"), request.CollectionName) && (PolicyRules.Kind(collection) ?? request.Kind) == request.Kind))?.Name
        ?? PolicyRules.DefaultGroup(request.Kind).Name;

    // The portal's default groups have fixed priorities; other groups follow them.
    private static int Free(HashSet<int> taken, string name)
    {
        var defaults = Enum.GetValues<FirewallRuleKind>().Select(PolicyRules.DefaultGroup).ToList();
        var own = defaults.Where(item => Same(item.Name, name)).Select(item => item.Priority);
        return FirewallPriorities.Free(own, [.. taken, .. defaults.Select(item => item.Priority)], taken);
    }

    private ArmDocument Changed(GroupPlan plan)
    {
        var copy = plan.Before?.Copy() ?? new ArmDocument(new JsonObject { ["name"] = plan.Name });
        Apply(copy, plan);
        return copy;
    }

    private void Apply(ArmDocument group, GroupPlan plan)
    {
        if (group.Root.Number("properties", "priority") is null)
        {
            group.Properties["priority"] = plan.Priority;
        }

        if (group.Root.At("properties", "ruleCollections") is not JsonArray collections)
        {
            collections = [];
            group.Properties["ruleCollections"] = collections;
        }

        foreach (var request in plan.Requests)
        {
            Add(collections, request, plan.Name);
        }

        if (_removed is not null)
        {
            Remove(collections, _removed);
        }

        if (_edited is not null)
        {
            var rules = FirewallRules.Named(collections.OfType<JsonObject>(), _edited.CollectionName)?.At("rules") as JsonArray ?? [];
            FirewallRules.Edit(
                _edited,
                FirewallRules.Named(rules.OfType<JsonObject>(), _edited.Name) ?? throw FirewallRules.Gone(_edited),
                _members);
        }
    }

    private void Add(JsonArray collections, FirewallRuleRequest request, string group)
    {
        var collection = FirewallRules.Named(collections.OfType<JsonObject>(), request.CollectionName);
        if (collection is null)
        {
            collection = PolicyRules.Collection(
                request, FirewallPriorities.Choose(request, collections.OfType<JsonObject>(), "collections of the group"));
            collections.Add((JsonNode)collection);
        }
        else if (PolicyRules.Kind(collection) is { } kind && kind != request.Kind)
        {
            throw EgressErrors.FirewallCollectionKindDiffers(request.CollectionName, group, Policy.Name, FirewallRules.Words(kind));
        }
        else
        {
            FirewallPriorities.CheckCollection(collection, request);
        }

        if (collection.At("rules") is not JsonArray rules)
        {
            rules = [];
            collection["rules"] = rules;
        }

        var rule = PolicyRules.Rule(request);
        if (FirewallRules.Named(rules.OfType<JsonObject>(), request.Name) is not { } existing)
        {
            rules.Add((JsonNode)rule);
        }
        else if (DocumentComparison.Missing(DocumentComparison.Compare(new JsonObject(), rule), existing).Count > 0)
        {
            throw EgressErrors.FirewallRuleExists($"{group}/{request.CollectionName}/{request.Name}", Policy.Id);
        }
    }

    private static void Remove(JsonArray collections, FirewallRule rule)
    {
        if (FirewallRules.Named(collections.OfType<JsonObject>(), rule.CollectionName) is { } collection
            && collection.At("rules") is JsonArray rules && FirewallRules.Named(rules.OfType<JsonObject>(), rule.Name) is { } existing)
        {
            FirewallRules.RequireUnchanged(rule, existing);
            rules.Remove(existing);
            if (rules.Count == 0)
            {
                // A collection without rules has no effect except for its priority. A group is kept: a template may have created it.
                collections.Remove(collection);
            }
        }
    }

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private sealed class GroupDesign(PolicyRuleChange change, GroupPlan plan) : ResourceDesign
    {
        public override void Apply(ArmDocument document) => change.Apply(document, plan);

        public override string Describe(ArmDocument document) => "a rule collection group";
    }

    private sealed record GroupPlan(string Name, ArmDocument? Before, int Priority, IReadOnlyList<FirewallRuleRequest> Requests);
}
