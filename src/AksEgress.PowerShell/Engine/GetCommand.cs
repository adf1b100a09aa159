using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.PowerShell.Engine;

/// <summary>What all Get- cmdlets of resources share: an id, an exact name, or a pattern over a list.</summary>
/// <typeparam name="TView">The view that is written.</typeparam>
public abstract class GetCommand<TView> : EgressCmdlet
    where TView : ArmResource
{
    /// <summary>The resource's id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>The resource type that is read.</summary>
    protected abstract string ResourceType { get; }

    /// <summary>The name as the user typed it, with wildcards; null for all.</summary>
    protected abstract string? NamePattern { get; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => ResourceId ?? NamePattern;

    /// <summary>Looks at a document.</summary>
    protected abstract TView View(ArmDocument document);

    /// <summary>The one resource that a name without wildcards means; null when it has to be looked for.</summary>
    /// <param name="name">A name without wildcards.</param>
    protected abstract ArmResourceId? Exact(string name);

    /// <summary>The documents among which names are looked for.</summary>
    protected abstract IAsyncEnumerable<ArmDocument> Candidates(CancellationToken cancellationToken);

    /// <summary>What a candidate must satisfy besides its name.</summary>
    protected virtual bool Matches(TView view) => true;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        // Before anything is asked: what cannot be a name is a mistake, and not a name that is not there.
        _ = Engine.NamePattern.Of(NamePattern);
        if (ParameterSetName == ParameterSets.ResourceId)
        {
            await ReadAsync(ArmResourceId.Parse(ResourceId!, ResourceType), cancellationToken).ConfigureAwait(false);
        }
        else if (NamePattern is { } name && !WildcardPattern.ContainsWildcardCharacters(name))
        {
            if (Exact(name) is { } id)
            {
                await ReadAsync(id, cancellationToken).ConfigureAwait(false);
            }
            else if (!await ListAsync(name, cancellationToken).ConfigureAwait(false))
            {
                // An exact name that matches nothing is a mistake; a pattern that matches nothing is an answer.
                throw new EgressException(
                    EgressErrors.ResourceNotFoundAnywhere, name, ResourceNouns.Describe(ResourceType), ArmNames.Shown(name), ResourceNouns.Noun(ResourceType));
            }
        }
        else
        {
            await ListAsync(NamePattern ?? "*", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(ArmResourceId id, CancellationToken cancellationToken) =>
        Streams.Result(View(await Store.ReadAsync(id, cancellationToken).ConfigureAwait(false)));

    private async Task<bool> ListAsync(string pattern, CancellationToken cancellationToken)
    {
        var names = Engine.NamePattern.Of(pattern);
        var found = false;
        await foreach (var document in Candidates(cancellationToken).ConfigureAwait(false))
        {
            var view = View(document);
            if (names.IsMatch(view.Name) && Matches(view))
            {
                found = true;
                Streams.Result(view);
            }
        }

        return found;
    }
}
