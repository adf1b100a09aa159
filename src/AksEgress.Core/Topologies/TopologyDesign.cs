using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Firewalls;
using AksEgress.Core.NatGateways;
using AksEgress.Core.Operations;
using AksEgress.Core.Provisioning;
using AksEgress.Core.PublicIps;
using AksEgress.Core.RequiredEndpoints;
using AksEgress.Core.Resources;
using AksEgress.Core.RoleAssignments;
using AksEgress.Core.RouteTables;
using AksEgress.Core.Subnets;

namespace AksEgress.Core.Topologies;

/// <summary>
/// Which parts a kind of topology has, and which of them need each other. Only what ARM would refuse otherwise is a need, so
/// that all the rest is made side by side.
/// </summary>
/// <param name="request">What is wanted.</param>
/// <param name="gateway">The way to ARM; its cloud says which endpoints AKS needs there.</param>
/// <param name="clock">The time to wait by.</param>
internal sealed class TopologyDesign(TopologyRequest request, IArmGateway gateway, TimeProvider clock)
{
    private const string Group = "group";
    private const string Network = "network";
    private const string Subnet = "subnet";
    private const string Ip = "ip";
    private const string FirewallName = "firewall";
    private const string Routes = "routes";
    private const string Gateway = "gateway";
    private const string Identity = "identity";
    private const string NetworkAccess = "networkAccess";
    private const string RoutesAccess = "routesAccess";
    private const string ClusterName = "cluster";
    private const string ClusterRules = "clusterRules";
    private const string RuleCollection = "aks-required";

    private readonly TopologyNames names = new(request.ClusterId);
    private readonly string addressPrefix = request.AddressPrefix ?? TopologyRequest.UsualAddressPrefix;
    private readonly string subnetPrefix = request.SubnetPrefix ?? TopologyRequest.UsualSubnetPrefix;
    private readonly string firewallTier = request.FirewallTier ?? "Standard";

    /// <summary>The parts, each after those that it needs.</summary>
    public IReadOnlyList<TopologyPart> Parts() => request.Kind switch
    {
        TopologyKind.FirewallRouting =>
        [
            GroupPart(), NetworkPart(), IpPart(names.FirewallIp), FirewallPart(), RoutesPart(),
            Leaving(new SubnetRequest { RouteTable = new ArmReference(names.RouteTable.Text) }, Routes),
            .. IdentityParts(Routes), ClusterPart(Subnet, NetworkAccess, RoutesAccess), RulesPart(),
        ],
        TopologyKind.NatGateway =>
        [
            GroupPart(), NetworkPart(), IpPart(names.NatIp), GatewayPart(),
            Leaving(new SubnetRequest { NatGateway = new ArmReference(names.NatGateway.Text) }, Gateway),
            .. IdentityParts(null), ClusterPart(Subnet, NetworkAccess),
        ],
        _ => [GroupPart(), ClusterPart(Group)],
    };

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    // ARM answers a group's PUT at once.
    private ResourcePart GroupPart() => Part(Group, names.Group, 0, [], NothingMore, mayBeForeign: true);

    private ResourcePart NetworkPart()
    {
        var subnets = TopologyDraft.Subnets(request, names);
        void Apply(ArmDocument document) => TopologyDraft.ApplyNetwork(document, request, names);

        // Checks the ranges before anything is made.
        Apply(new ArmDocument([]));
        return Part(Network, names.Network, 4, [Group], (_, _) => Task.FromResult(Apply), $"{addressPrefix}: {string.Join(", ", subnets.Select(subnet => $"{subnet.Name} {subnet.AddressPrefix[0]}"))}");
    }

    private ResourcePart IpPart(ArmResourceId id) => Part(
        Ip, id, 1, [Group], (store, token) => PublicIpDesign.PrepareAddressAsync(store, id, new PublicIpRequest { Sku = "Standard" }, token).ForNew());

    private ResourcePart FirewallPart() => Part(FirewallName, names.Firewall, 600, [Network, Ip], PrepareFirewallAsync, $"{firewallTier}, DNS proxy, with the rules that AKS needs");

    private ResourcePart RoutesPart() => Part(
        Routes, names.RouteTable, 5, [FirewallName],
        async (store, token) =>
        {
            var routes = await DefaultRoutes.ResolveAsync(store, names.RouteTable, names.Firewall.Text, token).ConfigureAwait(false);
            return document => RouteTableDesign.Apply(document, names.RouteTable, routes.Routes, null);
        },
        "0.0.0.0/0 to the firewall; its public address straight to the Internet");

    private ResourcePart GatewayPart() => Part(
        Gateway, names.NatGateway, 5, [Ip],
        (store, token) => NatGatewayDesign.PrepareAsync(
            store, names.NatGateway, new NatGatewayRequest { PublicIp = [new ArmReference(names.NatIp.Text)], IdleTimeoutInMinutes = request.IdleTimeoutInMinutes }, token).ForNew());

    private SubnetPart Leaving(SubnetRequest association, string wayOut) =>
        new(Subnet, names.Subnet, Seconds(4), [Network, wayOut], association) { Detail = $"leaves by {(association.RouteTable is null ? names.NatGateway : names.RouteTable).Name}" };

