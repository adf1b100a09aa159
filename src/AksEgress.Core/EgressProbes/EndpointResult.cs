using System.Globalization;

namespace AksEgress.Core.EgressProbes;

/// <summary>One endpoint as a pod found it.</summary>
/// <param name="Destination">What was meant: a name, a wildcard, a service tag.</param>
/// <param name="Host">What was asked in its place; null where nothing was.</param>
/// <param name="Protocol">HTTPS, HTTP, TCP or UDP.</param>
/// <param name="Port">The port, 1 to 65535.</param>
/// <param name="Answer">Reachable, Unreachable, NotTried or Unknown.</param>
/// <param name="Detail">What happened, in a few words.</param>
public sealed record EndpointResult(string Destination, string? Host, string Protocol, int Port, EndpointAnswer Answer, string Detail)
{
    /// <summary>The endpoint in one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host ?? Destination}:{Port} {Answer} ({Detail})");
}
