namespace AksEgress.Core.Paths;

/// <summary>A step of a path: a resource, and what it does with the traffic.</summary>
/// <param name="Resource">The resource, such as <c>NSG aks-nsg</c>.</param>
/// <param name="Rule">The rule or route that applies; empty if none does.</param>
/// <param name="Effect">What it does, such as <c>allows</c> or <c>denies (no rule matches)</c>.</param>
public sealed record PathHop(string Resource, string Rule, string Effect)
{
    /// <summary>The step in one line.</summary>
    public override string ToString() => Rule.Length == 0 ? $"{Resource}: {Effect}" : $"{Resource}, {Rule}: {Effect}";
}
