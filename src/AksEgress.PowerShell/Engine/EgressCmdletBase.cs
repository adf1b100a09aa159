using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Errors;
using AksEgress.PowerShell.Sessions;
using AksEgress.PowerShell.Streams;

namespace AksEgress.PowerShell.Engine;

/// <summary>
/// The base of all cmdlets: asynchronous work behind PowerShell's synchronous methods, one error mapping, Ctrl+C, the connection,
/// and the subscription.
/// </summary>
public abstract class EgressCmdletBase : PSCmdlet, ISubjectCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private EgressSession? _session;
    private HashSet<string> _typed = [];
    private RowParameters? _rows;

    /// <summary>Where the running work writes; set while it runs.</summary>
    internal ICommandStreams Streams { get; private set; } = null!;

    /// <summary>Once, before the first record. What fails here ends the command.</summary>
    protected sealed override void BeginProcessing()
    {
        try
        {
            FindSession();
        }
        catch (Core.Errors.EgressException e)
        {
            ThrowTerminatingError(ErrorMapper.WithParameter(ErrorMapper.Record(e, e.Target), MyInvocation.BoundParameters));
        }

        Run(BeginAsync, endsCommand: true);
    }

    /// <summary>For each record. What fails here is one record's error, and the next record follows.</summary>
    protected sealed override void ProcessRecord() => Run(CheckAndProcessAsync, endsCommand: false);

    /// <summary>Once, after the last record.</summary>
    protected sealed override void EndProcessing() => Run(EndAsync, endsCommand: false);

    /// <summary>Ctrl+C: the work is told to stop; the pump waits for it.</summary>
    protected sealed override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The command ended while the user pressed Ctrl+C.
        }
    }

    /// <summary>Work before the first record.</summary>
    protected virtual Task BeginAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Work for each record.</summary>
    protected virtual Task ProcessAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Work after the last record.</summary>
    protected virtual Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What an error of this record is about when the error itself does not say.</summary>
    protected virtual object? ErrorTarget => null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the cmdlet holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }

    private Task CheckAndProcessAsync(CancellationToken cancellationToken)
    {
        CheckRecord();
        return ProcessAsync(cancellationToken);
    }

    private async Task ExplainedAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken).ConfigureAwait(false);
        }
        catch (EgressException e) when (e.Id is nameof(EgressErrors.ResourceNotFound) or nameof(EgressErrors.ResourceGroupNotFound))
        {
            if (await ExplainNotFoundAsync(cancellationToken).ConfigureAwait(false) is { } explained)
            {
                throw explained;
            }

            throw;
        }
    }

    /// <summary>Finds a better explanation for a resource or a resource group that wasn't found; null where there is none.</summary>
    private protected virtual Task<EgressException?> ExplainNotFoundAsync(CancellationToken cancellationToken) =>
        Task.FromResult<EgressException?>(null);

    private void Run(Func<CancellationToken, Task> work, bool endsCommand)
    {
        using var pump = new PipelinePump(this, _stop.Token);
        Streams = pump;
        ErrorRecord record;
        try
        {
            pump.Run(token => ExplainedAsync(work, token));
            return;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception e) when (!pump.Refused && ErrorMapper.TryMap(e, ErrorTarget, out var mapped))
        {
            record = ErrorMapper.WithParameter(mapped, MyInvocation.BoundParameters);
        }

        if (endsCommand || ErrorMapper.EndsCommand(record))
        {
            ThrowTerminatingError(record);
        }

        WriteError(record);
    }

    /// <summary>True for a cmdlet that works only after Connect-AksEgress.</summary>
    private protected virtual bool RequiresConnection => true;

    /// <summary>True when -WhatIf, or the preference variable, holds.</summary>
    internal bool WhatIf { get; private set; }

    /// <summary>The subscription, a GUID; the connection's own when it is not named.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SubscriptionCompleter))]
    public virtual string? SubscriptionId { get; set; }

    /// <summary>The way to ARM; each request is told to -Verbose.</summary>
    internal IArmGateway Gateway => new TracingGateway(Session.Gateway, exchange => Streams.Verbose(exchange.ToString()));

    /// <summary>Documents in and out of ARM, with progress.</summary>
    internal ResourceStore Store => new(Gateway);

    /// <summary>The subscription to work in.</summary>
    /// <exception cref="EgressException">NoSubscription.</exception>
    internal virtual string Subscription => SubscriptionId ?? Session.Context.SubscriptionId ?? throw EgressErrors.NoSubscription();

    /// <summary>The runspace's connection.</summary>
    internal EgressSession Session => _session ?? throw EgressErrors.NotConnected();

    /// <summary>The resource group that completes names, or null.</summary>
    internal string? DefaultResourceGroupName => Session.Context.ResourceGroupName;

    /// <summary>True with -Confirm:$false, which answers beforehand, so that runbooks never wait.</summary>
    internal bool IsConfirmedBeforehand =>
        MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm) && confirm is SwitchParameter { IsPresent: false };

    /// <summary>The object from the pipeline, read once for each record; null where nothing is piped.</summary>
    internal PipedObject? Piped { get; private set; }

    /// <summary>What the pipeline gives, as it is bound.</summary>
    private protected virtual PSObject? PipelineInput => null;

    // Runs on the pipeline thread, where the runspace is known.
    private void FindSession()
    {
        if (RequiresConnection)
        {
            _session = SessionStore.Require();
        }

        _typed = DefaultParameters.Typed(this);
        ValueSets.Apply(this);
        WhatIf = MyInvocation.BoundParameters.TryGetValue("WhatIf", out var bound)
            ? LanguagePrimitives.IsTrue(bound)
            : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));
        OnStarting();
    }

    /// <summary>Checks what a record brings, before any work: also what the work would not look at.</summary>
    protected virtual void CheckRecord()
    {
        // The next record begins with what was typed, and not with what the row before it had.
        if (PipelineInput is { } input)
        {
            _rows ??= new RowParameters(this, IsTyped);
            _rows.Reset();
            Piped = PipedObject.Of(input);
        }
        else
        {
            Piped = null;
        }

        NameReferences();

        // An id or an object brings its own subscription; a wrong one beside it is still a mistake.
        if (SubscriptionId is not null && !ArmResourceId.IsSubscription(SubscriptionId))
        {
            throw EgressErrors.InvalidSubscriptionId(ArmNames.Shown(SubscriptionId), SubscriptionId);
        }

        // Before anything is read; those of a row are checked with the plan.
        PlanRunner.RequireOneMode(IsOn("NoWait"), IsOn("AsJob"));

        // Also where nothing is found that could have tags.
        if (MyInvocation.BoundParameters.TryGetValue("Tag", out var tags) && tags is System.Collections.Hashtable table)
        {
            _ = TagFilter.Texts(table);
        }
    }

    // A reference is resolved far from here, and its error names the parameter.
    private void NameReferences()
    {
        foreach (var (name, value) in MyInvocation.BoundParameters)
        {
            foreach (var reference in value as IEnumerable<ArmReference> ?? (value is ArmReference one ? [one] : []))
            {
                reference.ParameterName = name;
            }
        }
    }

    /// <summary>Gives the parameters the values of a piped row, and warns of columns that are no parameters.</summary>
    /// <param name="identity">Columns that identify the resource.</param>
    /// <exception cref="EgressException">PipelineValueInvalid.</exception>
    internal void ApplyRow(params string[] identity)
    {
        if (_rows!.Apply(Piped!, identity) is { Count: > 0 } unknown)
        {
            Streams.Warning(
                $"{MyInvocation.MyCommand.Name} has no parameter for these properties of the piped object and ignores them: "
                    + $"{string.Join(", ", unknown)}.");
        }
    }

    /// <summary>Refuses a typed subscription other than that of a record or an operation.</summary>
    /// <exception cref="EgressException">PipelineInputConflict.</exception>
    private protected void RequireSubscription(string resourceId)
    {
        var id = ArmResourceId.Parse(resourceId);
        if (SubscriptionId is not null
            && IsTyped(nameof(SubscriptionId))
            && !SubscriptionId.Equals(id.SubscriptionId, StringComparison.OrdinalIgnoreCase))
        {
            throw Subject.Conflict(id, nameof(SubscriptionId), SubscriptionId, null);
        }
    }

    /// <summary>True for a parameter that is bound, or that the piped row has a value for.</summary>
    private protected bool IsGiven(string parameter) =>
        MyInvocation.BoundParameters.ContainsKey(parameter) || _rows?.IsSet(parameter) == true;

    private bool IsOn(string parameter) =>
        MyInvocation.BoundParameters.TryGetValue(parameter, out var value) && value is SwitchParameter { IsPresent: true };

    /// <summary>True for a parameter that the user typed; false where the pipeline or $PSDefaultParameterValues supplied it.</summary>
    internal bool IsTyped(string parameter) => _typed.Contains(parameter);

    /// <summary>What else must be done on the pipeline thread before any work, such as resolving paths.</summary>
    protected virtual void OnStarting()
    {
    }

    string ISubjectCmdlet.Subscription => Subscription;

    string? ISubjectCmdlet.DefaultResourceGroupName => DefaultResourceGroupName;

    bool ISubjectCmdlet.IsTyped(string parameter) => IsTyped(parameter);
}
