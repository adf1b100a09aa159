using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.PublicIps;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Creates a public IP prefix.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressPublicIpPrefix", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(PublicIpPrefix), typeof(EgressOperation), typeof(Job))]
public sealed class NewAksEgressPublicIpPrefixCommand : NewCmdletBase<PublicIpPrefix>
{
    /// <summary>
    /// Specifies the length of the prefix in bits: 28 (16 addresses) to 31 (2 addresses) for IPv4, or 124 to 127 for IPv6.
    /// </summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
    [ValidateRange(28, 127)]
    public int PrefixLength { get; set; }

    /// <summary>Specifies the SKU: Standard or StandardV2. A StandardV2 NAT gateway requires StandardV2. The default is Standard.</summary>
    [Parameter]
    [ValidateSet("Standard", "StandardV2")]
    public string? Sku { get; set; }

    /// <summary>Specifies the IP version: IPv4 or IPv6. The default is IPv4.</summary>
    [Parameter]
    [ValidateSet("IPv4", "IPv6")]
    public string? IpVersion { get; set; }

    /// <summary>Specifies the availability zones, such as 1, 2, 3. By default, Azure chooses.</summary>
    [Parameter]
    [ValidateSet("1", "2", "3")]
    public string[]? Zone { get; set; }

    private protected override Task<ResourceDesign> DesignAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        if (PrefixLength == 0)
        {
            throw EgressErrors.ParameterRequired(nameof(PrefixLength), "a public IP prefix needs a length.");
        }

        var request = new PublicIpRequest { Sku = Sku, IpVersion = IpVersion, PrefixLength = PrefixLength, Zone = Zone };
        return Task.FromResult<ResourceDesign>(new PublicIpPrefixDesign(request));
    }
}
