using System.Collections;
using System.Management.Automation;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>
/// What all New- cmdlets of resources share. An existing resource is never replaced: without -Force it is an
/// error, with -Force only the members that the parameters name are changed.
/// </summary>
/// <typeparam name="TView">The view that is written.</typeparam>
public abstract class NewResourceCommand<TView> : EgressCmdlet
    where TView : ArmResource
{
    /// <summary>The new resource's name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>The resource group that it goes into.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string ResourceGroupName { get; set; } = string.Empty;

    /// <summary>The region; the resource group's own when it is left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LocationCompleter))]
    public string? Location { get; set; }

    /// <summary>Tags for the resource.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? Tag { get; set; }

    /// <summary>Changes an existing resource of that name instead of refusing; what the parameters don't name stays.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The resource type that is made.</summary>
    protected abstract string ResourceType { get; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Name;

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

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        CheckParameters();
        var id = ArmResourceId.Create(Subscription, ResourceGroupName, ResourceType, Name);
        var creation = new ResourceCreation(StoreWithProgress(Name));
        var plan = await creation.PlanAsync(id, Location, Force, document => ApplyAll(document, id), cancellationToken).ConfigureAwait(false);
        var verb = plan.Exists ? "Change" : "Create";
        var sentence = $"{verb} {Describe(plan.Document)} '{Name}' in resource group '{ResourceGroupName}' ({plan.Document.Root.Text("location")})";
        if (await Streams.ShouldProcessAsync(sentence, sentence + "?", ResourceNouns.Describe(ResourceType)).ConfigureAwait(false))
        {
            Streams.Result(View(await creation.RunAsync(plan, cancellationToken).ConfigureAwait(false)));
        }
    }

    private void ApplyAll(ArmDocument document, ArmResourceId id)
    {
        if (Tag is not null)
        {
            var tags = document.Root.ObjectAt("tags");
            foreach (var (name, value) in TagFilter.Texts(Tag))
            {
                tags[name] = JsonValue.Create(value);
            }
        }

        Apply(document, id);
    }
}
