using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.ResourceGroups;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Makes a resource group.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressResourceGroup", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(ResourceGroup))]
public sealed class NewAksEgressResourceGroupCommand : CreateCommand<ResourceGroup>
{
    /// <summary>The region, such as <c>eastus</c>.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 1, ParameterSetName = ParameterSets.InputObject)]
    [ValidatePattern(Patterns.Location)]
    [ArgumentCompleter(typeof(LocationCompleter))]
    public string Location { get; set; } = string.Empty;

    /// <summary>Tags for the group.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? Tag { get; set; }

    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.ResourceGroups;

    /// <inheritdoc/>
    protected override ResourceGroup View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override void Apply(ArmDocument document, ArmResourceId id)
    {
        // A group has nothing but its region and tags, which the base has put in.
    }

    /// <inheritdoc/>
    protected override string Describe(ArmDocument document) => "a resource group";

    /// <inheritdoc/>
    protected override string Place(ArmDocument document, ArmResourceId id)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(id);
        return $"in {document.Root.Text("location")} (subscription {id.SubscriptionId})";
    }

    /// <inheritdoc/>
    protected override void CheckParameters()
    {
        if (Location.Length == 0)
        {
            throw new EgressException(EgressErrors.ParameterRequired, null, nameof(Location), "a resource group has a region.");
        }
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        CreateAsync(ArmResourceId.Group(Subscription, Name), Location, Tag, cancellationToken);
}
