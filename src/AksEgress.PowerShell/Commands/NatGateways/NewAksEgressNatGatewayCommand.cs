using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.NatGateways;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.PublicIps;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Creates a NAT gateway.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressNatGateway", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(NatGateway), typeof(EgressOperation), typeof(Job))]
public sealed class NewAksEgressNatGatewayCommand : NewCmdletBase<NatGateway>
{
    private readonly List<ArmReference> _addresses = [];
    private bool _collected;

    /// <summary>
    /// Specifies the public IP addresses of the gateway: names, resource IDs, or objects. A gateway takes at most 16 addresses. A piped
    /// address determines the resource group of the gateway.
    /// </summary>
    [Parameter]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [Alias("PublicIpAddress")]
    public ArmReference<PublicIp>[]? PublicIp { get; set; }

    /// <summary>Specifies the public IP prefixes of the gateway: names, resource IDs, or objects.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference<PublicIpPrefix>[]? PublicIpPrefix { get; set; }

    /// <summary>Specifies the idle timeout of connections in minutes. Range: 4 to 120. The default of Azure is 4.</summary>
    [Parameter]
    [ValidateRange(4, 120)]
    public int? IdleTimeoutInMinutes { get; set; }

    /// <summary>Specifies the SKU: Standard or StandardV2. The default is the SKU of the addresses.</summary>
    [Parameter]
    [ValidateSet("Standard", "StandardV2")]
    public string? Sku { get; set; }

    /// <summary>Specifies the availability zone. A Standard gateway takes at most one zone.</summary>
    [Parameter]
    [ValidateSet("1", "2", "3")]
    public string[]? Zone { get; set; }

    private protected override void Collect()
    {
        // Typed addresses apply to the whole gateway, however many records are piped.
        if (!_collected)
        {
            _collected = true;
            _addresses.AddRange(PublicIp ?? []);
        }

        if (Input.Parent is not null || Input.ParentName is not null)
        {
            _addresses.Add(new ArmReference(Input.Parent?.Text ?? Input.ParentName!));
        }
    }

    private protected override void Clear()
    {
        _collected = false;
        _addresses.Clear();
    }

    private protected override IReadOnlyList<string> ParentTypes => [ResourceTypes.PublicIps];

    private protected override bool CollectsInput => true;

    private protected override async Task<ResourceDesign> DesignAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        var request = new NatGatewayRequest
        {
            Sku = Sku,
            PublicIp = _addresses.Count > 0 ? [.. _addresses] : null,
            PublicIpPrefix = PublicIpPrefix,
            IdleTimeoutInMinutes = IdleTimeoutInMinutes,
            Zone = Zone,
        };
        if (Sku is null)
        {
            // learn.microsoft.com/azure/nat-gateway/nat-sku: a Standard NAT gateway can't be upgraded.
            Streams.Verbose(
                "Microsoft recommends SKU StandardV2 for new NAT gateways where the region offers it: it's zone-redundant and supports "
                    + "IPv6. It requires addresses of SKU StandardV2, and a NAT gateway of SKU Standard can't be upgraded. Specify -Sku "
                    + "StandardV2.");
        }

        return await NatGatewayDesign.PrepareAsync(Store, id, request, cancellationToken).ConfigureAwait(false);
    }
}
