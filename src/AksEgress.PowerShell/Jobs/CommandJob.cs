using System.Management.Automation;
using AksEgress.PowerShell.Errors;
using AksEgress.PowerShell.Sessions;
using AksEgress.PowerShell.Streams;

namespace AksEgress.PowerShell.Jobs;

/// <summary>Runs a command's work as a background job for Get-Job, Receive-Job, Wait-Job, and Stop-Job.</summary>
/// <remarks>The job holds its connection until it ends, so that Disconnect-AksEgress doesn't interrupt it.</remarks>
internal sealed class CommandJob : Job, ICommandStreams
{
    private const string StoppedText =
        "The job was stopped. Operations that were already submitted continue in Azure. To see changes of outbound types and commands in "
        + "clusters, use Get-AksEgressOperation. For other changes, see the ProvisioningState of the resource.";
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _stop = new();
    private readonly OpenActivities _activities = new();
    private readonly object? _target;
    private readonly IDisposable? _connection;
    private Task _running = Task.CompletedTask;
    private int _ended;
    private volatile string _status = string.Empty;

    /// <summary>Creates the job.</summary>
    /// <param name="session">The connection that the job uses.</param>
    /// <param name="command">The command line of the job.</param>
    /// <param name="name">The job's name.</param>
    /// <param name="target">The target of an error.</param>
    public CommandJob(EgressSession session, string command, string name, object? target)
        : base(command, name)
    {
        _target = target;
        _connection = session.KeepOpen();
        PSJobTypeName = "AksEgressJob";
    }

    public override bool HasMoreData => Output.Count + Error.Count + Warning.Count + Verbose.Count + Information.Count > 0;

    public override string Location => "localhost";

    /// <summary>The current progress of the work, or the reason why it ended.</summary>
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

    /// <summary>Stops waiting, and returns when the work has ended. Operations that were already submitted continue in Azure.</summary>
    public override void StopJob()
    {
        if (Volatile.Read(ref _ended) != 0)
        {
            return;
        }

        _stop.Cancel();
        if (Volatile.Read(ref _ended) == 0 && !((IAsyncResult)_running).AsyncWaitHandle.WaitOne(s_grace))
        {
            // The job doesn't wait for work that can't stop. Such work can't write to the job's streams any more.
            End(JobState.Stopped, StoppedText);
        }
    }

    void ICommandStreams.Result(object value) => Add(Output, PSObject.AsPSObject(value));

    void ICommandStreams.Error(ErrorRecord record) => Add(Error, record);

    void ICommandStreams.Warning(string text) => Add(Warning, new WarningRecord(text));

    void ICommandStreams.Verbose(string text) => Add(Verbose, new VerboseRecord(text));

    void ICommandStreams.Progress(ProgressRecord record)
    {
        _activities.Record(record);
        _status = $"{record.Activity}: {record.StatusDescription}";
        Add(Progress, record);
    }

    void ICommandStreams.Job(Job job) => Add(Output, PSObject.AsPSObject(job));

    // A job can't show a prompt; the cmdlet shows all prompts before it starts the job.
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

    // A removed job has no streams, so late records are discarded.
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

    // Receive-Job -Wait -AutoRemoveJob disposes of the job in the event that reports its end. Waiting for the work there would
    // deadlock.
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
