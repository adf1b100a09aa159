using AksEgress.Core.Clusters;

namespace AksEgress.Core.Preflight;

/// <summary>An entry of the migration table: the change from one outbound type to another, in one kind of virtual network.</summary>
/// <param name="From">The current outbound type.</param>
/// <param name="To">The requested outbound type.</param>
/// <param name="VirtualNetworkMode">Whether the virtual network is managed by AKS or BYO.</param>
/// <param name="Support">Whether the change is supported.</param>
/// <param name="Source">The documentation; all of it if it contradicts itself.</param>
/// <param name="Date">The date of the newest table, yyyy-MM-dd; null if unknown.</param>
public sealed record MigrationPath(
    string From, string To, VirtualNetworkMode VirtualNetworkMode, MigrationSupport Support, string Source, string? Date)
{
    /// <summary>True when the change is supported or disputed.</summary>
    public bool Supported => Support is not MigrationSupport.NotSupported;
}
