using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.VirtualNetworks;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Creates a virtual network with its subnets.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressVirtualNetwork", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(VirtualNetwork), typeof(EgressOperation), typeof(Job))]
public sealed class NewAksEgressVirtualNetworkCommand : NewCmdletBase<VirtualNetwork>
{
    /// <summary>
    /// Specifies the address ranges of the virtual network in CIDR notation, such as <c>10.0.0.0/16</c>. The ranges must not overlap.
    /// </summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    public string[] AddressPrefix { get; set; } = [];

    /// <summary>Specifies the subnets to create, as names with their address ranges, such as <c>@{ aks = '10.0.1.0/24' }</c>.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Subnet { get; set; }

    /// <summary>Specifies the IP addresses of the DNS servers. The default is the DNS of Azure.</summary>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public string[]? DnsServer { get; set; }

    private protected override Task<ResourceDesign> DesignAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        if (AddressPrefix.Length == 0)
        {
            throw EgressErrors.ParameterRequired(nameof(AddressPrefix), "a virtual network needs an address range.");
        }

        var request = new VirtualNetworkRequest(AddressPrefix, SubnetTable.Read(Subnet), DnsServer);
        return Task.FromResult<ResourceDesign>(new VirtualNetworkDesign(id, request));
    }
}
