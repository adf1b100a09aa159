using System.Diagnostics.CodeAnalysis;

namespace AksEgress.Simulator.World;

/// <summary>
/// The operations: those in progress, ordered by their end, and the most recently ended ones. Ended operations are kept for polling
/// up to <see cref="MaxEnded"/>, so that memory doesn't grow without limit.
/// </summary>
internal sealed class OperationTable
{
    /// <summary>The number of ended operations that are kept for polling.</summary>
    public const int MaxEnded = 10_000;

    /// <summary>The number of ended operations in a state file, so that sessions in other processes can still read their results.</summary>
    public const int MaxSaved = 100;

    private readonly Dictionary<Guid, Operation> _byId = [];
    private readonly Dictionary<string, Operation> _active = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Operation, (DateTimeOffset Due, long Order)> _queue = new();
    private readonly Queue<Guid> _ended = new();
    private long _order;

    /// <summary>The operations in progress, ordered by id.</summary>
    public IEnumerable<Operation> Running =>
        _byId.Values.Where(static operation => operation.Status == Operation.InProgress).OrderBy(static operation => operation.Id);

    /// <summary>The most recently ended operations, at most <see cref="MaxSaved"/>, the oldest first.</summary>
    public IEnumerable<Operation> RecentlyEnded => _ended.TakeLast(MaxSaved).Select(id => _byId[id]);

    /// <summary>The most recently added operation, or null.</summary>
    public Operation? Newest { get; private set; }

    /// <summary>The operations that started or ended since the set was last cleared.</summary>
    public HashSet<Operation> Touched { get; } = [];

    /// <summary>Adds an operation in progress.</summary>
    public void Add(Operation operation)
    {
        Newest = operation;
        Touched.Add(operation);
        _byId[operation.Id] = operation;
        _active[operation.LockKey] = operation;
        _queue.Enqueue(operation, (operation.Due, _order++));
    }

    /// <summary>Adds an operation that ended in another session.</summary>
    public void AddEnded(Operation operation)
    {
        _byId[operation.Id] = operation;
        Keep(operation.Id);
    }

    /// <summary>The operation with an id, or null.</summary>
    public Operation? Find(Guid id) => _byId.GetValueOrDefault(id);

    /// <summary>The operation under way that holds <paramref name="lockKey"/>, or null.</summary>
    public Operation? Active(string lockKey) => _active.GetValueOrDefault(lockKey);

    /// <summary>Removes and returns the next operation that is due, without those that ended early.</summary>
    public bool TryTakeDue(DateTimeOffset now, [NotNullWhen(true)] out Operation? operation)
    {
        while (_queue.TryPeek(out operation, out var priority) && priority.Due <= now)
        {
            _queue.Dequeue();
            if (operation.Status == Operation.InProgress)
            {
                return true;
            }
        }

        operation = null;
        return false;
    }

    /// <summary>Ends an operation with a status.</summary>
    public void End(Operation operation, string status, DateTimeOffset at)
    {
        operation.Status = status;
        operation.End = at;
        Touched.Add(operation);
        if (_active.TryGetValue(operation.LockKey, out var active) && ReferenceEquals(active, operation))
        {
            _active.Remove(operation.LockKey);
        }

        Keep(operation.Id);
    }

    private void Keep(Guid ended)
    {
        _ended.Enqueue(ended);
        if (_ended.Count > MaxEnded)
        {
            _byId.Remove(_ended.Dequeue());
        }
    }
}
