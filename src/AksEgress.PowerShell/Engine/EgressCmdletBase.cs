using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Errors;
using AksEgress.PowerShell.Sessions;
using AksEgress.PowerShell.Streams;

namespace AksEgress.PowerShell.Engine;

/// <summary>
/// The base of all cmdlets: asynchronous work behind PowerShell's synchronous methods, error mapping, Ctrl+C, the connection, and
/// the subscription.
/// </summary>
public abstract class EgressCmdletBase : PSCmdlet, ISubjectCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private EgressSession? _session;
    private HashSet<string> _typed = [];
    private RowParameters? _rows;

    /// <summary>The streams of the running work; set while the work runs.</summary>
    internal ICommandStreams Streams { get; private set; } = null!;

    /// <summary>Runs once, before the first record. A failure ends the command.</summary>
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

    /// <summary>Runs for each record. A failure is the error of that record; the command continues with the next.</summary>
    protected sealed override void ProcessRecord() => Run(CheckAndProcessAsync, endsCommand: false);

    /// <summary>Runs once, after the last record.</summary>
    protected sealed override void EndProcessing() => Run(EndAsync, endsCommand: false);

    /// <summary>Handles Ctrl+C: cancels the work; the pump waits for it to end.</summary>
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

    /// <summary>The target of an error of this record, if the error itself has none.</summary>
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
            if (await ExplainNotFoundAsync(e, cancellationToken).ConfigureAwait(false) is { } explained)
            {
                throw explained;
            }

            throw;
        }
    }

    /// <summary>Returns a better explanation for a resource or a resource group that isn't found, or null.</summary>
    private protected virtual Task<EgressException?> ExplainNotFoundAsync(
        EgressException error, CancellationToken cancellationToken) =>
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
        catch (Exception e) when (!pump.WriteFailed && ErrorMapper.TryMap(e, ErrorTarget, out var mapped))
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

    /// <summary>True if -WhatIf or the preference variable is set.</summary>
    internal bool WhatIf { get; private set; }

    /// <summary>Specifies the subscription, a GUID. The default is the subscription of the connection.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SubscriptionCompleter))]
    public virtual string? SubscriptionId { get; set; }

    /// <summary>The gateway to ARM. It writes each request to -Verbose.</summary>
    internal IArmGateway Gateway => new TracingGateway(Session.Gateway, exchange => Streams.Verbose(exchange.ToString()));

    /// <summary>Reads and writes ARM documents, with progress.</summary>
    internal ResourceStore Store => new(Gateway);

    /// <summary>The subscription that the command works in.</summary>
    /// <exception cref="EgressException">NoSubscription.</exception>
    internal virtual string Subscription => SubscriptionId ?? Session.Context.SubscriptionId ?? throw EgressErrors.NoSubscription();

    /// <summary>The runspace's connection.</summary>
    internal EgressSession Session => _session ?? throw EgressErrors.NotConnected();

    /// <summary>The default resource group, or null.</summary>
    internal string? DefaultResourceGroupName => Session.Context.ResourceGroupName;

    /// <summary>True with -Confirm:$false, which answers the prompt in advance, so that runbooks never wait.</summary>
    internal bool IsConfirmedBeforehand =>
        MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm) && confirm is SwitchParameter { IsPresent: false };

    /// <summary>The object from the pipeline, read once for each record; null without pipeline input.</summary>
    internal PipedObject? Piped { get; private set; }

    /// <summary>The pipeline input as it is bound.</summary>
    private protected virtual PSObject? PipelineInput => null;

    // Runs on the pipeline thread, which knows the runspace.
    private void FindSession()
    {
        if (RequiresConnection)
        {
            _session = SessionStore.Require();
        }

        _typed = DefaultParameters.TypedNames(this);
        ValueSets.Apply(this);
        WhatIf = MyInvocation.BoundParameters.TryGetValue("WhatIf", out var bound)
            ? LanguagePrimitives.IsTrue(bound)
            : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));
        OnStarting();
    }

    /// <summary>Checks the parameters of a record before any work, including those that the work wouldn't read.</summary>
    protected virtual void CheckRecord()
    {
        // Each record starts with the typed values, not with those of the previous row.
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

        // An id or an object has its own subscription, but a typed one that isn't valid is still an error.
        if (SubscriptionId is not null && !ArmResourceId.IsSubscription(SubscriptionId))
        {
            throw EgressErrors.InvalidSubscriptionId(ArmNames.Shown(SubscriptionId), SubscriptionId);
        }

        // Before any request. The modes of a row are checked with the plan.
        PlanRunner.RequireOneMode(IsOn("NoWait"), IsOn("AsJob"));

        // Also if the command finds no resource that could have tags.
        if (MyInvocation.BoundParameters.TryGetValue("Tag", out var tags) && tags is System.Collections.Hashtable table)
        {
            _ = TagFilter.Texts(table);
        }
    }

    /// <summary>
    /// With -WhatIf, refuses a region that the subscription doesn't have. Without it, Azure refuses the region, and no further request is
    /// necessary.
    /// </summary>
    /// <exception cref="EgressException">LocationNotAvailable.</exception>
    private protected async Task CheckLocationAsync(string? location, CancellationToken cancellationToken)
    {
        if (!WhatIf || string.IsNullOrEmpty(location))
        {
            return;
        }

        var known = new List<string>();
        try
        {
            await foreach (var name in Store.ListLocationsAsync(Subscription, cancellationToken).ConfigureAwait(false))
            {
                known.Add(name);
            }
        }
        catch (Exception e) when (e is ArmException or ArmAccessException)
        {
            // Without the list, the region isn't checked.
            return;
        }

        var typed = location.Replace(" ", string.Empty, StringComparison.Ordinal);
        if (known.Count > 0 && !known.Contains(typed, StringComparer.OrdinalIgnoreCase))
        {
            throw EgressErrors.LocationNotAvailable(ArmNames.Shown(location), Subscription, NearNames.Ask(typed, known));
        }
    }

    // References are resolved in other code, whose errors name the parameter.
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

    /// <summary>Sets the parameters from a piped row, and warns about columns that match no parameter.</summary>
    /// <param name="identity">The columns that identify the resource.</param>
    /// <exception cref="EgressException">PipelineValueInvalid.</exception>
    internal void ApplyRow(params string[] identity)
    {
        if (_rows!.Apply(Piped!, identity) is { Count: > 0 } unknown)
        {
            Streams.Warning(
                $"{MyInvocation.MyCommand.Name} ignores these properties of the piped object because it has no parameters for them: "
                    + $"{string.Join(", ", unknown)}.");
        }
    }

    /// <summary>Refuses a typed subscription that differs from that of a change record or an operation.</summary>
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

    /// <summary>Other work for the pipeline thread that precedes any request, such as resolving paths.</summary>
    protected virtual void OnStarting()
    {
    }

    string ISubjectCmdlet.Subscription => Subscription;

    string? ISubjectCmdlet.DefaultResourceGroupName => DefaultResourceGroupName;

    bool ISubjectCmdlet.IsTyped(string parameter) => IsTyped(parameter);
}
