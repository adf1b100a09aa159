using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.RequiredEndpoints;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Paths;

/// <summary>Evaluates the egress paths of a cluster, as it is or after a change that hasn't been made.</summary>
public sealed class PathAnalyzer
{
    private static readonly string[] s_apiServerNames = ["fqdn", "privateFQDN", "azurePortalFQDN"];

    private readonly ResourceStore _store;
    private readonly Action<string>? _warn;

    /// <summary>Works through a store.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="warn">Receives warnings about what isn't evaluated; null for none.</param>
    public PathAnalyzer(ResourceStore store, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _warn = warn;
    }

    /// <summary>Reads the resources, and evaluates each destination from each subnet. Denied paths are first in each subnet.</summary>
    /// <exception cref="EgressException">
    /// InvalidValue for a node pool that doesn't exist; ResourceNotFound for a specified resource.
    /// </exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<IReadOnlyList<EgressPathResult>> AnalyzeAsync(
        Cluster cluster, PathRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(request);
        foreach (var pool in request.NodePools)
        {
            if (!cluster.AgentPools.Any(known => known.Name.Equals(pool, StringComparison.OrdinalIgnoreCase)))
            {
                throw EgressErrors.InvalidValue(
                    "NodePool",
                    $"cluster '{cluster.Name}' has no node pool '{ArmNames.Shown(pool)}'; it has "
                        + $"{string.Join(", ", cluster.AgentPools.Select(known => known.Name))}.",
                    pool);
            }
        }

        var reader = new TopologyReader(_store, request.Overrides);
        var target = request.OutboundType is null ? null : new OutboundTarget(request.OutboundType);
        var topology = await reader
            .ReadAsync(cluster, target, cancellationToken, withRules: true, withNodeGroups: true).ConfigureAwait(false);
        if (cluster.HasNodeAutoProvisioning)
        {
            _warn?.Invoke(
                $"Cluster '{cluster.Name}' uses node auto-provisioning, which can create nodes in subnets that aren't in the cluster's "
                    + "document. Paths from those subnets aren't evaluated.");
        }

