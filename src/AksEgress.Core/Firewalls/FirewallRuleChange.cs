using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Firewalls;

/// <summary>
/// Adds and removes classic rules. They're part of the firewall's document, so each change is applied to the current document and
/// sent with its eTag, which keeps rules of other clients.
/// </summary>
public sealed class FirewallRuleChange : FirewallRulePlan
{
    private readonly IReadOnlyList<FirewallRuleRequest> _added;
    private readonly FirewallRule? _removed;
    private readonly FirewallRule? _edited;
    private readonly JsonObject _members;

    private FirewallRuleChange(
        Firewall before,
        IReadOnlyList<FirewallRuleRequest> added,
        FirewallRule? removed = null,
        FirewallRule? edited = null,
        JsonObject? members = null)
        : base(before)
    {
        Before = before;
        _added = added;
        _removed = removed;
        _edited = edited;
        _members = members ?? [];
        var copy = before.Document.Copy();
        Apply(copy);
        After = new Firewall(copy);
        IsMet = !before.Document.IsUnfinished && DocumentComparison.Compare(before.Document.Root, copy.Root).Count == 0;
    }

    /// <summary>The firewall before the change.</summary>
    public Firewall Before { get; }

    /// <summary>The firewall after the change.</summary>
    public Firewall After { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<FirewallRule> Planned => [.. Touched(After)];

    /// <inheritdoc/>
    public override bool IsMet { get; }

    /// <summary>Plans to add rules. Sends no request.</summary>
    /// <exception cref="EgressException">FirewallRuleExists, FirewallCollectionDiffers or InvalidValue.</exception>
    public static FirewallRuleChange Adding(Firewall firewall, IReadOnlyList<FirewallRuleRequest> rules)
    {
        ArgumentNullException.ThrowIfNull(firewall);
        return new FirewallRuleChange(firewall, rules);
    }

    /// <summary>Plans to remove a rule. Sends no request.</summary>
    /// <exception cref="EgressException">FirewallRuleNotFound or FirewallRuleAmbiguous.</exception>
    public static FirewallRuleChange Removing(Firewall firewall, string name, string? collection, FirewallRuleKind? kind)
    {
        ArgumentNullException.ThrowIfNull(firewall);
        return new FirewallRuleChange(firewall, [], FirewallRules.Find(firewall, name, collection, kind));
    }

    /// <summary>Plans to change a rule. Sends no request.</summary>
    /// <exception cref="EgressException">
    /// FirewallRuleNotFound, FirewallRuleAmbiguous, ContradictingParameters or InvalidValue.
    /// </exception>
    public static FirewallRuleChange Editing(
        Firewall firewall, string name, string? collection, FirewallRuleKind? kind, FirewallRuleEdit edit)
    {
        ArgumentNullException.ThrowIfNull(firewall);
        var rule = FirewallRules.Find(firewall, name, collection, kind);
        return new FirewallRuleChange(firewall, [], edited: rule, members: FirewallRuleDesign.Members(rule.Name, rule.Kind, edit));
    }

    /// <summary>Describes the change in a sentence, with a line for each of several rules.</summary>
    public override string Describe()
    {
        if (_edited is not null)
        {
            return $"Change {FirewallRules.Words(_edited.Kind)} '{_edited.Name}' in collection '{_edited.CollectionName}' of "
                + $"Azure Firewall '{Before.Name}': {_edited} becomes {Touched(After).Single()}";
        }

        if (_removed is not null)
        {
            var last = FirewallRules.Named(FirewallRules.Collections(After.Document, _removed.Kind), _removed.CollectionName) is null
                ? ", and the collection, because this is its last rule"
                : string.Empty;
            return $"Remove {FirewallRules.Words(_removed.Kind)} '{_removed.Name}' ({_removed}) from collection "
                + $"'{_removed.CollectionName}' of Azure Firewall '{Before.Name}'{last}";
        }

        var rules = Touched(After).Where(rule => !Before.Rules.Any(old => Same(old, rule))).Select(Describe).ToList();
        return rules.Count == 1
            ? $"Add {rules[0]} to Azure Firewall '{Before.Name}'"
            : $"Add {Sentences.Count(rules.Count, "rule")} to Azure Firewall "
                + $"'{Before.Name}':{string.Concat(rules.Select(rule => Environment.NewLine + "  " + rule))}";
    }

    /// <summary>Writes the firewall and reads it back.</summary>
    /// <returns>The rules that were added.</returns>
    /// <exception cref="EgressException">
    /// ConcurrentModification, UpdateIncomplete, and those of planning if the firewall was modified.
    /// </exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public override async Task<IReadOnlyList<FirewallRule>> RunAsync(ResourceStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var result = await store.UpdateAsync(Before.ParsedId, Apply, cancellationToken).ConfigureAwait(false);
        return [.. Touched(new Firewall(result))];
    }

