using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.PublicIps;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Makes a public IP prefix: a contiguous range of public addresses.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressPublicIpPrefix", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(PublicIpPrefix))]
public sealed class NewAksEgressPublicIpPrefixCommand : NewResourceCommand<PublicIpPrefix>
{
    /// <summary>The number of network bits: 28 (16 addresses) to 31 (2) for IPv4, 124 to 127 for IPv6.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
    [ValidateRange(28, 127)]
    public int PrefixLength { get; set; }

    /// <summary>Standard (default) or StandardV2, which a StandardV2 NAT gateway needs.</summary>
    [Parameter]
    [ValidateSet("Standard", "StandardV2")]
    public string? Sku { get; set; }

    /// <summary>IPv4 (default) or IPv6.</summary>
    [Parameter]
    [ValidateSet("IPv4", "IPv6")]
    public string? IpVersion { get; set; }

    /// <summary>The availability zones.</summary>
    [Parameter]
    [ValidateSet("1", "2", "3")]
    public string[]? Zone { get; set; }

    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.PublicIpPrefixes;

    /// <inheritdoc/>
    protected override PublicIpPrefix View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override void CheckParameters()
    {
        if (PrefixLength == 0)
        {
            throw new EgressException(EgressErrors.ParameterRequired, null, nameof(PrefixLength), "a prefix has a length.");
        }

        Apply(new ArmDocument([]), Target());
    }

    /// <inheritdoc/>
    protected override void Apply(ArmDocument document, ArmResourceId id) => PublicIpDesign.ApplyPrefix(
        document, new PublicIpRequest { Sku = Sku, IpVersion = IpVersion, PrefixLength = PrefixLength, Zone = Zone });

    /// <inheritdoc/>
    protected override string Describe(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return $"a public {document.Root.Text("properties", "publicIPAddressVersion")} prefix of /{PrefixLength} ({document.Root.Text("sku", "name")})";
    }
}
