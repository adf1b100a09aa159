using AksEgress.Core.Arm;

namespace AksEgress.Core.Plans;

/// <summary>The ID, the region, and the tags of a new resource.</summary>
/// <param name="Id">The resource.</param>
public sealed record NewResource(ArmResourceId Id)
{
    /// <summary>The region, as name or display name; null for that of the resource group.</summary>
    public string? Location { get; init; }

    /// <summary>Tags to add.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>True to change the specified properties of an existing resource instead of failing.</summary>
    public bool AllowExisting { get; init; }
}
