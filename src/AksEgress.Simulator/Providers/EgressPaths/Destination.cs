using System.Net;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>The destination of a pod's connection.</summary>
/// <param name="Host">The name or address as the command has it.</param>
/// <param name="Address">The address of the name.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Protocol">TCP or UDP.</param>
/// <param name="Application">https or http if the client uses it, so that a firewall can read the name; else null.</param>
internal sealed record Destination(string Host, IPAddress Address, int Port, string Protocol = "TCP", string? Application = null);
