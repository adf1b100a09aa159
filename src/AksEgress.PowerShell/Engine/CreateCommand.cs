using System.Collections;
using System.Management.Automation;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;

namespace AksEgress.PowerShell.Engine;

/// <summary>
/// What all New- cmdlets share. An existing resource is never replaced: without -Force it is an error, with
/// -Force only the members that the parameters name are changed.
/// </summary>
/// <typeparam name="TView">The view that is written.</typeparam>
public abstract class CreateCommand<TView> : PipelineCmdlet
    where TView : ArmResource
{
    /// <summary>The new resource's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>Changes an existing resource of that name instead of refusing; what the parameters don't name stays.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The resource type that is made.</summary>
    protected abstract string ResourceType { get; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Name;

    private protected override SubjectNames Names => new(ResourceType, Name, null);

    /// <summary>The types whose resources may be piped to a new one, besides resource groups.</summary>
    private protected virtual IReadOnlyList<string> ParentTypes => [];

    /// <summary>What the pipeline brings to this record.</summary>
    private protected NewInput Input { get; private set; } = null!;

    /// <inheritdoc/>
    protected override void CheckRecord()
    {
        base.CheckRecord();
        Input = NewInput.Read(this, Piped, ResourceType, ParentTypes);
        PipedSubscriptionId = Input.SubscriptionId;
        if (Piped?.IsRow == true)
        {
            ApplyRow();
        }
        else if (Piped is not null && !IsTyped(nameof(Name)))
        {
            Name = Input.Name ?? string.Empty;
        }

        if (Name.Length == 0)
        {
            throw new EgressException(EgressErrors.ParameterRequired, null, nameof(Name), $"the new {ResourceNouns.InSentence(ResourceType)} needs a name.");
        }
    }

    /// <summary>Looks at a document.</summary>
    protected abstract TView View(ArmDocument document);

    /// <summary>Puts what the parameters say into a document: an empty one, or the existing one with -Force.</summary>
    /// <param name="document">The document to change.</param>
    /// <param name="id">Its id.</param>
    protected abstract void Apply(ArmDocument document, ArmResourceId id);

    /// <summary>What ShouldProcess says will be made, for example <c>a route table with 2 routes</c>.</summary>
    protected abstract string Describe(ArmDocument document);

    /// <summary>Checks the parameters before anything is sent.</summary>
    protected virtual void CheckParameters()
    {
    }

    /// <summary>Reads and checks what <see cref="Apply"/> needs of other resources, before anything is written.</summary>
    protected virtual Task PrepareAsync(ArmResourceId id, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Where ShouldProcess says it will be made.</summary>
    protected virtual string Place(ArmDocument document, ArmResourceId id)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(id);
        return $"in resource group '{id.ResourceGroupName}' ({document.Root.Text("location")})";
    }

    /// <summary>Plans, asks, writes, and passes the new resource on.</summary>
    private protected async Task CreateAsync(ArmResourceId id, string? location, Hashtable? tags, CancellationToken cancellationToken)
    {
        CheckParameters();
        await PrepareAsync(id, cancellationToken).ConfigureAwait(false);
        var creation = new ResourceCreation(StoreWithProgress(Name));
        var plan = await creation.PlanAsync(id, location, Force, document => ApplyAll(document, id, tags), cancellationToken).ConfigureAwait(false);
        var verb = plan.Exists ? "Change" : "Create";
        var sentence = $"{verb} '{id.Name}', {Describe(plan.Document)}, {Place(plan.Document, id)}";
        if (await Streams.ShouldProcessAsync(sentence, sentence + "?", ResourceNouns.Describe(ResourceType)).ConfigureAwait(false))
        {
            await WriteAsync(plan, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes what was planned, and passes the resource on.</summary>
    private protected virtual async Task WriteAsync(CreationPlan plan, CancellationToken cancellationToken) =>
        Streams.Result(View(await new ResourceCreation(StoreWithProgress(Name)).RunAsync(plan, cancellationToken).ConfigureAwait(false)));

    private void ApplyAll(ArmDocument document, ArmResourceId id, Hashtable? tags)
    {
        if (tags is not null)
        {
            var all = document.Root.ObjectAt("tags");
            foreach (var (name, value) in TagFilter.Texts(tags))
            {
                all[name] = JsonValue.Create(value);
            }
        }

        Apply(document, id);
    }
}
