using AksEgress.Core.Clusters;
using AksEgress.Core.RequiredEndpoints;

namespace AksEgress.Core.EgressProbes;

/// <summary>The requests of a test, in the order of the script: the echo services, then the targets.</summary>
/// <param name="EchoUris">The echo services.</param>
/// <param name="Targets">The endpoints to test.</param>
/// <param name="Skipped">The endpoints that can't be tested.</param>
internal sealed record ProbePlan(IReadOnlyList<string> EchoUris, IReadOnlyList<ProbeTarget> Targets, IReadOnlyList<EndpointResult> Skipped)
{
    // A known host for a wildcard. Microsoft's container registry has a data endpoint in each of its regions, whose name starts with
    // the region.
    private static readonly Dictionary<string, string> s_knownHosts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["*.data.mcr.microsoft.com"] = "eastus.data.mcr.microsoft.com",
    };

    /// <summary>Creates the plan.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="required">The required endpoints.</param>
    /// <param name="request">The requested test.</param>
    public static ProbePlan Make(Cluster cluster, IEnumerable<RequiredEndpoint> required, ProbeRequest request)
    {
        var targets = new List<ProbeTarget>();
        var skipped = new List<EndpointResult>();
        foreach (var endpoint in required
            .Where(endpoint => endpoint.IsNeeded)
            .DistinctBy(endpoint => (endpoint.Destination, endpoint.Protocol, endpoint.Port)))
        {
            var (host, why) = HostOf(endpoint, cluster);
            if (host is null)
            {
                skipped.Add(
                    new EndpointResult(endpoint.Destination, null, endpoint.Protocol, endpoint.Port, EndpointAnswer.NotTried, why!));
            }
            else
            {
                var isApiServer = string.Equals(host, cluster.Fqdn, StringComparison.OrdinalIgnoreCase);
                targets.Add(new ProbeTarget(
                    host, endpoint.Port, Protocol(endpoint.Port, endpoint.Protocol.ToUpperInvariant()), endpoint.Destination, isApiServer));
            }
        }

        targets.AddRange(
            request.Own.Select(own => new ProbeTarget(own.Host, own.Port, Protocol(own.Port, "TCP"), own.Host, OwnAuthority: true)));
        return new ProbePlan(request.EchoUris, [.. targets.DistinctBy(target => (target.Host.ToUpperInvariant(), target.Port))], skipped);
    }

    // A firewall with application rules accepts all connections to the ports 80 and 443 before it checks the name, so a TCP connection
    // to these ports isn't a valid test.
    private static string Protocol(int port, string otherwise) => port switch { 443 => "HTTPS", 80 => "HTTP", _ => otherwise };

    private static (string? Host, string? Why) HostOf(RequiredEndpoint endpoint, Cluster cluster)
    {
        var destination = endpoint.Destination;
        if (endpoint.Protocol.Equals("UDP", StringComparison.OrdinalIgnoreCase))
        {
            return (null, "UDP endpoints can't be tested");
        }

        if (endpoint.ServiceTag is not null)
        {
            return (null, "a service tag has no host to test");
        }

        if (destination.StartsWith("*.", StringComparison.Ordinal))
        {
            var host = cluster.Fqdn is { } fqdn && fqdn.EndsWith(destination[1..], StringComparison.OrdinalIgnoreCase)
                ? fqdn
                : s_knownHosts.GetValueOrDefault(destination);
            return host is not null && ProbeRequest.IsHost(host) ? (host, null) : (null, "a wildcard has no host to test");
        }

        return ProbeRequest.IsHost(destination) ? (destination, null) : (null, "its host name is unknown");
    }
}
