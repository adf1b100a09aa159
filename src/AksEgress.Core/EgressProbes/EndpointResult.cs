using System.Globalization;

namespace AksEgress.Core.EgressProbes;

/// <summary>The test of an endpoint from a pod.</summary>
/// <param name="Destination">The endpoint: a name, a wildcard, or a service tag.</param>
/// <param name="Host">The tested host; null if there is none.</param>
/// <param name="Protocol">HTTPS, HTTP, TCP or UDP.</param>
/// <param name="Port">The port, 1 to 65535.</param>
/// <param name="Answer">Reachable, Unreachable, NotTried or Unknown.</param>
/// <param name="Detail">A description of the result.</param>
public sealed record EndpointResult(string Destination, string? Host, string Protocol, int Port, EndpointAnswer Answer, string Detail)
{
    /// <summary>The endpoint in one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host ?? Destination}:{Port} {Answer} ({Detail})");
}
