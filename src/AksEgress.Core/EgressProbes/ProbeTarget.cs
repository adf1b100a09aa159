namespace AksEgress.Core.EgressProbes;

/// <summary>One line of the script: what is asked, and what for.</summary>
/// <param name="Host">The host that is asked.</param>
/// <param name="Port">The port.</param>
/// <param name="Protocol">HTTPS, HTTP or TCP.</param>
/// <param name="Destination">What it stands for.</param>
/// <param name="OwnAuthority">
/// True where a certificate that nobody else knows is no wonder: the API server's, and the user's own hosts'.
/// </param>
internal sealed record ProbeTarget(string Host, int Port, string Protocol, string Destination, bool OwnAuthority = false);
