using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Subnets;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a subnet in which nothing lives any more.</summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressSubnet", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool))]
public sealed class RemoveAksEgressSubnetCommand : RemoveCommand<Subnet>
{
    /// <summary>The subnet's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChildNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The resource group of the virtual network.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>The virtual network's name.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? VirtualNetworkName { get; set; }

    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.Subnets;

    private protected override SubjectNames Names => new(ResourceType, Name, ResourceGroupName)
    {
        ResourceId = ResourceId,
        Parent = VirtualNetworkName,
        ParentParameter = nameof(VirtualNetworkName),
    };

    /// <inheritdoc/>
    protected override Subnet View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override IReadOnlyList<string> UsedBy(Subnet view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.UsedBy;
    }

    /// <inheritdoc/>
    protected override Task<string> DescribeAsync(Subnet view, ArmResourceId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(id);
        return Task.FromResult($"Remove subnet '{id.Name}' ({string.Join(", ", view.AddressPrefix)}) from virtual network '{id.Parent!.Name}'");
    }
}
