using System.Management.Automation;
using AksEgress.Core.AuthorizedRanges;
using AksEgress.Core.Clusters;
using AksEgress.Core.Operations;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Adds authorized IP ranges to a cluster's API server and keeps the existing ranges.</summary>
[Cmdlet(VerbsCommon.Add, "AksEgressAuthorizedIpRange", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(AuthorizedIpRange), typeof(EgressOperation), typeof(Job))]
public sealed class AddAksEgressAuthorizedIpRangeCommand : ClusterCmdletBase, IAuthorizedRangeCmdlet
{
    private readonly CollectedRanges<AddAksEgressAuthorizedIpRangeCommand> _ranges;

    /// <summary>Creates the cmdlet.</summary>
    public AddAksEgressAuthorizedIpRangeCommand() => _ranges = new(this);

    /// <summary>
    /// Specifies IPv4 addresses or CIDR ranges, for example 20.62.9.8 or 20.62.9.0/28. A single address is treated as /32.
    /// </summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
    [Alias("IpAddress")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AuthorizedRangeCompleter))]
    public string[] IpRange { get; set; } = [];

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Indicates that the cmdlet sends the request and returns an operation for Wait-AksEgressOperation, without waiting for completion.
    /// </summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Indicates that the cmdlet runs as a background job and returns the job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <summary>Indicates that the cmdlet returns the authorized IP ranges of the cluster after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string? Payload => nameof(IpRange);

    internal override SubjectNames Names => base.Names with { NamedBy = [PipedKind.AuthorizedRange, PipedKind.EgressAddress] };

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        _ranges.Add(takesRangesOfOthers: true);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) =>
        _ranges.ChangeAsync(new AuthorizedRangeChange(Store).PlanAddAsync, cancellationToken);
}
