using System.Management.Automation;
using AksEgress.PowerShell.Errors;
using AksEgress.PowerShell.Sessions;
using AksEgress.PowerShell.Streams;

namespace AksEgress.PowerShell.Jobs;

/// <summary>A command's work as a job: Get-Job, Receive-Job, Wait-Job and Stop-Job work on it as on any other.</summary>
/// <remarks>
/// It holds the connection that it began with until it ends, so that Disconnect-AksEgress does not break it off half-way.
/// </remarks>
internal sealed class CommandJob : Job, ICommandStreams
{
    private const string StoppedText =
        "Stopped. Nothing new is sent; what was sent goes on in Azure. Get-AksEgressOperation lists changes of outbound types and commands "
        + "in clusters; of anything else the resource's ProvisioningState tells.";
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _stop = new();
    private readonly OpenActivities _activities = new();
    private readonly object? _target;
    private readonly IDisposable? _connection;
    private Task _running = Task.CompletedTask;
    private int _ended;
    private volatile string _status = string.Empty;

    /// <summary>Names the job.</summary>
    /// <param name="session">The connection that it works over.</param>
    /// <param name="command">The command line that it stands for.</param>
    /// <param name="name">The job's name.</param>
    /// <param name="target">What an error is about.</param>
    public CommandJob(EgressSession session, string command, string name, object? target)
        : base(command, name)
    {
        _target = target;
        _connection = session.Hold();
        PSJobTypeName = "AksEgressJob";
    }

    public override bool HasMoreData => Output.Count + Error.Count + Warning.Count + Verbose.Count + Information.Count > 0;

    public override string Location => "localhost";

    /// <summary>What the work is at, as its progress tells it; why it ended, afterwards.</summary>
    public override string StatusMessage => _status;

    /// <summary>Starts the work off the pipeline thread.</summary>
    public void Start(Func<ICommandStreams, CancellationToken, Task> work)
    {
        SetJobState(JobState.Running);
        _running = Task.Run(async () =>
        {
            try
            {
                await work(this, _stop.Token).ConfigureAwait(false);
                End(JobState.Completed, string.Empty);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                Add(Warning, new WarningRecord(StoppedText));
                End(JobState.Stopped, StoppedText);
            }
            catch (Exception e)
            {
                var record = ErrorMapper.TryMap(e, _target, out var mapped)
                    ? mapped
                    : new ErrorRecord(e, "JobFailed", ErrorCategory.InvalidResult, _target);
                Add(Error, record);
                End(JobState.Failed, record.ToString());
            }
        });
    }

    /// <summary>Stops the waiting, and returns when it has ended. What was sent goes on in Azure.</summary>
    public override void StopJob()
    {
        if (Volatile.Read(ref _ended) != 0)
        {
            return;
        }

        _stop.Cancel();
        if (Volatile.Read(ref _ended) == 0 && !((IAsyncResult)_running).AsyncWaitHandle.WaitOne(s_grace))
        {
            // What cannot stop is not waited for; it writes nothing any more.
            End(JobState.Stopped, StoppedText);
        }
    }

    void ICommandStreams.Result(object value) => Add(Output, PSObject.AsPSObject(value));

    void ICommandStreams.Error(ErrorRecord record) => Add(Error, record);

    void ICommandStreams.Warning(string text) => Add(Warning, new WarningRecord(text));

    void ICommandStreams.Verbose(string text) => Add(Verbose, new VerboseRecord(text));

    void ICommandStreams.Progress(ProgressRecord record)
    {
        _activities.Note(record);
        _status = $"{record.Activity}: {record.StatusDescription}";
        Add(Progress, record);
    }

    void ICommandStreams.Job(Job job) => Add(Output, PSObject.AsPSObject(job));

    // A job has nobody to ask; what may be asked is asked before it starts.
    Task<bool> ICommandStreams.ShouldProcessAsync(string description, string question, string caption) => Task.FromResult(true);

    Task<bool> ICommandStreams.ShouldContinueAsync(string question, string caption) => Task.FromResult(false);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            StopJob();
        }

        base.Dispose(disposing);
    }

    // A job that was removed has no streams any more; what comes late is lost with it.
    private static void Add<T>(PSDataCollection<T> stream, T record)
    {
        try
        {
            stream.Add(record);
        }
        catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    // Receive-Job -Wait -AutoRemoveJob disposes of the job in the very event that tells of its end: waiting for the work there would wait
    // for itself.
    private void End(JobState state, string message)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return;
        }

        foreach (var end in _activities.Close())
        {
            Add(Progress, end);
        }

        _status = message;
        _connection?.Dispose();
        SetJobState(state);
    }
}
