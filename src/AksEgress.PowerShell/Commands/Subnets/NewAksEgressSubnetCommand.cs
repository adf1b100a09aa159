using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.NatGateways;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.Core.Subnets;
using AksEgress.Core.VirtualNetworks;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Makes a subnet in a virtual network.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressSubnet", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(Subnet))]
public sealed class NewAksEgressSubnetCommand : CreateCommand<Subnet>
{
    private Action<ArmDocument>? design;

    /// <summary>The resource group of the virtual network.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>The virtual network's name.</summary>
    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? VirtualNetworkName { get; set; }

    /// <summary>The virtual network: name, id or object. It comes from the pipeline as well.</summary>
    [Parameter]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<VirtualNetwork>? VirtualNetwork { get; set; }

    /// <summary>The subnet's range as CIDR, /29 or larger; for dual stack an IPv6 /64 beside it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Name)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    public string[] AddressPrefix { get; set; } = [];

    /// <summary>The route table: name, id or object.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference<RouteTable>? RouteTable { get; set; }

    /// <summary>The NAT gateway: name, id or object.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference<NatGateway>? NatGateway { get; set; }

    /// <summary>The network security group: name or id.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference? NetworkSecurityGroup { get; set; }

    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.Subnets;

    private protected override IReadOnlyList<string> ParentTypes => [ResourceTypes.VirtualNetworks];

    /// <inheritdoc/>
    protected override void CheckParameters()
    {
        if (AddressPrefix.Length == 0)
        {
            throw new EgressException(EgressErrors.ParameterRequired, null, nameof(AddressPrefix), "a subnet has an address range.");
        }
    }

    /// <inheritdoc/>
    protected override Subnet View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override void Apply(ArmDocument document, ArmResourceId id) => design!(document);

    /// <inheritdoc/>
    protected override string Describe(ArmDocument document) => $"a subnet of {string.Join(", ", AddressPrefix)}";

    /// <inheritdoc/>
    protected override string Place(ArmDocument document, ArmResourceId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return $"in virtual network '{id.Parent!.Name}'";
    }

    /// <inheritdoc/>
    protected override async Task PrepareAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        var request = new SubnetRequest
        {
            AddressPrefix = AddressPrefix,
            RouteTable = RouteTable,
            NatGateway = NatGateway,
            NetworkSecurityGroup = NetworkSecurityGroup,
        };
        design = await SubnetDesign.PrepareAsync(Store, id, request, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var names = new SubjectNames(ResourceTypes.VirtualNetworks, VirtualNetworkName, ResourceGroupName) { NameParameter = nameof(VirtualNetworkName) };
        var network = ResolveParent(names, VirtualNetwork);
        return CreateAsync(network.Child("subnets", Name), null, null, cancellationToken);
    }
}
