using AksEgress.Core.Egress;

namespace AksEgress.Core.Paths;

/// <summary>What to evaluate, and for which change.</summary>
public sealed record PathRequest
{
    /// <summary>Destinations from <see cref="PathDestination"/>; empty for the endpoints that the cluster requires.</summary>
    public IReadOnlyList<PathDestination> Destinations { get; init; } = [];

    /// <summary>The node pools; empty for all.</summary>
    public IReadOnlyList<string> NodePools { get; init; } = [];

    /// <summary>The outbound type to evaluate instead of the cluster's, or null.</summary>
    public string? OutboundType { get; init; }

    /// <summary>Resources to evaluate instead of those of the subnets; null for none.</summary>
    public SubnetOverrides? Overrides { get; init; }

    /// <summary>Features whose endpoints are required in addition to those that the document tells.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>The cloud of the connection; null for the public one.</summary>
    public string? Cloud { get; init; }
}
