using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.ResourceGroups;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;
using AksEgress.PowerShell.Binding;

namespace AksEgress.PowerShell.Engine;

/// <summary>The base of cmdlets whose resource can come from the pipeline: an object, a row, a name, or a resource id.</summary>
public abstract class PipelineCmdletBase : EgressCmdletBase
{
    /// <summary>
    /// Specifies the resource: an object from another cmdlet, a file, or a job; a row with names; a name; or a resource ID.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.InputObject, ValueFromPipeline = true)]
    [ValidateNotNull]
    public virtual PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    private protected sealed override PSObject? PipelineInput => InputObject;

    /// <inheritdoc/>
    internal override string Subscription => IsTyped(nameof(SubscriptionId)) ? SubscriptionId! : PipedSubscriptionId ?? base.Subscription;

    /// <summary>The subscription that the pipeline provides for a new resource, or null.</summary>
    private protected string? PipedSubscriptionId { get; set; }

    /// <summary>The pipeline input of this record, for a cmdlet that creates a resource.</summary>
    private protected NewInput Input { get; private set; } = null!;

    /// <inheritdoc/>
    protected override void CheckRecord()
    {
        PipedSubscriptionId = null;
        base.CheckRecord();
    }

    /// <summary>The parameters that identify the resource.</summary>
    internal abstract SubjectNames Names { get; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Piped?.Id?.Text ?? Piped?.Text ?? Names.ResourceId ?? Names.Name;

    /// <summary>Reads the pipeline input of a cmdlet that creates a resource: a resource group, a parent, a row, or a name.</summary>
    /// <param name="resourceType">The type of the new resource.</param>
    /// <param name="parents">The parent types that can be piped.</param>
    /// <returns>The name of the new resource.</returns>
    /// <exception cref="EgressException">ParameterRequired, PipelineInputNotSupported or PipelineValueInvalid.</exception>
    private protected string ReadNewName(string resourceType, params IReadOnlyList<string> parents)
    {
        Input = NewInput.Read(this, Piped, resourceType, parents);
        PipedSubscriptionId = Input.SubscriptionId;
        if (Piped?.IsRow == true)
        {
            ApplyRow();
        }

        var name = Piped is null or { IsRow: true } || IsTyped("Name") ? Names.Name : Input.Name;
        return string.IsNullOrEmpty(name)
            ? throw EgressErrors.ParameterRequired("Name", $"the new {ResourceNouns.InSentence(resourceType)} needs a name.")
            : name;
    }

    /// <summary>
    /// The resource group of a new resource: the typed one, else that of the pipeline input, else the default. A default never completes
    /// a row.
    /// </summary>
    private protected string? NewResourceGroupName => IsTyped("ResourceGroupName") ? Names.ResourceGroupName
        : Piped?.Kind == PipedKind.Row ? Piped["ResourceGroupName"]
        : Input.ResourceGroupName ?? Names.ResourceGroupName ?? DefaultResourceGroupName;

    /// <summary>The id of a new resource.</summary>
    /// <exception cref="EgressException">ResourceGroupRequired, InvalidResourceName or NoSubscription.</exception>
    private protected ArmResourceId NewId(string resourceType, string name)
    {
        var group = NewResourceGroupName
            ?? throw EgressErrors.ResourceGroupRequired(ResourceNouns.Describe(resourceType), ArmNames.Shown(name), name);
        ArmNames.Check(name, ArmNames.MaximumLength, "Name");
        return ArmResourceId.Create(Subscription, group, resourceType, name);
    }

    /// <summary>The resource that the pipeline input, or else the command line, identifies.</summary>
    /// <exception cref="EgressException">As for <see cref="Subject.Resolve"/>.</exception>
    internal ArmResourceId ResolveSubject() => Subject.Resolve(this, Piped, Names);

    /// <summary>Resolves the parent of a child resource such as a subnet: piped, referenced, or named.</summary>
    /// <param name="parent">The parent's parameters.</param>
    /// <param name="reference">The parent as a reference, or null.</param>
    /// <exception cref="EgressException">As for <see cref="Subject.Resolve"/>.</exception>
    internal ArmResourceId ResolveParent(SubjectNames parent, ArmReference? reference)
    {
        var names = parent with { IsParent = true, Payload = "Name" };
        var piped = IsChildName ? null : Piped;
        if (reference is null)
        {
            return Subject.Resolve(this, piped, names);
        }

        // A row describes the child. Any other object is the parent, and so is a piped name if the child's name is typed.
        var id = reference.Find(parent.ResourceType, () => Subscription, parent.ResourceGroupName ?? DefaultResourceGroupName);
        if (parent.Name is not null && IsTyped(parent.NameParameter))
        {
            throw EgressErrors.ContradictingParameters(
                $"-{parent.NameParameter} and '{reference}' both specify the {ResourceNouns.InSentence(parent.ResourceType)}.",
                "Specify only one of them.", id.Text);
        }

        return piped is null or { Kind: PipedKind.Row or PipedKind.Route } || Subject.Resolve(this, piped, names).Equals(id)
            ? id
            : throw Subject.Conflict(id, parent.NameParameter, reference.ToString(), null);
    }

    /// <inheritdoc/>
    /// <remarks>A name and a resource group in the wrong order are the most frequent mistake with positional arguments.</remarks>
    private protected override async Task<EgressException?> ExplainNotFoundAsync(
        EgressException error, CancellationToken cancellationToken)
    {
        try
        {
            return await SwappedAsync(cancellationToken).ConfigureAwait(false)
                ?? await MisspelledAsync(error, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ArmException or ArmAccessException)
        {
            // A resource that can't be read gives no explanation; the error stays unchanged.
            return null;
        }
    }

    private async Task<EgressException?> SwappedAsync(CancellationToken cancellationToken)
    {
        var names = Names;
        if (names.ResourceGroupName is not { } group || !IsTyped("ResourceGroupName"))
        {
            return null;
        }

        (string? Parameter, string? Value)[] typed = [(names.NameParameter, names.Name), (names.ParentParameter, names.Parent)];
        foreach (var (parameter, value) in typed)
        {
            if (value is not null
                && IsTyped(parameter!)
                && await SwappedNames.IsSwappedAsync(Store, Subscription, value, group, cancellationToken).ConfigureAwait(false))
            {
                return EgressErrors.NamesSwapped(group, value, parameter!, group);
            }
        }

        return null;
    }

    // One list request tells which names exist where the resource was expected.
    private async Task<EgressException?> MisspelledAsync(EgressException error, CancellationToken cancellationToken)
    {
        if (error.Target is not string text || !ArmResourceId.TryParse(text, out var id))
        {
            return null;
        }

        var isGroup = error.Id == nameof(EgressErrors.ResourceGroupNotFound);
        var listed = isGroup ? Store.ListAsync(id.SubscriptionId, null, ResourceTypes.ResourceGroups, cancellationToken)
            : id.Names.Count == 1 ? Store.ListAsync(id.SubscriptionId, id.ResourceGroupName, id.ResourceType, cancellationToken)
            : Store.ListChildrenAsync(id.Parent!, id.ResourceType[(id.ResourceType.LastIndexOf('/') + 1)..], cancellationToken);
        var existing = new List<string>();
        await foreach (var document in listed.ConfigureAwait(false))
        {
            existing.Add(document.Name ?? string.Empty);
        }

        var name = isGroup ? id.ResourceGroupName : id.Name;
        var suggestion = NearNames.Ask(name, existing);
        return suggestion.Length == 0 ? null
            : isGroup ? EgressErrors.ResourceGroupNotFound(name, id.SubscriptionId, text, suggestion)
            : EgressErrors.ResourceNotFound(
                ResourceNouns.Describe(id.ResourceType), name, id.ResourceGroupName, ResourceNouns.Noun(id.ResourceType), text, suggestion);
    }

    /// <summary>True where a piped string is the child's name, because no name is typed.</summary>
    internal bool IsChildName => Piped is { Kind: PipedKind.Text, Id: null } && !IsTyped("Name");
}
