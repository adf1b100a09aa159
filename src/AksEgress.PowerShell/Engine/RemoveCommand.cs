using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.PowerShell.Engine;

/// <summary>What all Remove- cmdlets share, however they name the resource: the resource is read first, and what still uses it is named.</summary>
/// <typeparam name="TView">The view that -InputObject takes.</typeparam>
public abstract class RemoveCommand<TView> : PipelineCmdlet
    where TView : ArmResource
{
    /// <summary>The resource's id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>Writes true when the resource was there and is gone.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The resource that the pipeline, or else the command line, identifies.</summary>
    private protected virtual ArmResourceId Target() => ResolveSubject();

    /// <summary>The resource type that is removed.</summary>
    protected abstract string ResourceType { get; }

    /// <summary>Looks at a document.</summary>
    protected abstract TView View(ArmDocument document);

    /// <summary>The ids of what still uses the resource, where its document says so; none when it may go.</summary>
    protected virtual IReadOnlyList<string> UsedBy(TView view) => [];

    /// <summary>The ids of what still uses the resource, where other documents must be read for that.</summary>
    protected virtual Task<IReadOnlyList<string>> UsedByAsync(TView view, CancellationToken cancellationToken) => Task.FromResult(UsedBy(view));

    /// <summary>What ShouldProcess says will happen.</summary>
    protected virtual Task<string> DescribeAsync(TView view, ArmResourceId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Task.FromResult($"Remove {ResourceNouns.InSentence(ResourceType)} '{id.Name}' from resource group '{id.ResourceGroupName}'");
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = Target();
        if (Piped is { IsRow: true })
        {
            ApplyRow("Name", "ResourceGroupName", "ClusterName", "VirtualNetworkName");
        }

        var view = View(await Store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
        var users = await UsedByAsync(view, cancellationToken).ConfigureAwait(false);
        if (users.Count > 0)
        {
            throw new EgressException(EgressErrors.StillInUse, id.Text, ResourceNouns.Describe(ResourceType), id.Name, Sentences.List(users));
        }

        var sentence = await DescribeAsync(view, id, cancellationToken).ConfigureAwait(false);
        if (await Streams.ShouldProcessAsync(sentence, sentence + "?", ResourceNouns.Describe(ResourceType)).ConfigureAwait(false))
        {
            await DeleteAsync(id, view.ETag, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes the resource and writes what -PassThru wants.</summary>
    private protected virtual async Task DeleteAsync(ArmResourceId id, string? etag, CancellationToken cancellationToken)
    {
        var removed = await StoreWithProgress(id.Name).DeleteAsync(id, etag, cancellationToken).ConfigureAwait(false);
        if (PassThru)
        {
            Streams.Result(removed);
        }
    }
}
