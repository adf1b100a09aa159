using System.Globalization;
using System.Text.Json.Nodes;
using AksEgress.Core.Addressing;
using AksEgress.Core.Clusters;
using AksEgress.Core.Firewalls;

namespace AksEgress.Core.RequiredEndpoints;

/// <summary>Creates firewall rules for the endpoints that a cluster requires.</summary>
public static class RequiredRules
{
    /// <summary>
    /// Creates the rules. Their names start with the name of the cluster, so several clusters can share a firewall and a collection.
    /// </summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="endpoints">
    /// The required endpoints; recommended and optional ones, and those for outdated nodes only, are ignored.
    /// </param>
    /// <param name="sources">The source addresses of its traffic.</param>
    /// <param name="isExplicit">True to use FQDNs for the endpoints of all clusters, false to use the FQDN tag.</param>
    /// <param name="collection">The name of the collections: one for network rules, and one for application rules.</param>
    /// <param name="priority">Their priority, or null.</param>
    /// <param name="includesTunnel">True to allow the tunnel of clusters without the konnectivity agent too.</param>
    public static IReadOnlyList<FirewallRuleRequest> Make(
        Cluster cluster,
        IReadOnlyList<RequiredEndpoint> endpoints,
        IReadOnlyList<string> sources,
        bool isExplicit,
        string collection,
        int? priority,
        bool includesTunnel = false)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var needed = endpoints.Where(endpoint => IsNeeded(endpoint) || (includesTunnel && endpoint.IsTunnel)).ToList();
        var rules = new List<FirewallRuleRequest>();
        foreach (var group in needed.Where(endpoint => endpoint.Kind == "network")
            .GroupBy(endpoint => (endpoint.Feature, endpoint.Protocol, endpoint.Port, IsName: IsName(endpoint))))
        {
            var (feature, protocol, port, isName) = group.Key;
            string[] to = [.. group.Select(endpoint => endpoint.ServiceTag ?? endpoint.Destination)];
            var name = $"{cluster.Name}-{feature}-{protocol.ToLowerInvariant()}-{port}{(isName ? "-names" : string.Empty)}";
            Add(FirewallRuleKind.Network, FirewallRuleDesign.Network(
                name, [protocol], sources, isName ? null : to, isName ? to : null, [port.ToString(CultureInfo.InvariantCulture)]));
        }

        if (!isExplicit)
        {
            Add(
                FirewallRuleKind.Application,
                FirewallRuleDesign.Application(
                    $"{cluster.Name}-{EndpointCatalogue.Core}", ["Http=80", "Https=443"], sources, null, [EndpointCatalogue.FqdnTag]));
        }

        foreach (var group in needed
            .Where(endpoint => endpoint.Kind == "application" && (isExplicit || endpoint.Feature != EndpointCatalogue.Core))
            .GroupBy(endpoint => (endpoint.Feature, endpoint.Protocol, endpoint.Port)))
        {
            var (feature, protocol, port) = group.Key;
            Add(FirewallRuleKind.Application, FirewallRuleDesign.Application(
                $"{cluster.Name}-{feature}-{protocol.ToLowerInvariant()}-{port}",
                [$"{protocol}={port}"],
                sources,
                [.. group.Select(endpoint => endpoint.Destination)],
                null));
        }

        return rules;

        void Add(FirewallRuleKind kind, JsonObject rule) =>
            rules.Add(new FirewallRuleRequest(kind, rule, collection) { Priority = priority, Action = "Allow" });
    }

    // Nodes are usually updated within months, so endpoints for nodes that are years old aren't required.
    private static bool IsNeeded(RequiredEndpoint endpoint) =>
        endpoint.IsNeeded && !endpoint.Destination.Contains('<', StringComparison.Ordinal)
            && endpoint.Condition?.Contains("not needed for nodes provisioned after", StringComparison.Ordinal) != true;

    private static bool IsName(RequiredEndpoint endpoint) =>
        endpoint.ServiceTag is null && !Cidr.TryParseAddress(endpoint.Destination, out _);
}
