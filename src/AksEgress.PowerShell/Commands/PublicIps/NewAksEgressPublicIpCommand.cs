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

/// <summary>Makes a public IP address.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressPublicIp", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(PublicIp), typeof(EgressOperation), typeof(Job))]
public sealed class NewAksEgressPublicIpCommand : NewCmdletBase<PublicIp>
{
    /// <summary>Standard (default) or StandardV2, which a StandardV2 NAT gateway needs; a prefix gives its own.</summary>
    [Parameter]
    [ValidateSet("Standard", "StandardV2")]
    public string? Sku { get; set; }

    /// <summary>IPv4 (default) or IPv6; a prefix gives its own.</summary>
    [Parameter]
    [ValidateSet("IPv4", "IPv6")]
    public string? IpVersion { get; set; }

    /// <summary>Static, which is the default and all that these SKUs take.</summary>
    [Parameter]
    [ValidateSet("Static", "Dynamic")]
    public string? AllocationMethod { get; set; }

    /// <summary>Minutes until an idle inbound connection is dropped, 4 to 30; Azure takes 4.</summary>
    [Parameter]
    [ValidateRange(4, 30)]
    public int? IdleTimeoutInMinutes { get; set; }

    /// <summary>The prefix to take the address from: name, id or object.</summary>
    [Parameter]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<PublicIpPrefix>? PublicIpPrefix { get; set; }

    /// <summary>The availability zones; a prefix gives its own.</summary>
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
