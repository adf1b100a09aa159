using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>
/// The base of New- cmdlets of resources. An existing resource is never replaced: it is an error or, with -AllowExisting, only the
/// members that the parameters specify are changed.
/// </summary>
/// <typeparam name="TView">The resource's view.</typeparam>
public abstract class NewCmdletBase<TView> : PipelineCmdletBase
    where TView : ArmResource, IArmResource<TView>
{
    private readonly HashSet<ArmResourceId> _targets = [];

    /// <summary>Specifies the name of the new resource.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>Specifies the resource group. The default is the resource group of the pipeline input or of the session.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public virtual string? ResourceGroupName { get; set; }

    /// <summary>Specifies the region. The default is the region of the resource group.</summary>
    [Parameter]
    [ValidatePattern(Patterns.Location)]
    [ArgumentCompleter(typeof(LocationCompleter))]
    public virtual string? Location { get; set; }

    /// <summary>Specifies tags for the resource.</summary>
    [Parameter]
    [ValidateNotNull]
    [Alias("Tags")]
    [TagTable]
    public virtual Hashtable? Tag { get; set; }

    /// <summary>
    /// Indicates that the cmdlet changes an existing resource of that name instead of returning an error. Settings that you don't specify
    /// keep their values.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowExisting { get; set; }

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Indicates that the cmdlet sends the request and returns an operation for Wait-AksEgressOperation, without waiting for completion.
    /// </summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Indicates that the cmdlet runs as a background job and returns the job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Name;

    internal override SubjectNames Names => new(TView.Type, Name, ResourceGroupName);

    /// <summary>The types of resources that can be piped to a new one, besides resource groups.</summary>
    private protected virtual IReadOnlyList<string> ParentTypes => [];

    /// <summary>True for a cmdlet that creates one resource from all piped objects.</summary>
    private protected virtual bool CollectsInput => false;

    /// <inheritdoc/>
    protected override void CheckRecord()
    {
        base.CheckRecord();
        Name = ReadNewName(TView.Type, ParentTypes);
    }

    /// <summary>The id of the new resource.</summary>
    private protected virtual ArmResourceId Target() => NewId(TView.Type, Name);

    /// <summary>Collects the part of the resource that one record provides.</summary>
    private protected virtual void Collect()
    {
    }

    /// <summary>Discards what was collected.</summary>
    private protected virtual void Clear()
    {
    }

    /// <summary>Reads and checks what the request refers to. Sends no write.</summary>
    private protected abstract Task<ResourceDesign> DesignAsync(ArmResourceId id, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var target = Target();
        if (!CollectsInput)
        {
            await CreateAsync(target, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Parameters that a record binds apply to that record only, so the resource's id is kept as well. A record that can't be
        // collected is an error and must not count as an empty record.
        if (Piped?.Kind == PipedKind.Row)
        {
            if (_targets.Count > 0)
            {
                throw EgressErrors.ContradictingParameters(
                    "The pipeline contains both rows and other objects.",
                    "Pipe either rows, each of which describes a resource, or the objects that one resource is made of.", Name);
            }

            // Each row describes its own resource.
            Collect();
            await CreateAsync(target, cancellationToken).ConfigureAwait(false);
            Clear();
            return;
        }

        Collect();
        _targets.Add(target);
    }

    /// <inheritdoc/>
    protected sealed override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_targets.Count > 1)
        {
            var groups = _targets.Select(id => id.ResourceGroupName).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            throw groups.Count > 1
                ? EgressErrors.ContradictingParameters(
                    $"The piped objects are in several resource groups: {Sentences.List(groups)}.",
                    "Specify the resource group of the new resource with -ResourceGroupName.", Name)
                : EgressErrors.ContradictingParameters(
                    $"The piped names are those of several resources: {Sentences.List([.. _targets.Select(id => id.Name)])}.",
                    "Create one resource per command, for example in ForEach-Object.", Name);
        }

        // An empty pipeline creates nothing: the previous command failed or ran with -WhatIf.
        if (_targets.SingleOrDefault() is { } target)
        {
            await CreateAsync(target, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CreateAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        await CheckLocationAsync(Location, cancellationToken).ConfigureAwait(false);
        var target = new NewResource(id)
        {
            Location = Location,
            Tags = Tag is null ? new Dictionary<string, string>() : TagFilter.Texts(Tag),
            AllowExisting = AllowExisting || Force,
        };
        var design = await DesignAsync(id, cancellationToken).ConfigureAwait(false);
        var plan = await ResourceCreation.PlanAsync<TView>(Store, target, design, cancellationToken).ConfigureAwait(false);
        DeprecatedForce.Warn(this, Force && !AllowExisting && plan.Exists, nameof(AllowExisting));
        var runner = new PlanRunner(this) { Force = Force, NoWait = NoWait, AsJob = AsJob, Caption = ResourceNouns.Describe(TView.Type) };
        await runner.RunAsync(plan, static (view, streams) => streams.Result(view), cancellationToken).ConfigureAwait(false);
    }
}
