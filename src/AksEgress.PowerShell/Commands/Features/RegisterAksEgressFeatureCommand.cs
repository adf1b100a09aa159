using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Features;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Registers a preview feature in a subscription.</summary>
[Cmdlet(VerbsLifecycle.Register, "AksEgressFeature", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(PreviewFeature), typeof(Job))]
public sealed class RegisterAksEgressFeatureCommand : PipelineCmdletBase
{
    /// <summary>Specifies the name of the feature.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FeatureNameCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>Specifies the resource provider of the feature.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string Namespace { get; set; } = FeatureRegistration.ContainerService;

    /// <summary>
    /// Indicates that the cmdlet doesn't wait for the registration. When the feature is registered, run the same command again to refresh
    /// the resource provider.
    /// </summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Indicates that the cmdlet runs as a background job and returns the job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

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
        ArmNames.Check(Name, ArmNames.MaximumLength, Piped is null ? nameof(Name) : nameof(InputObject));
        var registration = new FeatureRegistration(Gateway, report: Streams.Verbose);
        var feature = await registration.ReadAsync(Subscription, Namespace, Name, cancellationToken).ConfigureAwait(false);
        var sentence = feature.IsRegistered
            ? $"Refresh {Namespace} in subscription {Subscription}: preview feature '{feature.Name}' is already registered"
            : $"Register preview feature '{feature.Name}' of {Namespace} in subscription {Subscription}; Microsoft advises against "
                + "previews in production";
        var runner = new PlanRunner(this) { Force = Force, NoWait = NoWait, AsJob = AsJob, Caption = "Preview feature" };
        if (!await runner.ConfirmAsync(sentence).ConfigureAwait(false))
        {
            return;
        }

        if (!AsJob)
        {
            Streams.Result(await registration.RegisterAsync(Subscription, feature, !NoWait, cancellationToken).ConfigureAwait(false));
            return;
        }

        var subscription = Subscription;
        runner.StartJob(feature.Name, feature.Name, feature.Id, async (gateway, streams, token) =>
            streams.Result(
                await new FeatureRegistration(gateway, report: streams.Verbose)
                    .RegisterAsync(subscription, feature, wait: true, token)
                    .ConfigureAwait(false)));
    }
}
