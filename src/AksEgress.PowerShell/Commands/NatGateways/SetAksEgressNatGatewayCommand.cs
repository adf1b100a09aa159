using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.NatGateways;
using AksEgress.Core.PublicIps;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Changes the addresses or the idle timeout of a NAT gateway; everything else of it stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "AksEgressNatGateway", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(NatGateway))]
public sealed class SetAksEgressNatGatewayCommand : ChangeCommand<NatGateway>
{
    /// <summary>The gateway's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The resource group.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>All its public IP addresses from now on: names, ids or objects; an empty list takes them off.</summary>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference<PublicIp>[]? PublicIp { get; set; }

    /// <summary>All its public IP prefixes from now on: names, ids or objects; an empty list takes them off.</summary>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference<PublicIpPrefix>[]? PublicIpPrefix { get; set; }

    /// <summary>Minutes until an idle connection is dropped, 4 to 120.</summary>
    [Parameter]
    [ValidateRange(4, 120)]
    public int? IdleTimeoutInMinutes { get; set; }

    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.NatGateways;

    private protected override SubjectNames Names => new(ResourceType, Name, ResourceGroupName) { ResourceId = ResourceId };

    /// <inheritdoc/>
    protected override async Task<NatGateway?> ChangeAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        var request = new NatGatewayRequest
        {
            PublicIp = PublicIp,
            PublicIpPrefix = PublicIpPrefix,
            IdleTimeoutInMinutes = IdleTimeoutInMinutes,
        };
        var change = await NatGatewayChange.PlanAsync(Store, id, request, cancellationToken).ConfigureAwait(false);
        if (change.IsMet)
        {
            return change.Before;
        }

        return await MayChangeAsync(change.Describe(), change.Cuts ? change.DescribeCut() : null).ConfigureAwait(false)
            ? new NatGateway(await change.RunAsync(StoreWithProgress(id.Name), cancellationToken).ConfigureAwait(false))
            : null;
    }
}
