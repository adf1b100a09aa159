using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Subnets;
using AksEgress.Core.Texts;
using AksEgress.Core.VirtualNetworks;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Makes a virtual network with its subnets; with -Force adds subnets to one that exists.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressVirtualNetwork", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(VirtualNetwork))]
public sealed class NewAksEgressVirtualNetworkCommand : NewResourceCommand<VirtualNetwork>
{
    private VirtualNetworkRequest? request;

    /// <summary>The network's ranges as CIDR, such as <c>10.0.0.0/16</c>; they must not overlap.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    public string[] AddressPrefix { get; set; } = [];

    /// <summary>Subnets to make: names with their range or ranges, such as <c>@{ aks = '10.0.1.0/24' }</c>.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Subnet { get; set; }

    /// <summary>DNS servers by address; Azure's own when it is left out.</summary>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public string[]? DnsServer { get; set; }

    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.VirtualNetworks;

    /// <inheritdoc/>
    protected override VirtualNetwork View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override void CheckParameters()
    {
        if (AddressPrefix.Length == 0)
        {
            throw new EgressException(EgressErrors.ParameterRequired, null, nameof(AddressPrefix), "a virtual network has address ranges.");
        }

        request = new VirtualNetworkRequest(AddressPrefix, SubnetTable.Read(Subnet), DnsServer);
        VirtualNetworkDesign.Apply(new ArmDocument([]), Target(), request);
    }

    /// <inheritdoc/>
    protected override void Apply(ArmDocument document, ArmResourceId id) => VirtualNetworkDesign.Apply(document, id, request!);

    /// <inheritdoc/>
    protected override string Describe(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return $"a virtual network of {string.Join(", ", AddressPrefix)} with {Sentences.Count(NetworkSpace.Subnets(document).Count, "subnet")}";
    }
}
