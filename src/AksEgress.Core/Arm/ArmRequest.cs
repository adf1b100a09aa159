namespace AksEgress.Core.Arm;

/// <summary>One HTTP request to Azure Resource Manager, as plain text.</summary>
/// <param name="Method">GET, PUT, PATCH, POST, DELETE or HEAD, in capitals.</param>
/// <param name="Path">
/// The absolute path below the endpoint, starting with a slash, without query. Segments are already escaped (<see cref="ArmResourceId"/>
/// does that).
/// </param>
/// <param name="ApiVersion">The api-version, <c>yyyy-MM-dd</c> with an optional <c>-preview</c>.</param>
/// <param name="Body">The JSON body, or null for none.</param>
/// <param name="IfMatch">An eTag that the resource must still have (otherwise ARM returns 412), <c>*</c> for any, or null.</param>
/// <param name="IfNoneMatch">
/// <c>*</c> when the resource must not exist yet, or null. Never together with <paramref name="IfMatch"/>.
/// </param>
public sealed record ArmRequest(
    string Method,
    string Path,
    string ApiVersion,
    string? Body = null,
    string? IfMatch = null,
    string? IfNoneMatch = null)
{
    /// <summary>
    /// Additional query parameters from a URI that ARM returned (<c>t=..&amp;c=..</c> of an operation), without <c>api-version</c> and
    /// without a question mark; null for none.
    /// </summary>
    public string? Query { get; init; }

    /// <summary>True when the request can change something: every method but GET and HEAD.</summary>
    public bool Writes => Method is not ("GET" or "HEAD");
}
