using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Operations;
using AksEgress.Core.ResourceGroups;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a resource group with all its resources.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "AksEgressResourceGroup",
    DefaultParameterSetName = ParameterSets.Name,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool), typeof(EgressOperation), typeof(Job))]
public sealed class RemoveAksEgressResourceGroupCommand : ChangeCmdletBase<ResourceGroup>
{
    /// <summary>Specifies the name of the resource group.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [Alias("ResourceGroupName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public override string? Name { get; set; }

    internal override SubjectNames Names => new(ResourceTypes.ResourceGroups, Name, null) { ResourceId = ResourceId };

    /// <summary>Isn't a parameter: a group is in no group, and its name has that alias.</summary>
    public override string? ResourceGroupName { get; set; }

    private protected override async Task ChangeAsync(ArmResourceId id, CancellationToken cancellationToken) =>
        await RunAsync(
            await ResourceGroupRemovalPlan.CreateAsync(Store, id, cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
}
