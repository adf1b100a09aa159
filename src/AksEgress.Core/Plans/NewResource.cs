using AksEgress.Core.Arm;

namespace AksEgress.Core.Plans;

/// <summary>Where a resource is created, and what every resource has.</summary>
/// <param name="Id">The resource.</param>
public sealed record NewResource(ArmResourceId Id)
{
    /// <summary>The region, in either of ARM's spellings; null takes the resource group's.</summary>
    public string? Location { get; init; }

    /// <summary>Tags to add.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>True to change an existing resource's members that the request names, instead of refusing.</summary>
    public bool AllowExisting { get; init; }
}
