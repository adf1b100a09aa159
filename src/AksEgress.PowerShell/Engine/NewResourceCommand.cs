using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>What all New- cmdlets of resources with a resource group share.</summary>
/// <typeparam name="TView">The view that is written.</typeparam>
public abstract class NewResourceCommand<TView> : CreateCommand<TView>
    where TView : ArmResource
{
    /// <summary>The resource group that it goes into.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string ResourceGroupName { get; set; } = string.Empty;

    /// <summary>The region; the resource group's own when it is left out.</summary>
    [Parameter]
    [ValidatePattern(Patterns.Location)]
    [ArgumentCompleter(typeof(LocationCompleter))]
    public string? Location { get; set; }

    /// <summary>Tags for the resource.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? Tag { get; set; }

    /// <summary>The id that the parameters mean.</summary>
    protected ArmResourceId Target() => ArmResourceId.Create(Subscription, ResourceGroupName, ResourceType, Name);

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => CreateAsync(Target(), Location, Tag, cancellationToken);
}
