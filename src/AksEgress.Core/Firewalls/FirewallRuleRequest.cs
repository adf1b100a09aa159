using System.Text.Json.Nodes;
using AksEgress.Core.Documents;

namespace AksEgress.Core.Firewalls;

/// <summary>A rule to be added, and where.</summary>
/// <param name="Kind">What sort of rule.</param>
/// <param name="Rule">The rule's document, from <see cref="FirewallRuleDesign"/>.</param>
/// <param name="CollectionName">Its collection, made where it is not there.</param>
public sealed record FirewallRuleRequest(FirewallRuleKind Kind, JsonObject Rule, string CollectionName)
{
    /// <summary>The collection's priority, 100 to 65000; null chooses a free one, or keeps an existing collection's.</summary>
    public int? Priority { get; init; }

    /// <summary>Allow or Deny; null means Allow for a new collection, and an existing one's own.</summary>
    public string? Action { get; init; }

    /// <summary>The rule's name.</summary>
    public string Name => Rule.Text("name") ?? string.Empty;
}
