namespace AksEgress.Core.EgressProbes;

/// <summary>A host and a port to test.</summary>
/// <param name="Host">A DNS name or an IPv4 address: letters, digits, hyphens, and dots only, so it's safe in a shell command.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record ProbeHost(string Host, int Port);
