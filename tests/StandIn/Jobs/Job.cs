namespace System.Management.Automation;

public abstract class Job : IDisposable
{
    private static int s_lastId;
    private readonly Lock _gate = new();
    private readonly ManualResetEvent _finished = new(false);
    private readonly List<Job> _children;
    private JobStateInfo _state = new(JobState.NotStarted);
    private string _name;
    private bool _disposed;

    protected Job(string? command, string? name)
        : this(command, name, [])
    {
    }

    protected Job(string? command, string? name, IList<Job> childJobs)
        : this(command, name, childJobs, Interlocked.Increment(ref s_lastId), Guid.NewGuid())
    {
    }

    private Job(string? command, string? name, IList<Job> childJobs, int id, Guid instanceId)
    {
        Command = command ?? string.Empty;
        Id = id;
        InstanceId = instanceId;
        _name = string.IsNullOrEmpty(name) ? $"Job{id}" : name;
        _children = [.. childJobs ?? []];
    }

    public event EventHandler<JobStateEventArgs>? StateChanged;

    public string Command { get; }

    public int Id { get; }

    public Guid InstanceId { get; }

    public string Name
    {
        get => _name;
        set => _name = value;
    }

    public string PSJobTypeName { get; protected internal set; } = string.Empty;

    public JobStateInfo JobStateInfo
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    public WaitHandle Finished => _finished;

    public IList<Job> ChildJobs => _children;

    public DateTime? PSBeginTime { get; protected set; }

    public DateTime? PSEndTime { get; protected set; }

    public abstract string StatusMessage { get; }

    public abstract bool HasMoreData { get; }

    public abstract string Location { get; }

    public PSDataCollection<PSObject> Output { get; set; } = [];

    public PSDataCollection<ErrorRecord> Error { get; set; } = [];

    public PSDataCollection<ProgressRecord> Progress { get; set; } = [];

    public PSDataCollection<VerboseRecord> Verbose { get; set; } = [];

    public PSDataCollection<DebugRecord> Debug { get; set; } = [];

    public PSDataCollection<WarningRecord> Warning { get; set; } = [];

    public PSDataCollection<InformationRecord> Information { get; set; } = [];

    internal bool IsFinished => IsFinal(JobStateInfo.State);

    public abstract void StopJob();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected void SetJobState(JobState jobState) => SetJobState(jobState, null);

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _disposed)
        {
            return;
        }

        _disposed = true;
        foreach (var stream in new IDisposable[] { Output, Error, Progress, Verbose, Debug, Warning, Information })
        {
            stream.Dispose();
        }

        _finished.Set();
    }

    internal void SetJobState(JobState jobState, Exception? reason)
    {
        JobStateInfo before;
        lock (_gate)
        {
            before = _state;
            // A finished job keeps its state.
            if (IsFinal(before.State) || before.State == jobState)
            {
                return;
            }

            _state = new JobStateInfo(jobState, reason);
            if (jobState == JobState.Running)
            {
                PSBeginTime ??= DateTime.Now;
            }
            else if (IsFinal(jobState))
            {
                PSEndTime = DateTime.Now;
            }
        }

        if (IsFinal(jobState))
        {
            foreach (var complete in new Action[]
            {
                Output.Complete, Error.Complete, Progress.Complete, Verbose.Complete, Debug.Complete, Warning.Complete, Information.Complete
            })
            {
                complete();
            }

            _finished.Set();
        }

        StateChanged?.Invoke(this, new JobStateEventArgs(JobStateInfo, before));
    }

    private static bool IsFinal(JobState state) => state is JobState.Completed or JobState.Failed or JobState.Stopped;
}
