using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;

namespace AksEgress.Core.RequiredEndpoints;

/// <summary>
/// Compares ARM's list of required endpoints for a cluster with the catalog. ARM's list is for the current cluster and changes with
/// AKS. The catalog has a date, and contains service tags, which ARM's list doesn't.
/// </summary>
public static class EndpointComparison
{
    private const string Segment = "outboundNetworkDependenciesEndpoints";

    /// <summary>Reads ARM's list, and compares it.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="catalogue">The endpoints in the catalog.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <exception cref="ArmException">ARM refused.</exception>
    public static async Task<IReadOnlyList<ComparedEndpoint>> ReadAsync(
        ResourceStore store, Cluster cluster, IReadOnlyList<RequiredEndpoint> catalogue, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(cluster);
        var live = new List<LiveEndpoint>();
        await foreach (var document in store.ListChildrenAsync(cluster.ParsedId, Segment, cancellationToken).ConfigureAwait(false))
        {
            live.AddRange(Read(document));
        }

        return Compare(
            cluster.Name,
            [.. live.DistinctBy(item => (item.Destination.ToUpperInvariant(), item.Protocol, item.Port, item.Category))],
            catalogue);
    }

    private static IEnumerable<LiveEndpoint> Read(ArmDocument document) =>
        from endpoint in document.Root.Items("endpoints")
        let name = endpoint.Text("domainName")
        from detail in endpoint.Items("endpointDetails")
        let destination = name is { Length: > 0 } ? name : detail.Text("ipAddress")
        where destination is not null
        select new LiveEndpoint(
            destination,
            (detail.Text("protocol") ?? "TCP").ToUpperInvariant(),
            detail.Number("port") ?? 0,
            document.Root.Text("category"),
            detail.Text("description"));

    private static List<ComparedEndpoint> Compare(
        string cluster, IReadOnlyList<LiveEndpoint> live, IReadOnlyList<RequiredEndpoint> catalogue)
    {
        var used = new HashSet<LiveEndpoint>();
        var all = new List<ComparedEndpoint>();
        foreach (var known in catalogue)
        {
            // The same name is the best match, but a wildcard matches too.
            var matches = live
                .Where(item =>
                    item.Port == known.Port
                        && TransportOf(item.Protocol) == TransportOf(known.Protocol)
                        && Covers(item.Destination, known.Destination))
                .OrderByDescending(item => item.Destination.Length)
                .ToList();
            used.UnionWith(matches);
            var match = matches.FirstOrDefault();
            all.Add(new ComparedEndpoint(
                cluster,
                match is null ? EndpointPresence.OnlyCatalogue : EndpointPresence.InBoth,
                known.Destination,
                match?.Destination,
                known.Protocol,
                known.Port,
                match?.Category,
                known.Feature,
                known.Level,
                known.Condition,
                match?.Description));
        }

        all.AddRange(live.Where(item => !used.Contains(item)).Select(item => new ComparedEndpoint(
            cluster,
            EndpointPresence.OnlyLive,
            item.Destination,
            item.Destination,
            item.Protocol,
            item.Port,
            item.Category,
            null,
            null,
            null,
            item.Description)));
        return [.. all.OrderBy(item => item.Presence)];
    }

    private static bool Covers(string pattern, string name) => string.Equals(pattern, name, StringComparison.OrdinalIgnoreCase)
        || (pattern.StartsWith("*.", StringComparison.Ordinal) && name.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase));

    private static string TransportOf(string protocol) => protocol == "UDP" ? protocol : "TCP";

    private sealed record LiveEndpoint(string Destination, string Protocol, int Port, string? Category, string? Description);
}
