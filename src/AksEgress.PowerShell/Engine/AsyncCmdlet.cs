using System.Management.Automation;
using AksEgress.PowerShell.Errors;

namespace AksEgress.PowerShell.Engine;

/// <summary>The base of all cmdlets: asynchronous work behind PowerShell's synchronous methods, one error mapping, Ctrl+C.</summary>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource stop = new();

    /// <summary>Where the running work writes; set while it runs.</summary>
    internal ICommandStreams Streams { get; private set; } = null!;

    /// <summary>Once, before the first record. What fails here ends the command.</summary>
    protected sealed override void BeginProcessing()
    {
        try
        {
            OnBeginning();
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
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The command ended while the user pressed Ctrl+C.
        }
    }

    /// <summary>What must be done on the pipeline thread, before any work.</summary>
    protected virtual void OnBeginning()
    {
    }

    /// <summary>Checks what a record brings, before any work: also what the work would not look at.</summary>
    protected virtual void CheckRecord()
    {
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
            stop.Dispose();
        }
    }

    private Task CheckAndProcessAsync(CancellationToken cancellationToken)
    {
        CheckRecord();
        return ProcessAsync(cancellationToken);
    }

    private void Run(Func<CancellationToken, Task> work, bool endsCommand)
    {
        using var pump = new PipelinePump(this, stop.Token);
        Streams = pump;
        ErrorRecord record;
        try
        {
            pump.Run(work);
            return;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
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
}
