using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>What all Remove- cmdlets share: the resource is read first, and what still uses it is named.</summary>
/// <typeparam name="TView">The view that -InputObject takes.</typeparam>
public abstract class RemoveResourceCommand<TView> : EgressCmdlet
    where TView : ArmResource
{
    /// <summary>The resource's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The resource group.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ParameterSets.Name)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>The resource's id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>The resource as another cmdlet returned it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.InputObject, ValueFromPipeline = true)]
    [ValidateNotNull]
    public TView? InputObject { get; set; }

    /// <summary>Writes true when the resource was there and is gone.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The resource type that is removed.</summary>
    protected abstract string ResourceType { get; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => InputObject?.Id ?? ResourceId ?? Name;

    /// <summary>Looks at a document.</summary>
    protected abstract TView View(ArmDocument document);

    /// <summary>The ids of what still uses the resource; none when it may go.</summary>
    protected abstract IReadOnlyList<string> UsedBy(TView view);

    /// <summary>The id that the parameters mean.</summary>
    protected virtual ArmResourceId Target() => ParameterSetName switch
    {
        ParameterSets.InputObject => InputObject!.ResourceId,
        ParameterSets.ResourceId => ArmResourceId.Parse(ResourceId!, ResourceType),
        _ => ArmResourceId.Create(Subscription, ResourceGroupName!, ResourceType, Name!),
    };

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = Target();
        var words = ResourceNouns.Describe(ResourceType);
        var view = View(await Store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
        var users = UsedBy(view);
        if (users.Count > 0)
        {
            throw new EgressException(EgressErrors.StillInUse, id.Text, words, id.Name, string.Join(", ", users));
        }

        var sentence = $"Remove {char.ToLowerInvariant(words[0])}{words[1..]} '{id.Name}' from resource group '{id.ResourceGroupName}'";
        if (await Streams.ShouldProcessAsync(sentence, sentence + "?", words).ConfigureAwait(false))
        {
            var removed = await StoreWithProgress(id.Name).DeleteAsync(id, view.ETag, cancellationToken).ConfigureAwait(false);
            if (PassThru)
            {
                Streams.Result(removed);
            }
        }
    }
}
