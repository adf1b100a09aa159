using AksEgress.Core.Clusters;

namespace AksEgress.Core.Preflight;

/// <summary>One cell of the migration table: from one outbound type to another, in one kind of network.</summary>
/// <param name="From">The outbound type now.</param>
/// <param name="To">The outbound type wanted.</param>
/// <param name="VirtualNetworkMode">Whose network the cluster is in.</param>
/// <param name="Support">What the tables say together.</param>
/// <param name="Source">Who says so; both where they contradict each other.</param>
/// <param name="Date">The newest table's date, yyyy-MM-dd; null when it isn't known.</param>
public sealed record MigrationPath(
    string From, string To, VirtualNetworkMode VirtualNetworkMode, MigrationSupport Support, string Source, string? Date)
{
    /// <summary>True when the change may be tried: supported or disputed.</summary>
    public bool Supported => Support is not MigrationSupport.NotSupported;
}
