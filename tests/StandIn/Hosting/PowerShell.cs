using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation.Runspaces;
using System.Runtime.ExceptionServices;
using StandIn.Hosting;

namespace System.Management.Automation;

public sealed class PowerShell : IDisposable
{
    private readonly Lock _gate = new();
    private readonly InitialSessionState? _initial;
    private PSCommand _commands = new();
    private Runspace? _runspace;
    private bool _disposed;
    private bool _stopRequested;
    private Invocation? _running;

    private PowerShell(InitialSessionState? initial, Runspace? runspace, bool nested)
    {
        _initial = initial;
        _runspace = runspace;
        IsNested = nested;
        IsRunspaceOwner = runspace is null;
        InvocationStateInfo = new PSInvocationStateInfo(PSInvocationState.NotStarted, null);
    }

    public event EventHandler<PSInvocationStateChangedEventArgs>? InvocationStateChanged;

    public Guid InstanceId { get; } = Guid.NewGuid();

    public PSCommand Commands
    {
        get => _commands;
        set => _commands = (value ?? throw new PSArgumentNullException(nameof(value))).Clone();
    }

    public PSDataStreams Streams { get; } = new();

    public PSInvocationStateInfo InvocationStateInfo { get; private set; }

    public bool HadErrors { get; private set; }

    public bool IsNested { get; }

    public bool IsRunspaceOwner { get; private set; }

    public Runspace Runspace
    {
        get
        {
            // As the engine does: a runspace of one's own comes to be when it is needed.
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (_runspace is null)
                {
                    _runspace = _initial is null ? RunspaceFactory.CreateRunspace() : RunspaceFactory.CreateRunspace(_initial);
                    _runspace.Open();
                    IsRunspaceOwner = true;
                }

                return _runspace;
            }
        }

