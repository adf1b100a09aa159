using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Provisioning;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Creates an AKS cluster with an outbound type, after checking that its way out is there.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressCluster", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Cluster), typeof(EgressOperation))]
public sealed class NewAksEgressClusterCommand : NewClusterParametersCmdlet
{
    /// <summary>The new cluster's name, 1 to 63 characters.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateLength(1, 63)]
    public string Name { get; set; } = string.Empty;

    /// <summary>The resource group that it goes into; a piped resource's own, or else the session's default, when it is left out.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>The region; the resource group's own when it is left out.</summary>
    [Parameter]
    [ValidatePattern(Patterns.Location)]
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
        OutboundTypeNames.UserDefinedRouting, OutboundTypeNames.None, OutboundTypeNames.Block, OutboundTypeNames.ManagedNatGatewayV2)]
    public string OutboundType { get; set; } = OutboundTypeNames.LoadBalancer;

    /// <summary>Goes on where the pre-flight found errors, and lets ARM decide.</summary>
    [Parameter]
    public SwitchParameter SkipPreflight { get; set; }

    /// <summary>Does not wait; writes an operation for Wait-AksEgressOperation.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Name;

    private protected override SubjectNames Names => new(ResourceTypes.ManagedClusters, Name, ResourceGroupName);

    /// <inheritdoc/>
    protected override void CheckRecord()
    {
        base.CheckRecord();
        Name = ReadPipeline(Name, ResourceTypes.Subnets) ?? Name;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = NewId(Name, ResourceGroupName);
        var creation = new ClusterCreation(StoreWithProgress(Name, UsualDuration.CreateCluster.Median));
        var plan = await creation.PlanAsync(id, Location, Tag is null ? null : TagFilter.Texts(Tag), Request(OutboundType, id.ResourceGroupName), cancellationToken).ConfigureAwait(false);
        if (!SkipPreflight)
        {
            ClusterCreation.RequireReady(plan);
        }

        foreach (var finding in plan.Findings.Where(finding => finding.Severity != FindingSeverity.Information))
        {
            Streams.Warning($"{finding.Id}: {finding.Found} {finding.Next}");
        }

        var sentence = $"Create cluster '{Name}' in resource group '{id.ResourceGroupName}' ({plan.Location}), leaving by {plan.OutboundType}; {UsualDuration.CreateCluster}";
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
}
