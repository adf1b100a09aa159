using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.ResourceGroups;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a resource group and all that is in it; a cluster's node resource group is refused, it goes with the cluster.</summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressResourceGroup", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool))]
public sealed class RemoveAksEgressResourceGroupCommand : RemoveCommand<ResourceGroup>
{
    private IReadOnlyList<string> contents = [];

    /// <summary>The group's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [Alias("ResourceGroupName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? Name { get; set; }

    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.ResourceGroups;

    /// <inheritdoc/>
    protected override ResourceGroup View(ArmDocument document) => new(document);

    private protected override SubjectNames Names => new(ResourceType, Name, null) { ResourceId = ResourceId };

    /// <inheritdoc/>
    protected override IReadOnlyList<string> UsedBy(ResourceGroup view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.ManagedBy is { } owner ? [owner] : [];
    }

    /// <inheritdoc/>
    protected override async Task<string> DescribeAsync(ResourceGroup view, ArmResourceId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        contents = await ResourceGroupContents.ReadAsync(Store, id, cancellationToken).ConfigureAwait(false);
        return ResourceGroupContents.DescribeRemoval(id.Name, contents);
    }

    private protected override async Task DeleteAsync(ArmResourceId id, string? etag, CancellationToken cancellationToken)
    {
        // A group has no etag, and it takes everything with it that appeared while the prompt was open.
        await ResourceGroupContents.RequireNothingNewAsync(Store, id, contents, cancellationToken).ConfigureAwait(false);
        await base.DeleteAsync(id, etag, cancellationToken).ConfigureAwait(false);
    }
}
