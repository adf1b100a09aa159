namespace AksEgress.Core.EgressProbes;

/// <summary>An endpoint that the script tests.</summary>
/// <param name="Host">The host.</param>
/// <param name="Port">The port.</param>
/// <param name="Protocol">HTTPS, HTTP or TCP.</param>
/// <param name="Destination">The endpoint as required or specified.</param>
/// <param name="OwnAuthority">
/// True if a certificate of a private authority is expected: for the API server, and for the user's endpoints.
/// </param>
internal sealed record ProbeTarget(string Host, int Port, string Protocol, string Destination, bool OwnAuthority = false);