        set
        {
            RequireIdle();
            lock (_gate)
            {
                if (IsRunspaceOwner)
                {
                    _runspace?.Dispose();
                }

                _runspace = value;
                IsRunspaceOwner = false;
            }
        }
    }

    public static PowerShell Create() => new(null, null, false);

    public PowerShell AddCommand(string cmdlet) => Change(() => _commands.AddCommand(cmdlet));

    public PowerShell AddCommand(CommandInfo commandInfo)
    {
        ArgumentNullException.ThrowIfNull(commandInfo);
        return Change(() => _commands.AddCommand(new Command(commandInfo)));
    }

    public PowerShell AddScript(string script) => Change(() => _commands.AddScript(script));

    public PowerShell AddScript(string script, bool useLocalScope) => Change(() => _commands.AddScript(script, useLocalScope));

    public PowerShell AddParameter(string parameterName, object? value) => Change(() => _commands.AddParameter(parameterName, value));

    public PowerShell AddParameter(string parameterName) => Change(() => _commands.AddParameter(parameterName));

    public PowerShell AddArgument(object? value) => Change(() => _commands.AddArgument(value));

    public PowerShell AddStatement() => Change(() => _commands.AddStatement());

    public PowerShell AddParameters(IList parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (object? value in parameters)
        {
            AddArgument(value);
        }

        return this;
    }

    public PowerShell AddParameters(IDictionary parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (DictionaryEntry entry in parameters)
        {
            AddParameter(entry.Key as string ?? throw new PSArgumentException("The keys in the dictionary must be strings.", nameof(parameters)), entry.Value);
        }

        return this;
    }

    public Collection<PSObject> Invoke() => Invoke(null, null);

    public Collection<PSObject> Invoke(IEnumerable? input) => Invoke(input, null);

    public Collection<PSObject> Invoke(IEnumerable? input, PSInvocationSettings? settings)
    {
        var output = new Collection<PSObject>();
        Run(input, new OutputList<PSObject>(output), settings);
        return output;
    }

    public Collection<T> Invoke<T>() => Invoke<T>(null, (PSInvocationSettings?)null);

    public Collection<T> Invoke<T>(IEnumerable? input) => Invoke<T>(input, (PSInvocationSettings?)null);

    public Collection<T> Invoke<T>(IEnumerable? input, PSInvocationSettings? settings)
    {
        var output = new Collection<T>();
        Invoke(input, output, settings);
        return output;
    }

    public void Invoke<T>(IEnumerable? input, IList<T> output) => Invoke(input, output, null);

    public void Invoke<T>(IEnumerable? input, IList<T> output, PSInvocationSettings? settings) =>
        Run(input, new OutputList<T>(output ?? throw new PSArgumentNullException(nameof(output))), settings);

    public IAsyncResult BeginInvoke() => BeginInvoke<object>(null, null, null, null);

    public IAsyncResult BeginInvoke<T>(PSDataCollection<T>? input, PSInvocationSettings? settings, AsyncCallback? callback, object? state)
    {
        var output = new PSDataCollection<PSObject> { SourceId = InstanceId, BlockingEnumerator = true };
        return Start(input, new OutputList<PSObject>(output), output, settings, callback, state, ownsOutput: true);
    }

    public IAsyncResult BeginInvoke<TInput, TOutput>(PSDataCollection<TInput>? input, PSDataCollection<TOutput> output) => BeginInvoke(input, output, null, null, null);

    public IAsyncResult BeginInvoke<TInput, TOutput>(PSDataCollection<TInput>? input, PSDataCollection<TOutput> output, PSInvocationSettings? settings, AsyncCallback? callback, object? state) =>
        Start(input, new OutputList<TOutput>(output ?? throw new PSArgumentNullException(nameof(output))), output as PSDataCollection<PSObject>, settings, callback, state, ownsOutput: false);

    public PSDataCollection<PSObject>? EndInvoke(IAsyncResult asyncResult)
    {
        ArgumentNullException.ThrowIfNull(asyncResult);
        if (asyncResult is not PowerShellAsyncResult own || own.Owner != this)
        {
            throw new PSArgumentException("The IAsyncResult object was not created by calling BeginInvoke on this PowerShell instance.", nameof(asyncResult));
        }

        own.Wait();
        own.Failure?.Throw();
        return own.Output;
    }

    public void Stop() => EndStop(BeginStop(null, null));

    public IAsyncResult BeginStop(AsyncCallback? callback, object? state)
    {
        var result = new PowerShellAsyncResult(this, null, callback, state);
        Invocation? running;
        lock (_gate)
        {
            running = _running;
            _stopRequested = running is not null;
        }

        if (running is null)
        {
            result.Complete(null);
            return result;
        }

        SetState(PSInvocationState.Stopping, null);
        new Thread(() =>
        {
            running.Stop();
            running.Finished.Wait();
            result.Complete(null);
        })
        { IsBackground = true, Name = "Stop" }.Start();
        return result;
    }

    public void EndStop(IAsyncResult asyncResult) => ((PowerShellAsyncResult)(asyncResult ?? throw new PSArgumentNullException(nameof(asyncResult)))).Wait();

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        if (IsRunspaceOwner)
        {
            _runspace?.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    private PowerShell Change(Action change)
    {
        RequireIdle();
        change();
        return this;
    }

    private void RequireIdle()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_running is not null)
        {
            throw new InvalidPowerShellStateException(PSInvocationState.Running, "The operation cannot be performed because a command has already been started. Wait for the command to complete, or stop it, and then try the operation again.");
        }
    }

    private Invocation Begin(PSInvocationSettings? settings)
    {
        RequireIdle();
        if (_commands.Commands.Count == 0)
        {
            throw new PSInvalidOperationException("No commands are specified.");
        }

        var local = (LocalRunspace)Runspace;
        local.RequireOpen();
        var invocation = new Invocation(local, _commands.Clone(), Streams, settings, IsNested);
        lock (_gate)
        {
            RequireIdle();
            _running = invocation;
            _stopRequested = false;
        }

        HadErrors = false;
        SetState(PSInvocationState.Running, null);
        return invocation;
    }

    private void Run(IEnumerable? input, IOutputTarget output, PSInvocationSettings? settings)
    {
        Invocation invocation = Begin(settings);
        ExceptionDispatchInfo? failure = RunToEnd(invocation, input, output);
        failure?.Throw();
    }

    private PowerShellAsyncResult Start(IEnumerable? input, IOutputTarget output, PSDataCollection<PSObject>? own, PSInvocationSettings? settings, AsyncCallback? callback, object? state, bool ownsOutput)
    {
        if (IsNested)
        {
            throw new PSInvalidOperationException("Nested PowerShell instances cannot be invoked asynchronously. Use the Invoke method.");
        }

        Invocation invocation = Begin(settings);
        var result = new PowerShellAsyncResult(this, own, callback, state);
        new Thread(() =>
        {
            ExceptionDispatchInfo? failure = RunToEnd(invocation, input, output);
            if (ownsOutput)
            {
                own?.Complete();
            }

            result.Complete(failure);
        })
        { IsBackground = true, Name = "Pipeline Execution Thread" }.Start();
        return result;
    }

    private ExceptionDispatchInfo? RunToEnd(Invocation invocation, IEnumerable? input, IOutputTarget output)
    {
        ExceptionDispatchInfo? failure = null;
        try
        {
            invocation.Run(input, output.Add);
        }
        catch (Exception thrown)
        {
            failure = ExceptionDispatchInfo.Capture(thrown);
        }

        HadErrors = invocation.HadErrors || (failure is not null && failure.SourceException is not PipelineStoppedException);
        lock (_gate)
        {
            _running = null;
        }

        SetState(
            failure is null ? PSInvocationState.Completed : failure.SourceException is PipelineStoppedException || _stopRequested ? PSInvocationState.Stopped : PSInvocationState.Failed,
            failure?.SourceException);
        invocation.Finished.Set();
        return failure;
    }

    private void SetState(PSInvocationState state, Exception? reason)
    {
        InvocationStateInfo = new PSInvocationStateInfo(state, reason);
        InvocationStateChanged?.Invoke(this, new PSInvocationStateChangedEventArgs(InvocationStateInfo));
    }
}
