using AksEgress.Core.Arm;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.RouteTables;

/// <summary>What a change of one route would do.</summary>
/// <param name="Id">The route.</param>
/// <param name="Table">Its table as it was read.</param>
/// <param name="Before">The route now; null when it is to be added.</param>
/// <param name="After">The route afterwards; null when it is to go.</param>
public sealed record RoutePlan(ArmResourceId Id, RouteTable Table, Route? Before, Route? After)
{
    /// <summary>The sentence for ShouldProcess: what changes, and which subnets feel it.</summary>
    public string Describe()
    {
        var what = (Before, After) switch
        {
            (null, { } after) => $"Add route '{Id.Name}' ({after}) to",
            ({ } before, null) => $"Remove route '{Id.Name}' ({before}) from",
            _ => $"Change route '{Id.Name}' ({Before} becomes {After}) of",
        };
        var protection = Before is null ? string.Empty : $" ({WriteProtection.Compared})";
        return $"{what} route table '{Table.Name}', {Table.DescribeUse()}{protection}";
    }

    /// <summary>True when subnets get or lose a default route, or theirs leads elsewhere: open connections are cut.</summary>
    public bool Cuts => Table.Subnets.Count > 0 && (Before is { IsDefault: true } || After is { IsDefault: true });

    /// <summary>The question to ask before connections are cut.</summary>
    public string DescribeCut() =>
        $"{Sentences.Count(Table.Subnets.Count, "subnet")} will have open connections cut and may leave from another address: {Describe()}. Go on?";

    /// <summary>True when the route is as it should be already.</summary>
    public bool IsMet => Before is { ProvisioningState: null or "Succeeded" } && After is not null && System.Text.Json.Nodes.JsonNode.DeepEquals(Before.Document, After.Document);
}
