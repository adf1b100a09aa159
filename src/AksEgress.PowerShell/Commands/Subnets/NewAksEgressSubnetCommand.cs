using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.NatGateways;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.Core.Subnets;
using AksEgress.Core.VirtualNetworks;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Creates a subnet in a virtual network.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressSubnet", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(Subnet), typeof(EgressOperation), typeof(Job))]
public sealed class NewAksEgressSubnetCommand : NewCmdletBase<Subnet>
{
    /// <summary>Specifies the name of the virtual network.</summary>
    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? VirtualNetworkName { get; set; }

    /// <summary>Specifies the virtual network: a name, a resource ID, or an object.</summary>
    [Parameter]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<VirtualNetwork>? VirtualNetwork { get; set; }

    /// <summary>
    /// Specifies the address range of the subnet in CIDR notation, /29 or larger. For dual stack, specify an IPv6 /64 range as well.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Name)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    public string[] AddressPrefix { get; set; } = [];

    /// <summary>Specifies the route table to associate: a name, a resource ID, or an object.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference<RouteTable>? RouteTable { get; set; }

    /// <summary>Specifies the NAT gateway to associate: a name, a resource ID, or an object.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference<NatGateway>? NatGateway { get; set; }

    /// <summary>Specifies the network security group to associate: a name or a resource ID.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference? NetworkSecurityGroup { get; set; }

    /// <summary>
    /// Specifies whether resources in the subnet have default outbound access: an address that belongs to Azure and can change. $false
    /// makes the subnet private. The default keeps the current setting; Azure creates new subnets without it since API version 2025-07-01.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public bool? DefaultOutboundAccess { get; set; }

    private protected override IReadOnlyList<string> ParentTypes => [ResourceTypes.VirtualNetworks];

    /// <summary>Isn't a parameter: a subnet is where its virtual network is.</summary>
    public override string? Location { get; set; }

    /// <summary>Isn't a parameter: a subnet has no tags.</summary>
    public override Hashtable? Tag { get; set; }

    private protected override ArmResourceId Target()
    {
        var names = new SubjectNames(ResourceTypes.VirtualNetworks, VirtualNetworkName, ResourceGroupName)
        {
            NameParameter = nameof(VirtualNetworkName)
        };
        return ResolveParent(names, VirtualNetwork).Child("subnets", Name, nameof(Name));
    }

    private protected override async Task<ResourceDesign> DesignAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        if (AddressPrefix.Length == 0)
        {
            throw EgressErrors.ParameterRequired(nameof(AddressPrefix), "a subnet needs an address range.");
        }

        var request = new SubnetRequest
        {
            AddressPrefix = AddressPrefix,
            RouteTable = RouteTable,
            NatGateway = NatGateway,
            NetworkSecurityGroup = NetworkSecurityGroup,
            DefaultOutboundAccess = DefaultOutboundAccess,
        };
        return await SubnetDesign.PrepareAsync(Store, id, request, cancellationToken).ConfigureAwait(false);
    }
}
