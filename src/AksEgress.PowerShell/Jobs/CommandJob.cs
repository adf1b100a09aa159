using System.Management.Automation;
using AksEgress.PowerShell.Engine;
using AksEgress.PowerShell.Errors;

namespace AksEgress.PowerShell.Jobs;

/// <summary>A command's work as a job: Get-Job, Receive-Job, Wait-Job and Stop-Job work on it as on any other.</summary>
internal sealed class CommandJob : Job, ICommandStreams
{
    private readonly CancellationTokenSource stop = new();
    private readonly object? target;
    private Task running = Task.CompletedTask;
    private volatile bool ended;

    /// <summary>Names the job.</summary>
    /// <param name="command">The command line that it stands for.</param>
    /// <param name="name">The job's name.</param>
    /// <param name="target">What an error is about.</param>
    public CommandJob(string command, string name, object? target)
        : base(command, name)
    {
        this.target = target;
        PSJobTypeName = "AksEgressJob";
    }

    public override bool HasMoreData => Output.Count + Error.Count + Warning.Count + Verbose.Count > 0;

    public override string Location => "localhost";

    public override string StatusMessage => string.Empty;

    /// <summary>Starts the work off the pipeline thread.</summary>
    public void Start(Func<ICommandStreams, CancellationToken, Task> work)
    {
        SetJobState(JobState.Running);
        running = Task.Run(async () =>
        {
            try
            {
                await work(this, stop.Token).ConfigureAwait(false);
                End(JobState.Completed);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                End(JobState.Stopped);
            }
            catch (Exception e)
            {
                Error.Add(ErrorMapper.TryMap(e, target, out var record) ? record : new ErrorRecord(e, "JobFailed", ErrorCategory.InvalidResult, target));
                End(JobState.Failed);
            }
        });
    }

    public override void StopJob()
    {
        stop.Cancel();
        if (!ended)
        {
            ((IAsyncResult)running).AsyncWaitHandle.WaitOne();
        }
    }

    // Receive-Job -Wait -AutoRemoveJob disposes of the job in the very event that tells of its end: waiting for the work there would wait for itself.
    private void End(JobState state)
    {
        ended = true;
        SetJobState(state);
    }

    void ICommandStreams.Result(object value) => Output.Add(PSObject.AsPSObject(value));

    void ICommandStreams.Error(ErrorRecord record) => Error.Add(record);

    void ICommandStreams.Warning(string text) => Warning.Add(new WarningRecord(text));

    void ICommandStreams.Verbose(string text) => Verbose.Add(new VerboseRecord(text));

    void ICommandStreams.Progress(ProgressRecord record) => Progress.Add(record);

    void ICommandStreams.Job(Job job) => Output.Add(PSObject.AsPSObject(job));

    // A job has nobody to ask; what may be asked is asked before it starts.
    Task<bool> ICommandStreams.ShouldProcessAsync(string description, string question, string caption) => Task.FromResult(true);

    Task<bool> ICommandStreams.ShouldContinueAsync(string question, string caption) => Task.FromResult(false);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            StopJob();
            stop.Dispose();
        }

        base.Dispose(disposing);
    }
}
