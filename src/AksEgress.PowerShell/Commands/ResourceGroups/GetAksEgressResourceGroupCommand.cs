using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.ResourceGroups;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets resource groups.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressResourceGroup", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(ResourceGroup))]
public sealed class GetAksEgressResourceGroupCommand : GetCmdletBase<ResourceGroup>
{
    /// <summary>Specifies the name of the resource. Wildcards are permitted. The default is all resources.</summary>
    [Parameter(Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [Alias("ResourceGroupName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public override string? Name { get; set; }

    internal override SubjectNames Names => new(ResourceTypes.ResourceGroups, Name, null) { ResourceId = ResourceId };

    /// <inheritdoc/>
    private protected override ArmResourceId? Exact(string name) => ArmResourceId.Group(Subscription, name);

    /// <inheritdoc/>
    private protected override IAsyncEnumerable<ArmDocument> Candidates(CancellationToken cancellationToken) =>
        Store.ListAsync(Subscription, null, ResourceTypes.ResourceGroups, cancellationToken);

    /// <summary>Isn't a parameter: a group is in no group, and its name has that alias.</summary>
    public override string? ResourceGroupName { get; set; }
}
