using System.Globalization;
using System.Text.Json.Nodes;
using AksEgress.Core.Addressing;
using AksEgress.Core.Clusters;
using AksEgress.Core.Firewalls;

namespace AksEgress.Core.RequiredEndpoints;

/// <summary>Makes firewall rules of the endpoints that a cluster needs.</summary>
public static class RequiredRules
{
    /// <summary>
    /// Makes the rules; their names start with the cluster's, so that several clusters can share a firewall and a collection.
    /// </summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="endpoints">What it must reach; what is only recommended, or only for nodes of years ago, is left out.</param>
    /// <param name="sources">Where its traffic comes from.</param>
    /// <param name="isExplicit">True to name what every cluster needs, false to take the FQDN tag for it.</param>
    /// <param name="collection">The collections' name: one of network rules, one of application rules.</param>
    /// <param name="priority">Their priority, or null.</param>
    public static IReadOnlyList<FirewallRuleRequest> Make(
        Cluster cluster,
        IReadOnlyList<RequiredEndpoint> endpoints,
        IReadOnlyList<string> sources,
        bool isExplicit,
        string collection,
        int? priority)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var needed = endpoints.Where(IsNeeded).ToList();
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

    // Node images are replaced within months, so what only those of years ago needed opens the firewall for nothing.
    private static bool IsNeeded(RequiredEndpoint endpoint) =>
        endpoint.Level != "recommended" && !endpoint.Destination.Contains('<', StringComparison.Ordinal)
            && endpoint.Condition?.Contains("not needed for nodes provisioned after", StringComparison.Ordinal) != true;

    private static bool IsName(RequiredEndpoint endpoint) =>
        endpoint.ServiceTag is null && !Cidr.TryParseAddress(endpoint.Destination, out _);
}
