namespace System.Management.Automation;

public enum JobState
{
    NotStarted = 0,
    Running = 1,
    Completed = 2,
    Failed = 3,
    Stopped = 4,
    Blocked = 5,
    Suspended = 6,
    Disconnected = 7,
    Suspending = 8,
    Stopping = 9,
    AtBreakpoint = 10,
}

public sealed class JobStateInfo
{
    public JobStateInfo(JobState state)
        : this(state, null)
    {
    }

    public JobStateInfo(JobState state, Exception? reason)
    {
        State = state;
        Reason = reason;
    }

    public JobState State { get; }

    public Exception? Reason { get; }

    public override string ToString() => State.ToString();
}

public sealed class JobStateEventArgs : EventArgs
{
    public JobStateEventArgs(JobStateInfo jobStateInfo, JobStateInfo? previousJobStateInfo)
    {
        JobStateInfo = jobStateInfo ?? throw new ArgumentNullException(nameof(jobStateInfo));
        PreviousJobStateInfo = previousJobStateInfo;
    }

    public JobStateInfo JobStateInfo { get; }

    public JobStateInfo? PreviousJobStateInfo { get; }
}

public abstract class Repository<T>
    where T : class
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, T> _items = [];

    protected Repository(string identifier) => Identifier = identifier;

    internal string Identifier { get; }

    public void Add(T item)
    {
        ArgumentNullException.ThrowIfNull(item);
        lock (_gate)
        {
            if (!_items.TryAdd(GetKey(item), item))
            {
                throw new ArgumentException($"The repository '{Identifier}' already contains the item.", nameof(item));
            }
        }
    }

    public void Remove(T item)
    {
        ArgumentNullException.ThrowIfNull(item);
        lock (_gate)
        {
            if (!_items.Remove(GetKey(item)))
            {
                throw new ArgumentException($"The repository '{Identifier}' does not contain the item.", nameof(item));
            }
        }
    }

    public List<T> GetItems()
    {
        lock (_gate)
        {
            return [.. _items.Values];
        }
    }

    protected virtual Guid GetKey(T item) => Guid.Empty;
}

public class JobRepository : Repository<Job>
{
    internal JobRepository()
        : base("job")
    {
    }

    public List<Job> Jobs => [.. GetItems().OrderBy(j => j.Id)];

    protected override Guid GetKey(Job item) => (item ?? throw new ArgumentNullException(nameof(item))).InstanceId;
}