    /// <inheritdoc/>
    internal override ExpectedState Expected => new(
        ChangeKind.Update, Before.ETag, DocumentComparison.Compare(Before.Document.Root, After.Document.Root));

    /// <inheritdoc/>
    internal override Task<ArmResponse> SendAsync(ResourceStore store, CancellationToken cancellationToken) =>
        store.StartWriteAsync(Id, After.Document, Before.Document, mustBeNew: false, cancellationToken);

    /// <summary>The changed rules in a firewall.</summary>
    public IEnumerable<FirewallRule> Touched(Firewall firewall)
    {
        ArgumentNullException.ThrowIfNull(firewall);
        return firewall.Rules.Where(rule => (_edited is not null && Same(_edited, rule)) || _added.Any(request =>
            request.Kind == rule.Kind && Same(request.CollectionName, rule.CollectionName) && Same(request.Name, rule.Name)));
    }

    private static string Describe(FirewallRule rule) =>
        $"{FirewallRules.Words(rule.Kind)} '{rule.Name}' ({rule}) in collection '{rule.CollectionName}' ({rule.Action}, priority "
            + $"{rule.Priority})";

    private static bool Same(FirewallRule left, FirewallRule right) =>
        left.Kind == right.Kind && Same(left.CollectionName, right.CollectionName) && Same(left.Name, right.Name);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private void Apply(ArmDocument document)
    {
        foreach (var request in _added)
        {
            Add(document, request);
        }

        if (_removed is not null)
        {
            Remove(document, _removed);
        }

        if (_edited is not null)
        {
            var collection = FirewallRules.Named(FirewallRules.Collections(document, _edited.Kind), _edited.CollectionName);
            var rules = collection?.At("properties", "rules") as JsonArray ?? [];
            FirewallRules.Edit(
                _edited,
                FirewallRules.Named(rules.OfType<JsonObject>(), _edited.Name) ?? throw FirewallRules.Gone(_edited),
                _members);
        }
    }

    private static void Add(ArmDocument document, FirewallRuleRequest request)
    {
        var collection = FirewallRules.Named(FirewallRules.Collections(document, request.Kind), request.CollectionName);
        if (collection is null)
        {
            collection = Make(document, request);
        }
        else
        {
            FirewallPriorities.CheckCollection(collection, request);
        }

        var properties = collection.ObjectAt("properties");
        if (properties.At("rules") is not JsonArray rules)
        {
            rules = [];
            properties["rules"] = rules;
        }

        if (FirewallRules.Named(rules.OfType<JsonObject>(), request.Name) is not { } existing)
        {
            rules.Add(request.Rule.DeepClone());
        }
        else if (DocumentComparison.Missing(DocumentComparison.Compare(new JsonObject(), request.Rule), existing).Count > 0)
        {
            throw EgressErrors.FirewallRuleExists($"{request.CollectionName}/{request.Name}", document.Id);
        }
    }

    private static JsonObject Make(ArmDocument document, FirewallRuleRequest request)
    {
        ArmNames.Check(request.CollectionName, ArmNames.MaximumLength, nameof(request.CollectionName));
        var member = FirewallRules.Member(request.Kind);
        var collection = new JsonObject
        {
            ["name"] = request.CollectionName,
            ["properties"] = new JsonObject
            {
                ["priority"] = FirewallPriorities.Choose(
                    request, FirewallRules.Collections(document, request.Kind), $"collections of {FirewallRules.Words(request.Kind)}s"),
                ["action"] = new JsonObject { ["type"] = request.Kind == FirewallRuleKind.Dnat ? "Dnat" : request.Action ?? "Allow" },
                ["rules"] = new JsonArray(),
            },
        };
        if (document.Root.At("properties", member) is not JsonArray all)
        {
            all = [];
            document.Properties[member] = all;
        }

        all.Add((JsonNode)collection);
        return collection;
    }

    private static void Remove(ArmDocument document, FirewallRule rule)
    {
        if (FirewallRules.Named(FirewallRules.Collections(document, rule.Kind), rule.CollectionName) is not { } collection
            || collection.At("properties", "rules") is not JsonArray rules
            || FirewallRules.Named(rules.OfType<JsonObject>(), rule.Name) is not { } existing)
        {
            return;
        }

        FirewallRules.RequireUnchanged(rule, existing);
        rules.Remove(existing);
        if (rules.Count == 0)
        {
            // A collection without rules has no effect except for its priority.
            (document.Root.At("properties", FirewallRules.Member(rule.Kind)) as JsonArray)?.Remove(collection);
        }
    }
}
