using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.NatGateways;
using AksEgress.Core.Operations;
using AksEgress.Core.PublicIps;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Changes the addresses or the idle timeout of a NAT gateway.</summary>
[Cmdlet(VerbsCommon.Set, "AksEgressNatGateway", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(NatGateway), typeof(EgressOperation), typeof(Job))]
public sealed class SetAksEgressNatGatewayCommand : ChangeCmdletBase<NatGateway>
{
    /// <summary>
    /// Specifies all public IP addresses of the gateway: names, resource IDs, or objects. An empty list removes the current addresses.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    [Alias("PublicIpAddress")]
    public ArmReference<PublicIp>[]? PublicIp { get; set; }

    /// <summary>
    /// Specifies all public IP prefixes of the gateway: names, resource IDs, or objects. An empty list removes the current prefixes.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference<PublicIpPrefix>[]? PublicIpPrefix { get; set; }

    /// <summary>
    /// Specifies the idle timeout of connections in minutes. Range: 4 to 120. If you don't specify it, the current value is kept.
    /// </summary>
    [Parameter]
    [ValidateRange(4, 120)]
    public int? IdleTimeoutInMinutes { get; set; }

    private protected override async Task ChangeAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        var request = new NatGatewayRequest
        {
            PublicIp = PublicIp,
            PublicIpPrefix = PublicIpPrefix,
            IdleTimeoutInMinutes = IdleTimeoutInMinutes,
        };
        var plan = await NatGatewayPlan.CreateAsync(Store, id, request, cancellationToken).ConfigureAwait(false);
        await RunAsync(plan, cancellationToken).ConfigureAwait(false);
    }
}
