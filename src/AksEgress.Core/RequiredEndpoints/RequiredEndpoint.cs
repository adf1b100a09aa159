namespace AksEgress.Core.RequiredEndpoints;

/// <summary>An endpoint that AKS nodes require.</summary>
/// <param name="Cloud">AzureCloud, AzureChinaCloud or AzureUSGovernment.</param>
/// <param name="Feature">The feature that requires it: core, or a feature such as gpuNodePool.</param>
/// <param name="Level">required, conditional or recommended.</param>
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

    /// <summary>The endpoint in one line.</summary>
    public override string ToString() => $"{Protocol} {Destination}:{Port}";
}
