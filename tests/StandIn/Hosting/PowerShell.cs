using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation.Runspaces;
using System.Runtime.ExceptionServices;
using StandIn.Hosting;

namespace System.Management.Automation;

public sealed class PowerShell : IDisposable
{
    private readonly Lock _gate = new();
    private PSCommand _commands = new();
    private Runspace? _runspace;
    private bool _disposed;
    private bool _stopRequested;
    private bool _ownsRunspace = true;
    private Invocation? _running;

    private PowerShell()
    {
    }

    public PSCommand Commands
    {
        get => _commands;
        set => _commands = (value ?? throw new ArgumentNullException(nameof(value))).Clone();
    }

    public PSDataStreams Streams { get; } = new();

    public PSInvocationStateInfo InvocationStateInfo { get; private set; } = new(PSInvocationState.NotStarted, null);

    public bool HadErrors { get; private set; }

    public Runspace Runspace
    {
        get
        {
            // As in the engine: a runspace is created when it is first needed.
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (_runspace is null)
                {
                    _runspace = RunspaceFactory.CreateRunspace();
                    _runspace.Open();
                    _ownsRunspace = true;
                }

                return _runspace;
            }
        }

        set
        {
            RequireIdle();
            lock (_gate)
            {
                if (_ownsRunspace)
                {
                    _runspace?.Dispose();
                }

                _runspace = value;
                _ownsRunspace = false;
            }
        }
    }

    public static PowerShell Create() => new();

    public PowerShell AddCommand(string cmdlet) => Change(() => _commands.AddCommand(cmdlet));

    public PowerShell AddScript(string script) => Change(() => _commands.AddScript(script));

    public PowerShell AddScript(string script, bool useLocalScope) => Change(() => _commands.AddScript(script, useLocalScope));

    public PowerShell AddParameter(string parameterName, object? value) => Change(() => _commands.AddParameter(parameterName, value));

    public PowerShell AddParameter(string parameterName) => Change(() => _commands.AddParameter(parameterName));

    public PowerShell AddArgument(object? value) => Change(() => _commands.AddArgument(value));

    public PowerShell AddStatement() => Change(() => _commands.AddStatement());

    public PowerShell AddParameters(IDictionary parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (DictionaryEntry entry in parameters)
        {
            AddParameter(
                entry.Key as string ?? throw new PSArgumentException("The keys in the dictionary must be strings.", nameof(parameters)),
                entry.Value);
        }

        return this;
    }

    public Collection<PSObject> Invoke() => Invoke(null);

    public Collection<PSObject> Invoke(IEnumerable? input) => Invoke<PSObject>(input);

    public Collection<T> Invoke<T>() => Invoke<T>(null);

    public Collection<T> Invoke<T>(IEnumerable? input)
    {
        var output = new Collection<T>();
        Invoke(input, output);
        return output;
    }

    public void Invoke<T>(IEnumerable? input, IList<T> output)
    {
        var target = new OutputList<T>(output ?? throw new ArgumentNullException(nameof(output)));
        RunToEnd(Begin(), input, target)?.Throw();
    }

    public IAsyncResult BeginInvoke()
    {
        var output = new PSDataCollection<PSObject> { BlockingEnumerator = true };
        return Start(null, new OutputList<PSObject>(output), output, ownsOutput: true);
    }

    public IAsyncResult BeginInvoke<TInput, TOutput>(PSDataCollection<TInput>? input, PSDataCollection<TOutput> output) =>
        Start(
            input,
            new OutputList<TOutput>(output ?? throw new ArgumentNullException(nameof(output))),
            output as PSDataCollection<PSObject>,
            ownsOutput: false);

    public PSDataCollection<PSObject>? EndInvoke(IAsyncResult asyncResult)
    {
        ArgumentNullException.ThrowIfNull(asyncResult);
        if (asyncResult is not PowerShellAsyncResult own || own.Owner != this)
        {
            throw new PSArgumentException(
                "The IAsyncResult object was not created by calling BeginInvoke on this PowerShell instance.", nameof(asyncResult));
        }

        own.Wait();
        own.Failure?.Throw();
        return own.Output;
    }

    public void Stop()
    {
        Invocation? running;
        lock (_gate)
        {
            running = _running;
            _stopRequested = running is not null;
        }

        if (running is not null)
        {
            SetState(PSInvocationState.Stopping, null);
            running.Stop();
            running.Finished.Wait();
        }
    }

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

        if (_ownsRunspace)
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
            throw new InvalidPowerShellStateException(
                "The operation cannot be performed because a command has already been started. "
                + "Wait for the command to complete, or stop it, and then try the operation again.");
        }
    }

    private Invocation Begin()
    {
        RequireIdle();
        if (_commands.Commands.Count == 0)
        {
            throw new PSInvalidOperationException("No commands are specified.");
        }

        var local = (LocalRunspace)Runspace;
        local.RequireOpen();
        var invocation = new Invocation(local, _commands.Clone(), Streams);
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

    private PowerShellAsyncResult Start(IEnumerable? input, IOutputTarget output, PSDataCollection<PSObject>? own, bool ownsOutput)
    {
        var invocation = Begin();
        var result = new PowerShellAsyncResult(this, own);
        new Thread(() =>
        {
            var failure = RunToEnd(invocation, input, output);
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
            failure is null
                ? PSInvocationState.Completed
                : failure.SourceException is PipelineStoppedException || _stopRequested ? PSInvocationState.Stopped
                : PSInvocationState.Failed,
            failure?.SourceException);
        invocation.Finished.Set();
        return failure;
    }

    private void SetState(PSInvocationState state, Exception? reason) => InvocationStateInfo = new PSInvocationStateInfo(state, reason);
}
