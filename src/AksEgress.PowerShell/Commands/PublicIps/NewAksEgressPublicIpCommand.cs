using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.PublicIps;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Creates a public IP address.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressPublicIp", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(PublicIp), typeof(EgressOperation), typeof(Job))]
public sealed class NewAksEgressPublicIpCommand : NewCmdletBase<PublicIp>
{
    /// <summary>
    /// Specifies the SKU: Standard or StandardV2. A StandardV2 NAT gateway requires StandardV2. The default is the SKU of the prefix, or
    /// Standard.
    /// </summary>
    [Parameter]
    [ValidateSet("Standard", "StandardV2")]
    public string? Sku { get; set; }

    /// <summary>Specifies the IP version: IPv4 or IPv6. The default is the version of the prefix, or IPv4.</summary>
    [Parameter]
    [ValidateSet("IPv4", "IPv6")]
    public string? IpVersion { get; set; }

    /// <summary>Specifies the allocation method. The only supported value is Static, which is the default.</summary>
    [Parameter]
    [ValidateSet("Static", "Dynamic")]
    public string? AllocationMethod { get; set; }

    /// <summary>Specifies the idle timeout of inbound connections in minutes. Range: 4 to 30. The default of Azure is 4.</summary>
    [Parameter]
    [ValidateRange(4, 30)]
    public int? IdleTimeoutInMinutes { get; set; }

    /// <summary>Specifies the prefix that the address is allocated from: a name, a resource ID, or an object.</summary>
    [Parameter]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<PublicIpPrefix>? PublicIpPrefix { get; set; }

    /// <summary>Specifies the availability zones. The default is the zones of the prefix.</summary>
    [Parameter]
    [ValidateSet("1", "2", "3")]
    public string[]? Zone { get; set; }

    private protected override IReadOnlyList<string> ParentTypes => [ResourceTypes.PublicIpPrefixes];

    private protected override async Task<ResourceDesign> DesignAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        Input.RequireOnly(this, ResourceTypes.PublicIpPrefixes, nameof(PublicIpPrefix));
        var request = new PublicIpRequest
        {
            Sku = Sku,
            IpVersion = IpVersion,
            AllocationMethod = AllocationMethod,
            IdleTimeoutInMinutes = IdleTimeoutInMinutes,
            Zone = Zone,
            PublicIpPrefix = (Input.Parent?.Text ?? Input.ParentName) is { } prefix ? new ArmReference(prefix) : PublicIpPrefix,
        };
        return await PublicIpDesign.PrepareAsync(Store, id, request, cancellationToken).ConfigureAwait(false);
    }
}
