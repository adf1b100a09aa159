using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.AuthorizedRanges;
using AksEgress.Core.Errors;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Errors;

namespace AksEgress.PowerShell.Engine;

/// <summary>
/// What Add- and Remove-AksEgressAuthorizedIpRange share: the three ways to mean a cluster, and one write for each
/// cluster however many ranges are piped, because a write takes minutes.
/// </summary>
public abstract class AuthorizedRangeCommand : OneClusterCommand
{
    private readonly Dictionary<ArmResourceId, List<string>> wanted = [];

    /// <summary>IPv4 addresses or CIDRs, for example 20.62.9.8 or 20.62.9.0/28; an address counts as /32.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
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
    private protected override string Payload => nameof(IpRange);

    /// <inheritdoc/>
    private protected override SubjectNames Names => base.Names with { NamedBy = [PipedKind.AuthorizedRange, PipedKind.EgressAddress] };

    /// <summary>Checks what is wanted of one cluster.</summary>
    private protected abstract Task<AuthorizedRangePlan> PlanAsync(ArmResourceId id, IReadOnlyList<string> ranges, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected sealed override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = TakesRangeOnly() ? Subject.Resolve(this, null, Names) : ResolveSubject();
        if (Piped is { Kind: PipedKind.AuthorizedRange or PipedKind.EgressAddress or PipedKind.Row })
        {
            var range = Piped[nameof(IpRange)] ?? Piped["IpAddress"];
            if (range is not null && IsTyped(nameof(IpRange)) && !(IpRange is [var only] && only == range))
            {
                throw new EgressException(
                    EgressErrors.PipelineInputConflict, range, "The range", range, nameof(IpRange), string.Join(", ", IpRange), $"Remove -{nameof(IpRange)}, or remove the pipeline input.");
            }

            ApplyRow("Name", "ClusterName", "ResourceGroupName", "Covers", "Source", "Via", "Subnet", "PublicIpId", "AddressState");
        }
        else if (IsPublicIp && !IsTyped(nameof(IpRange)))
        {
            IpRange = Piped!["IpAddress"] is { } address ? [address] : [];
        }

        Require(nameof(IpRange), IpRange);

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

    private bool IsPublicIp => Piped?.Id?.ResourceType == ResourceTypes.PublicIps;

    /// <summary>True where a piped address or range goes to a typed cluster, and doesn't say which cluster is meant.</summary>
    private protected virtual bool TakesRangeOnly() =>
        IsPublicIp || (Piped is { Kind: PipedKind.AuthorizedRange or PipedKind.EgressAddress or PipedKind.Row } && Piped["ClusterName"] is null
            && Piped["Name"] is null && (Piped.Kind != PipedKind.Row || Piped.Has("IpAddress") || Piped.Has("IpRange")))
        || (Piped?.Kind == PipedKind.EgressAddress && (IsTyped(nameof(Name)) || IsTyped(nameof(ResourceId))));

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

        var store = StoreWithProgress(id.Name, Core.Operations.UsualDuration.UpdateCluster.Median);
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
