namespace AksEgress.Core.EgressProbes;

/// <summary>A host and a port to ask for.</summary>
/// <param name="Host">A DNS name or an IPv4 address: letters, digits, hyphens and dots, so that no shell sees anything else in it.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record ProbeHost(string Host, int Port);
