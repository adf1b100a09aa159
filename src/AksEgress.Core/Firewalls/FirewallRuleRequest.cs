using System.Text.Json.Nodes;
using AksEgress.Core.Documents;

namespace AksEgress.Core.Firewalls;

/// <summary>A rule to add, with its collection.</summary>
/// <param name="Kind">The kind of the rule.</param>
/// <param name="Rule">The rule's document, from <see cref="FirewallRuleDesign"/>.</param>
/// <param name="CollectionName">Its collection, which is created if it doesn't exist.</param>
public sealed record FirewallRuleRequest(FirewallRuleKind Kind, JsonObject Rule, string CollectionName)
{
    /// <summary>The priority of the collection, 100 to 65000; null for an unused one, or that of an existing collection.</summary>
    public int? Priority { get; init; }

    /// <summary>Allow or Deny; null for Allow, or the action of an existing collection.</summary>
    public string? Action { get; init; }

    /// <summary>The rule's name.</summary>
    public string Name => Rule.Text("name") ?? string.Empty;
}
