using System.Net;
using System.Text;
using AksEgress.Tests.Schemas;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>A request and its response on the wire.</summary>
internal sealed record Exchange(string Method, string Path, string? Body, string? IfMatch)
{
    /// <summary>A poll of a long-running operation.</summary>
    public bool IsPoll =>
        Path.Contains("/operations/", StringComparison.OrdinalIgnoreCase)
            || Path.Contains("/operationresults/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The write of the change.</summary>
    public bool WritesCluster => Method == "PUT" && Path.Contains("/managedClusters/", StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"{Method} {Path}";
}
