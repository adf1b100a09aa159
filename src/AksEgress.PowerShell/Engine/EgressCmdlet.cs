using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Sessions;

namespace AksEgress.PowerShell.Engine;

/// <summary>The base of all cmdlets that speak to ARM: the connection, the subscription, verbose lines and progress.</summary>
public abstract class EgressCmdlet : AsyncCmdlet
{
    private EgressSession? session;
    private HashSet<string> typed = [];
    private RowParameters? rows;

    /// <summary>True when -WhatIf, or the preference variable, holds.</summary>
    internal bool WhatIf { get; private set; }

    /// <summary>The subscription, a GUID; the connection's own when it is not named.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SubscriptionCompleter))]
    public string? SubscriptionId { get; set; }

    /// <summary>The way to ARM; each request is told to -Verbose.</summary>
    internal IArmGateway Gateway => new TracingGateway(Session.Gateway, exchange => Streams.Verbose(exchange.ToString()));

    /// <summary>Documents in and out of ARM, with progress.</summary>
    internal ResourceStore Store => new(Gateway);

    /// <summary>The subscription to work in.</summary>
    /// <exception cref="EgressException">NoSubscription.</exception>
    internal virtual string Subscription => SubscriptionId ?? Session.Context.SubscriptionId ?? throw new EgressException(EgressErrors.NoSubscription, null);

    /// <summary>The runspace's connection.</summary>
    internal EgressSession Session => session ?? throw new EgressException(EgressErrors.NotConnected, null);

    /// <summary>The resource group that completes names, or null.</summary>
    internal string? DefaultResourceGroupName => Session.Context.ResourceGroupName;

    /// <summary>True with -Confirm:$false, which answers beforehand, so that runbooks never wait.</summary>
    internal bool IsConfirmedBeforehand =>
        MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm) && confirm is SwitchParameter { IsPresent: false };

    /// <summary>The object from the pipeline, read once for each record; null where nothing is piped.</summary>
    internal PipedObject? Piped { get; private set; }

    /// <summary>What the pipeline gives, as it is bound.</summary>
    private protected virtual PSObject? PipelineInput => null;

    /// <summary>Finds the runspace's connection; runs on the pipeline thread, where the runspace is known.</summary>
    protected sealed override void OnBeginning()
    {
        session = SessionStore.Require();
        typed = DefaultParameters.Typed(this);
        WhatIf = MyInvocation.BoundParameters.TryGetValue("WhatIf", out var bound)
            ? LanguagePrimitives.IsTrue(bound)
            : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));
        OnStarting();
    }

    /// <inheritdoc/>
    protected override void CheckRecord()
    {
        // The next record begins with what was typed, and not with what the row before it had.
        if (PipelineInput is { } input)
        {
            rows ??= new RowParameters(this, IsTyped);
            rows.Reset();
            Piped = PipedObject.Of(input);
        }
        else
        {
            Piped = null;
        }

        // An id or an object brings its own subscription; a wrong one beside it is still a mistake.
        if (SubscriptionId is not null && !ArmResourceId.IsSubscription(SubscriptionId))
        {
            throw new EgressException(EgressErrors.InvalidSubscriptionId, SubscriptionId, ArmNames.Shown(SubscriptionId));
        }

        // Also where nothing is found that could have tags.
        if (MyInvocation.BoundParameters.TryGetValue("Tag", out var tags) && tags is System.Collections.Hashtable table)
        {
            _ = TagFilter.Texts(table);
        }
    }

    /// <summary>Gives the parameters the values of a piped row, and warns of columns that are no parameters.</summary>
    /// <param name="identity">Columns that identify the resource.</param>
    /// <exception cref="EgressException">PipelineValueInvalid.</exception>
    private protected void ApplyRow(params string[] identity)
    {
        if (rows!.Apply(Piped!, identity) is { Count: > 0 } unknown)
        {
            Streams.Warning($"{MyInvocation.MyCommand.Name} has no parameter for these properties of the piped object and ignores them: {string.Join(", ", unknown)}.");
        }
    }

    /// <summary>Refuses a typed subscription other than that of a record or an operation.</summary>
    /// <exception cref="EgressException">PipelineInputConflict.</exception>
    private protected void RequireSubscription(string resourceId)
    {
        var id = ArmResourceId.Parse(resourceId);
        if (SubscriptionId is not null && IsTyped(nameof(SubscriptionId)) && !SubscriptionId.Equals(id.SubscriptionId, StringComparison.OrdinalIgnoreCase))
        {
            throw Subject.Conflict(id, nameof(SubscriptionId), SubscriptionId, null);
        }
    }

    /// <summary>True for a parameter that is bound, or that the piped row has a value for.</summary>
    private protected bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter) || rows?.IsSet(parameter) == true;

    /// <summary>True for a parameter that the user typed; false where the pipeline or $PSDefaultParameterValues supplied it.</summary>
    internal bool IsTyped(string parameter) => typed.Contains(parameter);

    /// <summary>What else must be done on the pipeline thread before any work, such as resolving paths.</summary>
    protected virtual void OnStarting()
    {
    }

    /// <summary>
    /// Asks as -WhatIf and -Confirm want it. -Force answers the question, and never a -WhatIf: whoever asks what
    /// would happen must not make it happen.
    /// </summary>
    internal Task<bool> ConfirmAsync(string sentence, string caption, bool force) =>
        force && !WhatIf ? Task.FromResult(true) : Streams.ShouldProcessAsync(sentence, sentence + Environment.NewLine + "Go on?", caption);

    /// <summary>Documents in and out of ARM, with a progress bar for one job.</summary>
    /// <param name="activity">What is being done, for example <c>contoso-aks</c>.</param>
    /// <param name="usual">How long it usually takes, or null.</param>
    internal ResourceStore StoreWithProgress(string activity, TimeSpan? usual = null) =>
        new(Gateway, new OperationProgress(Streams, activity, usual));
}
