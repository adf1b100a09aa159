using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.ResourceGroups;
using AksEgress.Core.Resources;
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

    /// <summary>The resource that the pipeline input, or else the command line, identifies.</summary>
    /// <exception cref="Core.Errors.EgressException">As for <see cref="Subject.Resolve"/>.</exception>
    internal ArmResourceId ResolveSubject() => Subject.Resolve(this, Piped, Names);

    /// <summary>Resolves the parent of a child resource such as a subnet: piped, referenced, or named.</summary>
    /// <param name="parent">The parent's parameters.</param>
    /// <param name="reference">The parent as a reference, or null.</param>
    /// <exception cref="Core.Errors.EgressException">As for <see cref="Subject.Resolve"/>.</exception>
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
    private protected override async Task<EgressException?> ExplainNotFoundAsync(CancellationToken cancellationToken)
    {
        var names = Names;
        if (names.ResourceGroupName is not { } group || !IsTyped("ResourceGroupName"))
        {
            return null;
        }

        (string? Parameter, string? Value)[] typed = [(names.NameParameter, names.Name), (names.ParentParameter, names.Parent)];
        try
        {
            foreach (var (parameter, value) in typed)
            {
                if (value is not null
                    && IsTyped(parameter!)
                    && await SwappedNames.IsSwappedAsync(Store, Subscription, value, group, cancellationToken).ConfigureAwait(false))
                {
                    return EgressErrors.NamesSwapped(group, value, parameter!, group);
                }
            }
        }
        catch (ArmException)
        {
            // A resource that can't be read gives no explanation; the error stays unchanged.
        }

        return null;
    }

    /// <summary>True where a piped string is the child's name, because no name is typed.</summary>
    internal bool IsChildName => Piped is { Kind: PipedKind.Text, Id: null } && !IsTyped("Name");
}
