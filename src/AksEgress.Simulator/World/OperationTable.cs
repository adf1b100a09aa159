using System.Diagnostics.CodeAnalysis;

namespace AksEgress.Simulator.World;

/// <summary>
/// The operations: those under way in the order in which they end, and the last that ended. Ended ones are kept for pollers
/// up to <see cref="Kept"/>, so that a long run doesn't grow without limit.
/// </summary>
internal sealed class OperationTable
{
    /// <summary>How many ended operations can still be asked for.</summary>
    public const int Kept = 10_000;

    private readonly Dictionary<Guid, Operation> _byId = [];
    private readonly Dictionary<string, Operation> _active = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Operation, (DateTimeOffset Due, long Order)> _queue = new();
    private readonly Queue<Guid> _ended = new();
    private long _order;

    /// <summary>The operations under way, in the order of their ids.</summary>
    public IEnumerable<Operation> Running =>
        _byId.Values.Where(static operation => operation.Status == Operation.InProgress).OrderBy(static operation => operation.Id);

    /// <summary>The one that was added last, or null.</summary>
    public Operation? Newest { get; private set; }

    /// <summary>Those that began or ended since somebody looked last and cleared them.</summary>
    public HashSet<Operation> Touched { get; } = [];

    /// <summary>Adds an operation under way.</summary>
    public void Add(Operation operation)
    {
        Newest = operation;
        Touched.Add(operation);
        _byId[operation.Id] = operation;
        _active[operation.LockKey] = operation;
        _queue.Enqueue(operation, (operation.Due, _order++));
    }

    /// <summary>The operation with that id, or null.</summary>
    public Operation? Find(Guid id) => _byId.GetValueOrDefault(id);

    /// <summary>The operation under way that holds <paramref name="lockKey"/>, or null.</summary>
    public Operation? Active(string lockKey) => _active.GetValueOrDefault(lockKey);

    /// <summary>Takes out the next operation that is due; those that ended early are passed over.</summary>
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

        _ended.Enqueue(operation.Id);
        if (_ended.Count > Kept)
        {
            _byId.Remove(_ended.Dequeue());
        }
    }
}
