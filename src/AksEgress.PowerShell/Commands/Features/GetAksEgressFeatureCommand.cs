using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Features;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets preview features and their registration state.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressFeature", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(PreviewFeature))]
public sealed class GetAksEgressFeatureCommand : PipelineCmdletBase
{
    /// <summary>Specifies the name of the feature. Wildcards are permitted. The default is all features.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FeatureNameCompleter))]
    public string Name { get; set; } = "*";

    /// <summary>Specifies the resource provider of the feature.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string Namespace { get; set; } = FeatureRegistration.ContainerService;

    /// <inheritdoc/>
    protected override object? ErrorTarget => Name;

    // A feature has no regular ARM resource id; its name and its provider identify it.
    internal override SubjectNames Names => new(ResourceTypes.Features, Name, null);

    /// <inheritdoc/>
    protected override void CheckRecord()
    {
        base.CheckRecord();
        if (Piped is not null)
        {
            (Name, Namespace, PipedSubscriptionId) = Subject.Feature(this, Piped, Name, Namespace);
        }
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var features = new FeatureRegistration(Gateway);
        if (!WildcardPattern.ContainsWildcardCharacters(Name))
        {
            ArmNames.Check(Name, ArmNames.MaximumLength, Piped is null ? nameof(Name) : nameof(InputObject));
            Streams.Result(await features.ReadAsync(Subscription, Namespace, Name, cancellationToken).ConfigureAwait(false));
            return;
        }

        var names = NamePattern.Of(Name, Piped?.Text is null ? nameof(Name) : nameof(InputObject));
        await foreach (var feature in features.ListAsync(Subscription, Namespace, cancellationToken).ConfigureAwait(false))
        {
            if (names.IsMatch(feature.Name))
            {
                Streams.Result(feature);
            }
        }
    }
}
