using System.Collections;
using System.Management.Automation;
using System.Net.Sockets;
using AksEgress.Core.Addressing;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Creates an AKS cluster with an outbound type, after checking that its way out is there.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressCluster", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Cluster), typeof(EgressOperation))]
public sealed class NewAksEgressClusterCommand : OutboundParametersCmdlet
{
    /// <summary>The new cluster's name, 1 to 63 characters.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateLength(1, 63)]
    public string Name { get; set; } = string.Empty;

    /// <summary>The resource group that it goes into.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string ResourceGroupName { get; set; } = string.Empty;

    /// <summary>The region; the resource group's own when it is left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LocationCompleter))]
    public string? Location { get; set; }

    /// <summary>Tags for the cluster.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? Tag { get; set; }

    /// <summary>How its traffic shall leave.</summary>
    [Parameter]
    [ValidateSet(
        OutboundTypeNames.LoadBalancer, OutboundTypeNames.ManagedNatGateway, OutboundTypeNames.UserAssignedNatGateway,
        OutboundTypeNames.UserDefinedRouting, OutboundTypeNames.None, OutboundTypeNames.Block)]
    public string OutboundType { get; set; } = OutboundTypeNames.LoadBalancer;

    /// <summary>The nodes' subnet, by id or object; left out, AKS makes a network.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public ArmReference? Subnet { get; set; }

    /// <summary>The pods' subnet, by id or object.</summary>
    [Parameter]
    [ValidateNotNull]
    public ArmReference? PodSubnet { get; set; }

    /// <summary>The id of a user-assigned identity; left out, the cluster gets one of its own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? IdentityId { get; set; }

    /// <summary>The DNS prefix; derived from the name when it is left out.</summary>
    [Parameter]
    [ValidateLength(1, 54)]
    public string? DnsPrefix { get; set; }

    /// <summary>A Kubernetes version such as 1.33; AKS's default when it is left out.</summary>
    [Parameter]
    [ValidatePattern(@"^\d+\.\d+(\.\d+)?$")]
    public string? KubernetesVersion { get; set; }

    /// <summary>The network plugin.</summary>
    [Parameter]
    [ValidateSet("azure", "kubenet", "none")]
    public string NetworkPlugin { get; set; } = "azure";

    /// <summary>overlay gives pods addresses of their own range.</summary>
    [Parameter]
    [ValidateSet("overlay")]
    public string? NetworkPluginMode { get; set; }

    /// <summary>The Services' range as CIDR.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ServiceCidr { get; set; }

    /// <summary>The DNS Service's address, in -ServiceCidr.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DnsServiceIp { get; set; }

    /// <summary>Nodes in the first pool, 1 to 1000.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int NodeCount { get; set; } = 3;

    /// <summary>The nodes' virtual machine size; AKS's default when it is left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NodeVmSize { get; set; }

    /// <summary>Gives the API server no public address.</summary>
    [Parameter]
    public SwitchParameter PrivateCluster { get; set; }

    /// <summary>The ranges that may call the API server, at most 200.</summary>
    [Parameter]
    [ValidateCount(1, 200)]
    public string[]? AuthorizedIpRange { get; set; }

    /// <summary>Goes on where the pre-flight found errors, and lets ARM decide.</summary>
    [Parameter]
    public SwitchParameter SkipPreflight { get; set; }

    /// <summary>Does not wait; writes an operation for Wait-AksEgressOperation.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Name;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = ArmResourceId.Create(Subscription, ResourceGroupName, ResourceTypes.ManagedCluster, Name);
        var creation = new ClusterCreation(StoreWithProgress(Name, UsualDuration.ClusterCreation.Median));
        var plan = await creation.PlanAsync(id, Location, Tag is null ? null : TagFilter.Texts(Tag), Request(), cancellationToken).ConfigureAwait(false);
        if (!SkipPreflight)
        {
            ClusterCreation.RequireReady(plan);
        }

        foreach (var finding in plan.Findings.Where(finding => finding.Severity != FindingSeverity.Information))
        {
            Streams.Warning($"{finding.Id}: {finding.Found} {finding.Next}");
        }

        var sentence = $"Create cluster '{Name}' in resource group '{ResourceGroupName}' ({plan.Location}), leaving by {OutboundType}; {UsualDuration.ClusterCreation}";
        if (!await Streams.ShouldProcessAsync(sentence, sentence + "?", "Cluster").ConfigureAwait(false))
        {
            return;
        }

        if (NoWait)
        {
            var operation = await creation.StartAsync(plan, cancellationToken).ConfigureAwait(false);
            Session.Operations.Enqueue(operation);
            Streams.Result(operation);
            return;
        }

        Streams.Result(await creation.RunAsync(plan, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>What the API server takes: an IPv4 address, or an IPv4 range.</summary>
    private static string CheckedRange(string range)
    {
        if (Cidr.TryParse(range, out var network) ? !Cidr.IsIPv6(network) : Cidr.TryParseAddress(range, out var address) && address.AddressFamily == AddressFamily.InterNetwork)
        {
            return range;
        }

        // Parse knows best what is wrong with a range, such as bits beyond its prefix.
        _ = range.Contains('/', StringComparison.Ordinal) ? Cidr.Parse(range, nameof(AuthorizedIpRange)) : default;
        throw new EgressException(EgressErrors.InvalidValue, range, nameof(AuthorizedIpRange), $"'{ArmNames.Shown(range)}' is not an IPv4 address or range such as 203.0.113.0/24.");
    }

    private ClusterRequest Request() => new(Target(OutboundTypeNames.Canonical(OutboundType)!, Subscription, ResourceGroupName))
    {
        SubnetId = Subnet?.ResolveId(ResourceTypes.Subnet).Text,
        PodSubnetId = PodSubnet?.ResolveId(ResourceTypes.Subnet).Text,
        IdentityId = IdentityId is null ? null : ArmResourceId.Parse(IdentityId, ResourceTypes.UserAssignedIdentity).Text,
        DnsPrefix = DnsPrefix,
        KubernetesVersion = KubernetesVersion,
        NetworkPlugin = NetworkPlugin,
        NetworkPluginMode = NetworkPluginMode,
        ServiceCidr = ServiceCidr,
        DnsServiceIp = DnsServiceIp,
        NodeCount = NodeCount,
        NodeVmSize = NodeVmSize,
        PrivateCluster = PrivateCluster,
        AuthorizedIpRange = AuthorizedIpRange is null ? null : [.. AuthorizedIpRange.Select(CheckedRange)],
    };
}
