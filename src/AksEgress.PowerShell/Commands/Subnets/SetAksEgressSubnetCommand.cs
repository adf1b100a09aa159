using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.NatGateways;
using AksEgress.Core.Operations;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.Core.Subnets;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Changes the associations of a subnet.</summary>
[Cmdlet(VerbsCommon.Set, "AksEgressSubnet", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(Subnet), typeof(EgressOperation), typeof(Job))]
public sealed class SetAksEgressSubnetCommand : ChangeCmdletBase<Subnet>
{
    private ArmReference? _association;

    /// <summary>Specifies the name of the subnet.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChildNameCompleter))]
    public override string? Name { get; set; }

    /// <summary>Specifies the name of the virtual network.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? VirtualNetworkName { get; set; }

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

    /// <summary>Indicates that the cmdlet removes the association with the route table.</summary>
    [Parameter]
    public SwitchParameter NoRouteTable { get; set; }

    /// <summary>Indicates that the cmdlet removes the association with the NAT gateway.</summary>
    [Parameter]
    public SwitchParameter NoNatGateway { get; set; }

    /// <summary>Indicates that the cmdlet removes the association with the network security group.</summary>
    [Parameter]
    public SwitchParameter NoNetworkSecurityGroup { get; set; }

    /// <summary>
    /// Indicates that the cmdlet replaces an existing association of the same kind. By default, an existing association is an error.
    /// </summary>
    [Parameter]
    public SwitchParameter Replace { get; set; }

    internal override SubjectNames Names => new(ResourceTypes.Subnets, Name, ResourceGroupName)
    {
        ResourceId = ResourceId,
        Parent = VirtualNetworkName,
        ParentParameter = nameof(VirtualNetworkName),
    };

    /// <summary>
    /// The subnet; a NAT gateway or a route table from the pipeline is associated with the named one, in its own group where none is named.
    /// </summary>
    private protected override ArmResourceId Target()
    {
        _association = null;
        if (Piped?.Id is not { } piped || piped.ResourceType is not (ResourceTypes.NatGateways or ResourceTypes.RouteTables))
        {
            return base.Target();
        }

        var parameter = piped.ResourceType == ResourceTypes.RouteTables ? nameof(RouteTable) : nameof(NatGateway);
        if (IsTyped(parameter))
        {
            throw Subject.Conflict(piped, parameter, ((object?)RouteTable ?? NatGateway)!.ToString()!, null);
        }

        _association = new ArmReference(piped.Text);
        PipedSubscriptionId = piped.SubscriptionId;
        return Subject.Resolve(this, null, Names with
        {
            ResourceGroupName = IsTyped(nameof(ResourceGroupName)) ? ResourceGroupName : piped.ResourceGroupName,
        });
    }

    private protected override async Task ChangeAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        var request = new SubnetRequest
        {
            RouteTable = Piped?.Id?.ResourceType == ResourceTypes.RouteTables ? _association : RouteTable,
            NatGateway = Piped?.Id?.ResourceType == ResourceTypes.NatGateways ? _association : NatGateway,
            NetworkSecurityGroup = NetworkSecurityGroup,
            DefaultOutboundAccess = DefaultOutboundAccess,
            NoRouteTable = NoRouteTable,
            NoNatGateway = NoNatGateway,
            NoNetworkSecurityGroup = NoNetworkSecurityGroup,
            Replace = Replace,
        };
        var plan = await SubnetChange.PlanAsync(Store, id, request, cancellationToken).ConfigureAwait(false);
        await RunAsync(plan, cancellationToken).ConfigureAwait(false);
    }
}