    private IEnumerable<TopologyPart> IdentityParts(string? routes)
    {
        yield return Part(Identity, names.Identity, 1, [Group], NothingMore);
        yield return new AccessPart(NetworkAccess, names.Identity, names.Network, [Identity, Network], new AccessGrant(gateway, clock));
        if (routes is not null)
        {
            yield return new AccessPart(RoutesAccess, names.Identity, names.RouteTable, [Identity, routes], new AccessGrant(gateway, clock));
        }
    }

    private ClusterPart ClusterPart(params string[] needs) => new(
        ClusterName, names.Cluster, UsualDuration.CreateCluster.Median, needs, request.Location, ClusterRequestAsync)
    {
        Detail = $"{request.Cluster.NodeCount} nodes, {TopologyRequest.OutboundTypeOf(request.Kind)}",
    };

    private FirewallRulesPart RulesPart() => new(
        ClusterRules, names.Firewall, Seconds(1), [ClusterName, FirewallName],
        async (store, token) => await RequiredAsync(store, new Cluster(await store.ReadAsync(names.Cluster, token).ConfigureAwait(false)), token).ConfigureAwait(false))
    {
        Detail = "to the API server by its name",
    };

    private async Task<Action<ArmDocument>> PrepareFirewallAsync(ResourceStore store, CancellationToken cancellationToken)
    {
        var design = await FirewallDesign.PrepareAsync(
            store, names.Firewall,
            new FirewallRequest { VirtualNetwork = names.Network, PublicIp = [new ArmReference(names.FirewallIp.Text)], Tier = firewallTier, EnableDnsProxy = true },
            cancellationToken).ConfigureAwait(false);
        var location = request.Location ?? (await store.ReadAsync(names.Group, cancellationToken).ConfigureAwait(false)).Root.Text("location");
        var rules = await RequiredAsync(store, TopologyDraft.Cluster(request, names, location), cancellationToken).ConfigureAwait(false);
        return document =>
        {
            if (document.Id.Length == 0)
            {
                design(document);
            }

            AddRules(document, rules);
        };
    }

    // Rules go into the PUT that makes the firewall: one operation of ten minutes instead of two.
    private void AddRules(ArmDocument document, IReadOnlyList<FirewallRuleRequest> rules)
    {
        var draft = document.Copy();
        draft.Root["id"] = names.Firewall.Text;
        draft.Root["name"] = names.Firewall.Name;
        var after = FirewallRuleChange.Adding(new Firewall(draft), rules).After.Document;
        foreach (var kind in Enum.GetValues<FirewallRuleKind>())
        {
            if (after.Root.At("properties", FirewallRules.Member(kind)) is { } collections)
            {
                document.Properties[FirewallRules.Member(kind)] = collections.DeepClone();
            }
        }
    }

    private async Task<IReadOnlyList<FirewallRuleRequest>> RequiredAsync(ResourceStore store, Cluster cluster, CancellationToken cancellationToken)
    {
        var endpoints = await ClusterEndpoints.ReadAsync(store, cluster, gateway.Session.Environment, [], cancellationToken).ConfigureAwait(false);
        return RequiredRules.Make(cluster, endpoints, [subnetPrefix], isExplicit: false, RuleCollection, null);
    }

    private async Task<ClusterRequest> ClusterRequestAsync(ResourceStore store, CancellationToken cancellationToken)
    {
        if (!request.HasOwnNetwork)
        {
            return request.Cluster;
        }

        var own = request.Cluster with { SubnetId = names.Subnet.Text, IdentityId = names.Identity.Text };
        if (own.AuthorizedIpRange is not { } ranges)
        {
            return own;
        }

        // Nodes reach the API server from this address; without it among the ranges they never become ready.
        var ip = new PublicIp(await store.ReadAsync(request.Kind == TopologyKind.FirewallRouting ? names.FirewallIp : names.NatIp, cancellationToken).ConfigureAwait(false));
        return ip.IpAddress is { } address && !ranges.Any(range => range == address || range == address + "/32") ? own with { AuthorizedIpRange = [.. ranges, address + "/32"] } : own;
    }

    private ResourcePart Part(
        string name, ArmResourceId id, double seconds, IReadOnlyList<string> needs, Func<ResourceStore, CancellationToken, Task<Action<ArmDocument>>> prepare,
        string detail = "", bool mayBeForeign = false) =>
        new(name, id, Seconds(seconds), needs, prepare) { Location = request.Location, MayBeForeign = mayBeForeign, Detail = detail };

    private static Task<Action<ArmDocument>> NothingMore(ResourceStore store, CancellationToken cancellationToken) => Task.FromResult<Action<ArmDocument>>(_ => { });
}

/// <summary>For parts that are left as they are once they exist.</summary>
file static class PreparedOnce
{
    public static async Task<Action<ArmDocument>> ForNew(this Task<Action<ArmDocument>> preparing)
    {
        var prepared = await preparing.ConfigureAwait(false);
        return document =>
        {
            if (document.Id.Length == 0)
            {
                prepared(document);
            }
        };
    }
}