        return Evaluate(topology, request);
    }

    /// <summary>Evaluates documents that were read. Sends no requests.</summary>
    internal static IReadOnlyList<EgressPathResult> Evaluate(EgressTopology topology, PathRequest request)
    {
        var cluster = topology.Cluster;
        var destinations = request.Destinations.Count > 0 ? request.Destinations : Required(topology, request);
        var type = request.OutboundType ?? cluster.OutboundType;
        var proxy = HttpProxy.Of(cluster);
        var results = new List<EgressPathResult>();
        foreach (var (path, pools, hasNodePublicIp) in Sources(topology, request))
        {
            var evaluator = new SubnetEvaluator(topology, path, type, hasNodePublicIp, request.Overrides?.Firewall);
            results.AddRange(destinations.Select(destination => Result(topology, evaluator, proxy, type, pools, destination)));
        }

        return [.. results.OrderBy(result => result.Subnet, StringComparer.OrdinalIgnoreCase).ThenBy(result => result.Verdict)];
    }

    /// <summary>The endpoints that the cluster requires, without placeholders that aren't known.</summary>
    internal static IReadOnlyList<PathDestination> Required(EgressTopology topology, PathRequest request)
    {
        var networks = topology.Subnets.Select(path => path.Network).DistinctBy(network => network?.Id).ToList();
        return
        [
            .. ClusterEndpoints.Of(topology.Cluster, request.Cloud, request.Features, networks)
                .Select(PathDestination.Of)
                .OfType<PathDestination>()
                .DistinctBy(destination => (destination.Text, destination.Protocol, destination.Port)),
        ];
    }

    // Pools in one subnet have the same path, unless only some have public IP addresses.
    private static IEnumerable<(SubnetPath? Path, IReadOnlyList<string> Pools, bool HasNodePublicIp)> Sources(
        EgressTopology topology, PathRequest request)
    {
        var pools = topology.Cluster.AgentPools
            .Where(pool => request.NodePools.Count == 0 || request.NodePools.Contains(pool.Name, StringComparer.OrdinalIgnoreCase))
            .ToList();
        SubnetPath?[] paths = topology.Subnets.Count == 0 ? [null] : [.. topology.Subnets];
        foreach (var path in paths)
        {
            if (path is { Pools.Count: 0 } && request.NodePools.Count == 0)
            {
                yield return (path, ["(hosted)"], false);
                continue;
            }

            foreach (var group in pools
                .Where(pool => path is null || path.Pools.Contains(pool.Name))
                .GroupBy(pool => pool.EnableNodePublicIp))
            {
                yield return (path, [.. group.Select(pool => pool.Name)], group.Key);
            }
        }
    }

    private static EgressPathResult Result(
        EgressTopology topology, SubnetEvaluator evaluator, HttpProxy? proxy, string type, IReadOnlyList<string> pools,
        PathDestination destination)
    {
        var cluster = topology.Cluster;
        var flow = FlowTo(destination, evaluator.Space, cluster);
        var through = proxy?.For(flow);
        var step = through is null ? destination : PathDestination.Parse($"{through.Host}:{through.Port}", "TCP");
        var evaluated = through is null ? flow : FlowTo(step, evaluator.Space, cluster);
        var decision = evaluator.Decide(evaluated);
        var explanation = new PathExplanation(evaluator, topology, step, evaluated, decision);
        var isProxied = through is not null && decision.Verdict == PathVerdict.Allowed;
        var verdict = isProxied ? PathVerdict.Unknown : decision.Verdict;
        return new EgressPathResult
        {
            ClusterName = cluster.Name,
            ResourceGroupName = cluster.ResourceGroupName,
            SubscriptionId = cluster.SubscriptionId,
            ResourceId = cluster.Id,
            OutboundType = type,
            Subnet = evaluator.Path?.Id.Name ?? "(managed)",
            NodePool = (string[])[.. pools],
            Destination = destination.Text,
            Protocol = destination.Protocol,
            Port = destination.Port,
            Required = destination.Level,
            Verdict = verdict,
            DecidedBy = isProxied ? $"HTTP proxy {through!.Host}:{through.Port}" : explanation.DecidedBy,
            EgressIpAddress = verdict == PathVerdict.Allowed ? PathAddresses.Of(topology, evaluator, decision, type) : (string[])[],
            Hops = (PathHop[])[
                .. explanation.Hops,
                .. through is null ? [] : (PathHop[])[new($"HTTP proxy {through.Host}:{through.Port}", string.Empty, "decides")],
            ],
            Confidence = verdict == PathVerdict.Unknown ? "Unknown" : "Derived",
            Reason = isProxied
                ? $"The nodes send {destination.Protocol} to the HTTP proxy {through!.Host}:{through.Port}, which they reach; what it "
                    + "allows isn't known."
                : explanation.Reason,
            UnknownReason = isProxied ? UnknownReason.HttpProxy : decision.Unknown,
            Next = explanation.Next,
            Firewall = explanation.Firewall?.Firewall,
            Feature = destination.Feature,
        };
    }

    private static Flow FlowTo(PathDestination destination, SubnetSpace space, Cluster cluster)
    {
        var isLocal = destination.Host is { } name && cluster.HasPrivateApiServerPath && IsApiServer(name, cluster);
        var address = destination.Address ?? (destination.Tag is { } tag ? PlatformAddress.Of(tag) : null);
        return new Flow
        {
            Transport = destination.Protocol == "UDP" ? Transport.Udp : Transport.Tcp,
            Application = destination.Protocol switch { "HTTPS" => "Https", "HTTP" => "Http", _ => null },
            Port = destination.Port,
            Address = address,
            Host = destination.Host,
            Tag = address is null ? destination.Tag : null,
            Scope = isLocal ? FlowScope.LocalIPv4
                : address is { } known ? space.ScopeOf(known)
                : destination.Host is { } host
                    ? space.ScopeOf(host, destination.Level != PathDestination.UserLevel && !IsApiServer(host, cluster))
                : FlowScope.PublicIPv4,
        };
    }

    private static bool IsApiServer(string host, Cluster cluster) =>
        s_apiServerNames
            .Select(member => cluster.Document.Root.Text("properties", member))
            .Any(own => string.Equals(own, host, StringComparison.OrdinalIgnoreCase));
}
