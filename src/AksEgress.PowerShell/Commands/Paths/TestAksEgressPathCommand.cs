using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;
using AksEgress.Core.Firewalls;
using AksEgress.Core.NatGateways;
using AksEgress.Core.NetworkSecurityGroups;
using AksEgress.Core.Paths;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Tests whether the nodes of a cluster can reach destinations, from the rules and routes on the path.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AksEgressPath", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(EgressPathResult), typeof(bool))]
public sealed class TestAksEgressPathCommand : ClusterCmdletBase
{
    private PathDestination[] _destinations = [];

    /// <summary>
    /// Specifies destinations: host names, IP addresses, ranges in CIDR notation, or ServiceTag:Name, each with an optional :port. The
    /// default is every endpoint that AKS requires for the cluster.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Destination { get; set; }

    /// <summary>
    /// Specifies the protocol of the destinations: HTTPS, HTTP, TCP, or UDP. The default is HTTPS for port 443 and for destinations without
    /// a port, HTTP for port 80, and TCP for other ports. TCP and UDP require a port.
    /// </summary>
    [Parameter]
    [ValidateSet("HTTPS", "HTTP", "TCP", "UDP")]
    public string? Protocol { get; set; }

    /// <summary>Specifies the node pools. The default is all node pools.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodePoolNameCompleter))]
    public string[]? NodePool { get; set; }

    /// <summary>Specifies the outbound type to evaluate. The default is the current outbound type of the cluster.</summary>
    [Parameter]
    [ValidateSet(
        OutboundTypeNames.LoadBalancer, OutboundTypeNames.ManagedNatGateway, OutboundTypeNames.UserAssignedNatGateway,
        OutboundTypeNames.UserDefinedRouting, OutboundTypeNames.None, OutboundTypeNames.Block)]
    public string? OutboundType { get; set; }

    /// <summary>
    /// Specifies the route table to evaluate instead of those of the subnets: a name, a resource ID, or an object. Nothing is changed.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ResourceReference]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<RouteTable>? RouteTable { get; set; }

    /// <summary>
    /// Specifies the NAT gateway to evaluate instead of those of the subnets: a name, a resource ID, or an object. Nothing is changed.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ResourceReference]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<NatGateway>? NatGateway { get; set; }

    /// <summary>
    /// Specifies the Azure Firewall that Internet traffic would be routed to: a name, a resource ID, or an object. Nothing is changed.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ResourceReference]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<Firewall>? Firewall { get; set; }

    /// <summary>
    /// Specifies the firewall policy to evaluate instead of the firewall's rules: a name, a resource ID, or an object. Nothing is changed.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ResourceReference]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<FirewallPolicy>? FirewallPolicy { get; set; }

    /// <summary>
    /// Specifies the network security group to evaluate instead of those of the subnets: a name, a resource ID, or an object. Nothing is
    /// changed.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ResourceReference]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<NetworkSecurityGroup>? NetworkSecurityGroup { get; set; }

    /// <summary>
    /// Specifies features whose endpoints are required in addition to those that the cluster's document tells, such as clusterExtensions.
    /// </summary>
    [Parameter]
    [ValidateSet("clusterExtensions", "azureMonitor", "defender", "azurePolicy", "costAnalysis", "workloadIdentity")]
    public string[]? Feature { get; set; }

    /// <summary>
    /// Indicates that the cmdlet returns True if every path to a required or specified destination is known to be allowed, and False
    /// otherwise. Recommended, conditional, and optional endpoints don't count.
    /// </summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        _destinations = [.. (Destination ?? []).Select(text => PathDestination.Parse(text, Protocol))];
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = ResolveSubject();
        var cluster = new Cluster(await Store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
        await RequireAsync(
            [
                Find(RouteTable, ResourceTypes.RouteTables, id),
                Find(NatGateway, ResourceTypes.NatGateways, id),
                Find(FirewallPolicy, ResourceTypes.FirewallPolicies, id),
                Find(NetworkSecurityGroup, ResourceTypes.NetworkSecurityGroups, id),
            ],
            cancellationToken).ConfigureAwait(false);
        var request = new PathRequest
        {
            Destinations = _destinations,
            NodePools = NodePool ?? [],
            OutboundType = OutboundType,
            Features = Feature ?? [],
            Cloud = Session.Gateway.Session.Environment,
            Overrides = new SubnetOverrides
            {
                RouteTable = Find(RouteTable, ResourceTypes.RouteTables, id),
                NatGateway = Find(NatGateway, ResourceTypes.NatGateways, id),
                Firewall = Find(Firewall, ResourceTypes.Firewalls, id),
                FirewallPolicy = Find(FirewallPolicy, ResourceTypes.FirewallPolicies, id),
                NetworkSecurityGroup = Find(NetworkSecurityGroup, ResourceTypes.NetworkSecurityGroups, id),
            },
        };
        var results = await new PathAnalyzer(Store, Streams.Warning)
            .AnalyzeAsync(cluster, request, cancellationToken).ConfigureAwait(false);
        if (Quiet)
        {
            Streams.Result(results.All(IsGood));
            return;
        }

        foreach (var result in results)
        {
            Streams.Result(result);
        }
    }

    // A resource of a subnet that can't be read makes paths Unknown; one that the user specified and that doesn't exist is an error.
    private async Task RequireAsync(IEnumerable<string?> ids, CancellationToken cancellationToken) =>
        await Task.WhenAll(
            ids.OfType<string>().Select(text => Store.ReadAsync(ArmResourceId.Parse(text), cancellationToken))).ConfigureAwait(false);

    private static bool IsGood(EgressPathResult result) =>
        result.Verdict == PathVerdict.Allowed || result.Required is "recommended" or "conditional" or "optional";

    private static string? Find(ArmReference? reference, string type, ArmResourceId cluster) =>
        reference?.Find(type, () => cluster.SubscriptionId, cluster.ResourceGroupName).Text;
}
