using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.AuthorizedRanges;
using AksEgress.Core.Clusters;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Errors;

namespace AksEgress.PowerShell.Engine;

/// <summary>
/// What Add- and Remove-AksEgressAuthorizedIpRange share: the three ways to mean a cluster, and one write for each
/// cluster however many ranges are piped, because a write takes minutes.
/// </summary>
public abstract class AuthorizedRangeCommand : EgressCmdlet
{
    private readonly Dictionary<ArmResourceId, List<string>> wanted = [];

    /// <summary>The cluster's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name, ValueFromPipelineByPropertyName = true)]
    [Alias("ClusterName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The cluster's resource group.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ParameterSets.Name, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>The cluster's id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>The cluster as Get-AksEgressCluster returned it; it is read anew.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.InputObject, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Cluster? InputObject { get; set; }

    /// <summary>IPv4 addresses or CIDRs, for example 20.62.9.8 or 20.62.9.0/28; an address counts as /32.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("IpAddress")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AuthorizedRangeCompleter))]
    public string[] IpRange { get; set; } = [];

    /// <summary>Does not ask before the feature is switched on or off as a whole.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the cluster's ranges as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => InputObject?.Id ?? ResourceId ?? Name;

    /// <summary>Checks what is wanted of one cluster.</summary>
    private protected abstract Task<AuthorizedRangePlan> PlanAsync(ArmResourceId id, IReadOnlyList<string> ranges, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected sealed override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = ClusterIds.Of(this, InputObject, ResourceId, ResourceGroupName, Name);

        // What is no range is this record's error, and not that of the others which are collected with it.
        var ranges = IpRange.Select(AuthorizedRangeChange.Normalize).ToList();
        if (wanted.TryGetValue(id, out var list))
        {
            list.AddRange(ranges);
        }
        else
        {
            wanted.Add(id, ranges);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected sealed override async Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, ranges) in wanted)
        {
            try
            {
                await ChangeAsync(id, ranges, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (ErrorMapper.TryMap(e, id.Text, out var record) && !ErrorMapper.EndsCommand(record))
            {
                Streams.Error(record);
            }
        }
    }

    private async Task ChangeAsync(ArmResourceId id, List<string> ranges, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(id, ranges, cancellationToken).ConfigureAwait(false);
        foreach (var range in plan.NotListed)
        {
            Streams.Warning($"{range} is not among the authorized ranges of cluster '{id.Name}'.");
        }

        if (plan.SwitchesOff)
        {
            Streams.Warning($"No ranges stay: everybody may call the API server of cluster '{id.Name}' then.");
        }

        if (plan.LetsEverybodyIn)
        {
            Streams.Warning($"0.0.0.0/0 lets everybody call the API server of cluster '{id.Name}', whatever else is in the list.");
        }

        const string Caption = "Authorized ranges";
        var sentence = plan.Describe();
        if (!plan.IsMet
            && !(await Streams.ShouldProcessAsync(sentence, sentence + "?", Caption).ConfigureAwait(false)
                && (plan.Question is null || Force || IsConfirmedBeforehand || await Streams.ShouldContinueAsync(plan.Question + " Go on?", Caption).ConfigureAwait(false))))
        {
            return;
        }

        var store = StoreWithProgress(id.Name, Core.Operations.UsualDuration.ClusterChange.Median);
        var change = new AuthorizedRangeChange(store);
        var cluster = await change.RunAsync(plan, cancellationToken).ConfigureAwait(false);
        if (PassThru)
        {
            foreach (var range in await change.ListAsync(cluster, cancellationToken).ConfigureAwait(false))
            {
                Streams.Result(range);
            }
        }
    }
}
