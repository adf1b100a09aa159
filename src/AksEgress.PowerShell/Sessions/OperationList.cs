using System.Collections;
using System.Collections.Concurrent;
using AksEgress.Core.Operations;

namespace AksEgress.PowerShell.Sessions;

/// <summary>
/// The operations that a runspace has started, oldest first, and the change records of those without a confirmed successful end.
/// Jobs add to the list while the pipeline reads it.
/// </summary>
internal sealed class OperationList : IOperationLog, IReadOnlyCollection<EgressOperation>
{
    private readonly object _gate = new();
    private readonly List<EgressOperation> _operations = [];

    // The previous value in Unfinished, which is restored if ARM refuses the change.
    private readonly Dictionary<EgressOperation, string> _earlier = new(ReferenceEqualityComparer.Instance);

    /// <summary>The change records without a confirmed successful end, by cluster. The same command resumes its own change.</summary>
    private ConcurrentDictionary<string, string> Unfinished { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _operations.Count;
            }
        }
    }

    /// <inheritdoc/>
    public void Add(EgressOperation operation)
    {
        lock (_gate)
        {
            _operations.Add(operation);
            if (operation.Record is { } record)
            {
                if (Unfinished.TryGetValue(operation.ResourceId, out var previous))
                {
                    _earlier[operation] = previous;
                }

                Unfinished[operation.ResourceId] = record;
            }
        }
    }

    /// <inheritdoc/>
    public void Replace(EgressOperation sent, EgressOperation accepted)
    {
        lock (_gate)
        {
            _earlier.Remove(sent);
            if (IndexOf(sent) is >= 0 and var at)
            {
                _operations[at] = accepted;
            }
        }
    }

    /// <inheritdoc/>
    public void Remove(EgressOperation sent)
    {
        lock (_gate)
        {
            if (IndexOf(sent) is >= 0 and var at)
            {
                _operations.RemoveAt(at);
            }

            if (_earlier.Remove(sent, out var previous))
            {
                Unfinished[sent.ResourceId] = previous;
            }
            else if (sent.Record is { } record)
            {
                Unfinished.TryRemove(KeyValuePair.Create(sent.ResourceId, record));
            }
        }
    }

    /// <inheritdoc/>
    public void UpdateRecord(string resourceId, DateTimeOffset startedAt, string record)
    {
        lock (_gate)
        {
            for (var at = 0; at < _operations.Count; at++)
            {
                if (IsOf(_operations[at], resourceId, startedAt))
                {
                    _operations[at] = _operations[at] with { Record = record };
                }
            }
        }
    }

    /// <summary>
    /// Returns the operation with the change record that this runspace has for it. An operation from elsewhere, or one without a
    /// record, is returned unchanged.
    /// </summary>
    public EgressOperation Updated(EgressOperation operation)
    {
        lock (_gate)
        {
            return operation is { Record: not null, StartedAt: { } startedAt }
                && _operations.FindLast(one => IsOf(one, operation.ResourceId, startedAt)) is { } known
                    ? operation with { Record = known.Record }
                    : operation;
        }
    }

    /// <inheritdoc/>
    public string? FindRecord(string resourceId) => Unfinished.GetValueOrDefault(resourceId);

    /// <inheritdoc/>
    public void KeepRecord(string resourceId, string record) => Unfinished[resourceId] = record;

    /// <inheritdoc/>
    public void ForgetRecord(string resourceId, string record) => Unfinished.TryRemove(KeyValuePair.Create(resourceId, record));

    /// <inheritdoc/>
    public IEnumerator<EgressOperation> GetEnumerator()
    {
        lock (_gate)
        {
            return ((IEnumerable<EgressOperation>)_operations.ToArray()).GetEnumerator();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool IsOf(EgressOperation operation, string resourceId, DateTimeOffset startedAt) =>
        operation.Record is not null && operation.StartedAt == startedAt
            && operation.ResourceId.Equals(resourceId, StringComparison.OrdinalIgnoreCase);

    private int IndexOf(EgressOperation operation) => _operations.FindIndex(one => ReferenceEquals(one, operation));
}
