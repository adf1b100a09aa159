using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.NatGateways;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.Core.Subnets;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Changes what a subnet is associated with; everything else of it stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "AksEgressSubnet", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(Subnet))]
public sealed class SetAksEgressSubnetCommand : ChangeCommand<Subnet>
{
    private const string NatGatewaySet = "ByNameFromNatGateway";
    private const string RouteTableSet = "ByNameFromRouteTable";

    /// <summary>The subnet's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NatGatewaySet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = RouteTableSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChildNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The resource group of the virtual network; a piped gateway or route table gives its own.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ParameterSets.Name)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = NatGatewaySet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = RouteTableSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>The virtual network's name.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = NatGatewaySet)]
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = RouteTableSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? VirtualNetworkName { get; set; }

    /// <summary>The route table to use: name, id or object.</summary>
    [Parameter(ParameterSetName = ParameterSets.Name)]
    [Parameter(ParameterSetName = ParameterSets.ResourceId)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [Parameter(ParameterSetName = NatGatewaySet)]
    [Parameter(Mandatory = true, ParameterSetName = RouteTableSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<RouteTable>? RouteTable { get; set; }

    /// <summary>The NAT gateway to leave through: name, id or object.</summary>
    [Parameter(ParameterSetName = ParameterSets.Name)]
    [Parameter(ParameterSetName = ParameterSets.ResourceId)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [Parameter(ParameterSetName = RouteTableSet)]
    [Parameter(Mandatory = true, ParameterSetName = NatGatewaySet, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<NatGateway>? NatGateway { get; set; }

    /// <summary>The network security group to use: name or id.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference? NetworkSecurityGroup { get; set; }

    /// <summary>Takes the route table off.</summary>
    [Parameter]
    public SwitchParameter NoRouteTable { get; set; }

    /// <summary>Takes the NAT gateway off.</summary>
    [Parameter]
    public SwitchParameter NoNatGateway { get; set; }

    /// <summary>Takes the network security group off.</summary>
    [Parameter]
    public SwitchParameter NoNetworkSecurityGroup { get; set; }

    /// <summary>Puts the new one in the place of another; without it that is an error.</summary>
    [Parameter]
    public SwitchParameter Replace { get; set; }

    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.Subnet;

    /// <inheritdoc/>
    protected override object? ErrorTarget => base.ErrorTarget ?? Name;

    /// <inheritdoc/>
    protected override ArmResourceId Named() =>
        ArmResourceId.Create(Subscription, ResourceGroupName!, ResourceTypes.VirtualNetwork, VirtualNetworkName!).Child("subnets", Name!);

    /// <inheritdoc/>
    protected override async Task<Subnet?> ChangeAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        var request = new SubnetRequest
        {
            RouteTable = RouteTable,
            NatGateway = NatGateway,
            NetworkSecurityGroup = NetworkSecurityGroup,
            NoRouteTable = NoRouteTable,
            NoNatGateway = NoNatGateway,
            NoNetworkSecurityGroup = NoNetworkSecurityGroup,
            Replace = Replace,
        };
        var plan = await SubnetChange.PlanAsync(Store, id, request, cancellationToken).ConfigureAwait(false);
        if (plan.IsMet)
        {
            return new Subnet(plan.Document);
        }

        return await MayChangeAsync(plan.Describe(), plan.Cuts ? plan.DescribeCut() : null).ConfigureAwait(false)
            ? new Subnet(await SubnetChange.RunAsync(StoreWithProgress(id.Name), plan, cancellationToken).ConfigureAwait(false))
            : null;
    }
}
