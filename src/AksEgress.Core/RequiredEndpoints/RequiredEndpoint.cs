namespace AksEgress.Core.RequiredEndpoints;

/// <summary>An endpoint that AKS nodes require.</summary>
/// <param name="Cloud">AzureCloud, AzureChinaCloud or AzureUSGovernment.</param>
/// <param name="Feature">The feature that requires it: core, or a feature such as gpuNodePool.</param>
/// <param name="Level">
/// required or conditional; or recommended or optional, which no cluster of today needs and no test expects.
/// </param>
/// <param name="Kind">application for an FQDN with HTTP or HTTPS, otherwise network.</param>
/// <param name="Destination">
/// A name, a service tag as <c>ServiceTag:AzureMonitor</c>, an address, or an unresolved placeholder such as <c>&lt;location&gt;</c>.
/// </param>
/// <param name="Protocol">HTTP, HTTPS, TCP or UDP.</param>
/// <param name="Port">The port, 1 to 65535.</param>
/// <param name="Condition">The condition for it; null for none.</param>
/// <param name="Source">The documentation.</param>
/// <param name="SourceDate">The date of the documentation.</param>
public sealed record RequiredEndpoint(
    string Cloud,
    string Feature,
    string Level,
    string Kind,
    string Destination,
    string Protocol,
    int Port,
    string? Condition,
    string Source,
    string SourceDate)
{
    private const string TagPrefix = "ServiceTag:";

    /// <summary>The service tag; null for any other destination.</summary>
    public string? ServiceTag => Destination.StartsWith(TagPrefix, StringComparison.Ordinal) ? Destination[TagPrefix.Length..] : null;

    /// <summary>True if a cluster of today can need it: its level is required or conditional.</summary>
    internal bool IsNeeded => Level is "required" or "conditional";

    /// <summary>
    /// True for the tunnel of clusters without the konnectivity agent: UDP 1194 and TCP 9000 to all of Azure in the region. All current
    /// clusters have the agent (outbound-rules-control-egress), and the rules open a path to any machine there (Azure/AKS#4294).
    /// </summary>
    internal bool IsTunnel => Level == "optional" && Condition?.Contains("konnectivity", StringComparison.Ordinal) == true;

    /// <summary>The endpoint in one line.</summary>
    public override string ToString() => $"{Protocol} {Destination}:{Port}";
}
