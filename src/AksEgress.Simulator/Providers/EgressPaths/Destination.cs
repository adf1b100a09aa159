using System.Net;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>Where a pod wants to go.</summary>
/// <param name="Host">The name or address as it was written.</param>
/// <param name="Address">The address that the name stands for.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Protocol">TCP or UDP.</param>
/// <param name="Application">https or http where the client speaks it, so that a firewall can read the name; else null.</param>
internal sealed record Destination(string Host, IPAddress Address, int Port, string Protocol = "TCP", string? Application = null);
