using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.ResourceGroups;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Creates a resource group.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressResourceGroup", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(ResourceGroup), typeof(EgressOperation), typeof(Job))]
public sealed class NewAksEgressResourceGroupCommand : NewCmdletBase<ResourceGroup>
{
    /// <summary>Specifies the region, such as <c>eastus</c>.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 1, ParameterSetName = ParameterSets.InputObject)]
    [ValidatePattern(Patterns.Location)]
    [ArgumentCompleter(typeof(LocationCompleter))]
    public override string? Location { get; set; }

    /// <summary>Isn't a parameter: a group is in no group.</summary>
    public override string? ResourceGroupName { get; set; }

    private protected override ArmResourceId Target()
    {
        ArmNames.Check(Name, ArmNames.MaximumGroupLength, nameof(Name));
        return ArmResourceId.Group(Subscription, Name);
    }

    private protected override Task<ResourceDesign> DesignAsync(ArmResourceId id, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(Location)
            ? throw EgressErrors.ParameterRequired(nameof(Location), "a resource group needs a region.")
            : Task.FromResult<ResourceDesign>(new ResourceGroupDesign());
}
