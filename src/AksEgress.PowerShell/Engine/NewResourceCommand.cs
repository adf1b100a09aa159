using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>What all New- cmdlets of resources with a resource group share.</summary>
/// <typeparam name="TView">The view that is written.</typeparam>
public abstract class NewResourceCommand<TView> : CreateCommand<TView>
    where TView : ArmResource
{
    /// <summary>The resource group that it goes into; a piped resource's own, or else the session's default, when it is left out.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>The region; the resource group's own when it is left out.</summary>
    [Parameter]
    [ValidatePattern(Patterns.Location)]
    [ArgumentCompleter(typeof(LocationCompleter))]
    public string? Location { get; set; }

    /// <summary>Tags for the resource.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? Tag { get; set; }

    /// <summary>The group that it goes into: the typed one, else that of what is piped, else a default. A default never completes a row.</summary>
    private protected string? Group => IsTyped(nameof(ResourceGroupName)) ? ResourceGroupName
        : Piped?.Kind == PipedKind.Row ? Piped["ResourceGroupName"]
        : Input.ResourceGroupName ?? ResourceGroupName ?? DefaultResourceGroupName;

    /// <summary>The id that the parameters mean.</summary>
    protected ArmResourceId Target() => ArmResourceId.Create(
        Subscription, Group ?? throw new EgressException(EgressErrors.ResourceGroupRequired, Name, ResourceNouns.Describe(ResourceType), ArmNames.Shown(Name)), ResourceType, Name);

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => CreateAsync(Target(), Location, Tag, cancellationToken);
}
