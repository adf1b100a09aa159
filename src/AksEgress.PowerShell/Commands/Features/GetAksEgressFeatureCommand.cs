using System.Management.Automation;
using AksEgress.Core.Features;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets preview features and whether the subscription has them.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressFeature")]
[OutputType(typeof(PreviewFeature))]
public sealed class GetAksEgressFeatureCommand : EgressCmdlet
{
    /// <summary>The feature's name, with wildcards; all when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FeatureNameCompleter))]
    public string Name { get; set; } = "*";

    /// <summary>The provider that the feature is of.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string Namespace { get; set; } = FeatureRegistration.ContainerService;

    /// <inheritdoc/>
    protected override object? ErrorTarget => Name;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var features = new FeatureRegistration(Gateway);
        if (!WildcardPattern.ContainsWildcardCharacters(Name))
        {
            Streams.Result(await features.ReadAsync(Subscription, Namespace, Name, cancellationToken).ConfigureAwait(false));
            return;
        }

        var names = NamePattern.Of(Name);
        await foreach (var feature in features.ListAsync(Subscription, Namespace, cancellationToken).ConfigureAwait(false))
        {
            if (names.IsMatch(feature.Name))
            {
                Streams.Result(feature);
            }
        }
    }
}
