using System.Management.Automation;
using System.Runtime.ExceptionServices;
using StandIn.Sessions;

namespace StandIn.Pipelines;

/// <summary>A command downstream needs no more input; the commands before it end silently.</summary>
internal sealed class StopUpstreamException(Stage requester) : FlowControlException
{
    public Stage Requester { get; } = requester;
}

/// <summary>Runs connected commands, object by object, on the calling thread.</summary>
internal sealed class Pipeline
{
    private readonly Lock _gate = new();
    private readonly List<Stage> _stages;
    private ExceptionDispatchInfo? _failure;

    public Pipeline(Session session, List<Stage> stages, Action<object?> output, StreamTargets streams)
    {
        Session = session;
        _stages = stages;
        Output = output;
        Streams = streams;
        for (var i = 0; i < stages.Count; i++)
        {
            stages[i].Attach(this, i);
        }
    }

    public Session Session { get; }

    public Action<object?> Output { get; }

    public StreamTargets Streams { get; }

    public int Length => _stages.Count;

    /// <summary>The only command that can write now, on the pipeline's thread only.</summary>
    public Stage? Writer { get; set; }

    /// <summary>A command wrote an error and continued.</summary>
    public bool ReportedErrors { get; set; }

    public int OwnerThread { get; private set; }

    public bool Stopping
    {
        get
        {
            lock (_gate)
            {
                return _failure is not null;
            }
        }
    }

    public Stage? After(Stage stage) => stage.Index + 1 < _stages.Count ? _stages[stage.Index + 1] : null;

    public void Run(IEnumerable<object?>? input)
    {
        OwnerThread = Environment.CurrentManagedThreadId;
        Session.Enter(this);
        try
        {
            var resumeAfter = Guarded(() => StartAndFeed(input));
            for (var i = resumeAfter + 1; i < _stages.Count; i++)
            {
                var stage = _stages[i];
                resumeAfter = Guarded(stage.Complete);
                i = Math.Max(i, resumeAfter);
            }

            Failure()?.Throw();
        }
        catch (RuntimeException)
        {
            // The caller wants the first failure; the others follow from it.
            Failure()?.Throw();
            throw;
        }
        finally
        {
            Session.Leave(this);
            foreach (var stage in _stages)
            {
                stage.Dispose();
            }
        }
    }

    /// <summary>Called on another thread: notifies every command; all later writes are refused.</summary>
    public void Stop()
    {
        if (!Record(new PipelineStoppedException()))
        {
            return;
        }

        foreach (var stage in _stages)
        {
            try
            {
                stage.Stop();
            }
            catch (Exception)
            {
                // A failure to stop one command must not keep the others running.
            }
        }
    }

    /// <summary>Records the first failure; the commands are always unwound by a stopped pipeline.</summary>
    public Exception Fail(Exception failure)
    {
        Record(failure);
        return new PipelineStoppedException();
    }

    private bool Record(Exception failure)
    {
        lock (_gate)
        {
            if (_failure is not null)
            {
                return false;
            }

            _failure = ExceptionDispatchInfo.Capture(failure);
        }

        Streams.HadErrors |= failure is not (FlowControlException or PipelineStoppedException);
        return true;
    }

    private ExceptionDispatchInfo? Failure()
    {
        lock (_gate)
        {
            return _failure;
        }
    }

    // Returns the position of the command that needs no more input, or -1.
    private int Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (PipelineStoppedException) when (Failure()?.SourceException is StopUpstreamException)
        {
            // It is handled below.
        }

        lock (_gate)
        {
            if (_failure?.SourceException is StopUpstreamException enough)
            {
                _failure = null;
                return enough.Requester.Index;
            }
        }

        return -1;
    }

    private void StartAndFeed(IEnumerable<object?>? input)
    {
        for (var i = 0; i < _stages.Count; i++)
        {
            _stages[i].Prepare(inputExpected: i > 0 || input is not null);
        }

        foreach (var stage in _stages)
        {
            stage.EnsureBegun();
        }

        foreach (var item in input ?? [])
        {
            _stages[0].Process(item);
        }
    }
}
