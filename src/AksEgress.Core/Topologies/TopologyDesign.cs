using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Identities;
using AksEgress.Core.NatGateways;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Provisioning;
using AksEgress.Core.PublicIps;
using AksEgress.Core.RequiredEndpoints;
using AksEgress.Core.ResourceGroups;
using AksEgress.Core.Resources;
using AksEgress.Core.RoleAssignments;
using AksEgress.Core.RouteTables;
using AksEgress.Core.Subnets;
using AksEgress.Core.VirtualNetworks;

namespace AksEgress.Core.Topologies;

/// <summary>
/// The parts of each kind of topology, and their dependencies. A part depends on another one only if ARM would refuse it
/// otherwise, so that all other parts are created at the same time.
/// </summary>
/// <param name="request">The requested topology.</param>
/// <param name="gateway">The connection to ARM; its cloud determines which endpoints AKS requires.</param>
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

    private readonly TopologyNames _names = new(request.ClusterId);
    private readonly string _addressPrefix = request.AddressPrefix ?? TopologyRequest.UsualAddressPrefix;
    private readonly string _subnetPrefix = request.HasOwnNetwork ? request.NodesPrefix : TopologyRequest.UsualSubnetPrefix;
    private readonly string _firewallTier = request.FirewallTier ?? "Standard";

    /// <summary>The parts, each after those that it needs.</summary>
    public IReadOnlyList<TopologyPart> Parts() => request.Kind switch
    {
        TopologyKind.FirewallRouting =>
        [
            GroupPart(), NetworkPart(), IpPart(_names.FirewallIp), FirewallPart(), RoutesPart(),
            CreateSubnetPart(new SubnetRequest { RouteTable = new ArmReference(_names.RouteTable.Text) }, Routes),
            .. IdentityParts(Routes), ClusterPart(Subnet, NetworkAccess, RoutesAccess), RulesPart(),
        ],
        TopologyKind.NatGateway =>
        [
            GroupPart(), NetworkPart(), IpPart(_names.NatIp), GatewayPart(),
            CreateSubnetPart(new SubnetRequest { NatGateway = new ArmReference(_names.NatGateway.Text) }, Gateway),
            .. IdentityParts(null), ClusterPart(Subnet, NetworkAccess),
        ],
        _ => [GroupPart(), ClusterPart(Group)],
    };

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    // ARM answers a group's PUT at once.
    private ResourcePart<ResourceGroup> GroupPart() =>
        Part<ResourceGroup>(
            Group, _names.Group, 0, [], static (_, _) => Task.FromResult<ResourceDesign>(new ResourceGroupDesign()), mayBeForeign: true);

    private ResourcePart<VirtualNetwork> NetworkPart()
    {
        var subnets = TopologyDraft.Subnets(request, _names);
        var design = new NetworkPartDesign(request, _names);

        // Checks the ranges before anything is created.
        design.Apply(new ArmDocument([]));
        return Part<VirtualNetwork>(
            Network,
            _names.Network,
            4,
            [Group],
            (_, _) => Task.FromResult<ResourceDesign>(design),
            $"{_addressPrefix}: {string.Join(", ", subnets.Select(subnet => $"{subnet.Name} {subnet.AddressPrefix[0]}"))}");
    }

    private ResourcePart<PublicIp> IpPart(ArmResourceId id) => Part<PublicIp>(
        Ip, id, 1, [Group], async (store, token) => new FirstDesign(
            await PublicIpDesign.PrepareAsync(store, id, new PublicIpRequest { Sku = "Standard" }, token).ConfigureAwait(false)));

    private ResourcePart<Firewall> FirewallPart() =>
        Part<Firewall>(
            FirewallName,
            _names.Firewall,
            600,
            [Network, Ip],
            PrepareFirewallAsync,
            $"{_firewallTier}, DNS proxy, with the rules that AKS requires");

    private ResourcePart<RouteTable> RoutesPart() => Part<RouteTable>(
        Routes, _names.RouteTable, 5, [FirewallName],
        async (store, token) => await RouteTableCreation.PrepareAsync(
            store, _names.RouteTable, new RouteTableRequest { DefaultRouteTo = _names.Firewall.Text }, token).ConfigureAwait(false),
        "0.0.0.0/0 to the firewall; its public IP address directly to the internet");

    private ResourcePart<NatGateway> GatewayPart() => Part<NatGateway>(
        Gateway, _names.NatGateway, 5, [Ip],
        async (store, token) => new FirstDesign(await NatGatewayDesign.PrepareAsync(
            store,
            _names.NatGateway,
            new NatGatewayRequest { PublicIp = [new ArmReference(_names.NatIp.Text)], IdleTimeoutInMinutes = request.IdleTimeoutInMinutes },
            token).ConfigureAwait(false)));

    private SubnetPart CreateSubnetPart(SubnetRequest association, string egressPart) =>
        new(Subnet, _names.Subnet, Seconds(4), [Network, egressPart], association)
        {
            Detail = $"egresses through {(association.RouteTable is null ? _names.NatGateway : _names.RouteTable).Name}"
        };

    private IEnumerable<TopologyPart> IdentityParts(string? routes)
    {
        yield return Part<UserAssignedIdentity>(
            Identity, _names.Identity, 1, [Group], static (_, _) => Task.FromResult<ResourceDesign>(new IdentityDesign()));
        yield return new AccessPart(NetworkAccess, _names.Identity, _names.Network, [Identity, Network], new AccessGrant(gateway, clock));
        if (routes is not null)
        {
            yield return new AccessPart(
                RoutesAccess, _names.Identity, _names.RouteTable, [Identity, routes], new AccessGrant(gateway, clock));
        }
    }

    private ClusterPart ClusterPart(params string[] needs) => new(
        ClusterName, _names.Cluster, UsualDuration.CreateCluster.Median, needs, request.Location, ClusterRequestAsync)
    {
        Detail = $"{request.Cluster.NodeCount} nodes, {TopologyRequest.OutboundTypeOf(request.Kind)}",
    };

    private FirewallRulesPart RulesPart() => new(
        ClusterRules, _names.Firewall, Seconds(1), [ClusterName, FirewallName],
        async (store, token) => await RequiredAsync(
            store, new Cluster(await store.ReadAsync(_names.Cluster, token).ConfigureAwait(false)), token).ConfigureAwait(false))
    {
        Detail = "to the FQDN of the API server",
    };

    private async Task<ResourceDesign> PrepareFirewallAsync(ResourceStore store, CancellationToken cancellationToken)
    {
        var design = await FirewallDesign.PrepareAsync(
            store, _names.Firewall,
            new FirewallRequest
            {
                VirtualNetwork = _names.Network,
                PublicIp = [new ArmReference(_names.FirewallIp.Text)],
                Tier = _firewallTier,
                EnableDnsProxy = true
            },
            cancellationToken).ConfigureAwait(false);
        var location = request.Location
            ?? (await store.ReadAsync(_names.Group, cancellationToken).ConfigureAwait(false)).Root.Text("location");
        var rules = await RequiredAsync(store, TopologyDraft.Cluster(request, _names, location), cancellationToken).ConfigureAwait(false);
        return new FirewallPartDesign(design, _names.Firewall, rules);
    }

    private async Task<IReadOnlyList<FirewallRuleRequest>> RequiredAsync(
        ResourceStore store, Cluster cluster, CancellationToken cancellationToken)
    {
        var endpoints = await ClusterEndpoints.ReadAsync(
            store, cluster, gateway.Session.Environment, [], cancellationToken).ConfigureAwait(false);
        return RequiredRules.Make(cluster, endpoints, [_subnetPrefix], isExplicit: false, RuleCollection, null);
    }

    private async Task<ClusterRequest> ClusterRequestAsync(ResourceStore store, CancellationToken cancellationToken)
    {
        if (!request.HasOwnNetwork)
        {
            return request.Cluster;
        }

        var own = request.Cluster with { SubnetId = _names.Subnet.Text, IdentityId = _names.Identity.Text };
        if (own.AuthorizedIpRange is not { } ranges)
        {
            return own;
        }

        // Nodes reach the API server from this address; without it among the ranges they never become ready.
        var ip = new PublicIp(
            await store.ReadAsync(
                request.Kind == TopologyKind.FirewallRouting ? _names.FirewallIp : _names.NatIp, cancellationToken).ConfigureAwait(false));
        return ip.IpAddress is { } address && !ranges.Any(range => range == address || range == address + "/32")
            ? own with { AuthorizedIpRange = [.. ranges, address + "/32"] }
            : own;
    }

    private ResourcePart<TView> Part<TView>(
        string name,
        ArmResourceId id,
        double seconds,
        IReadOnlyList<string> needs,
        Func<ResourceStore, CancellationToken, Task<ResourceDesign>> prepare,
        string detail = "",
        bool mayBeForeign = false)
        where TView : ArmResource, IArmResource<TView> =>
        new(name, id, Seconds(seconds), needs, prepare) { Location = request.Location, MayBeForeign = mayBeForeign, Detail = detail };
}
