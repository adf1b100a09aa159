using System.Management.Automation;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>What all Remove- cmdlets of resources with a resource group share.</summary>
/// <typeparam name="TView">The view that -InputObject takes.</typeparam>
public abstract class RemoveResourceCommand<TView> : RemoveCommand<TView>
    where TView : ArmResource
{
    /// <summary>The resource's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The resource group.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    private protected override SubjectNames Names => new(ResourceType, Name, ResourceGroupName) { ResourceId = ResourceId };
}
