using System.Collections;
using System.Collections.Concurrent;
using AksEgress.Core.Operations;
using AksEgress.Core.OutboundTypes;

namespace AksEgress.PowerShell.Sessions;

/// <summary>
/// The operations that a runspace has begun, the oldest first, and the change records of those whose successful end was not seen. Jobs add to
/// it while the pipeline reads it.
/// </summary>
internal sealed class OperationList : IOperationLog, IReadOnlyCollection<EgressOperation>
{
    private readonly object gate = new();
    private readonly List<EgressOperation> operations = [];

    // What stood in Unfinished before a change was sent: it returns when ARM refuses the change.
    private readonly Dictionary<EgressOperation, string> earlier = new(ReferenceEqualityComparer.Instance);

    /// <summary>The change records whose successful end was not seen, by cluster: the same command resumes its own.</summary>
    private ConcurrentDictionary<string, string> Unfinished { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return operations.Count;
            }
        }
    }

    /// <inheritdoc/>
    public void Add(EgressOperation operation)
    {
        lock (gate)
        {
            operations.Add(operation);
            if (operation.Record is { } record)
            {
                if (Unfinished.TryGetValue(operation.ResourceId, out var previous))
                {
                    earlier[operation] = previous;
                }

                Unfinished[operation.ResourceId] = record;
            }
        }
    }

    /// <inheritdoc/>
    public void Replace(EgressOperation sent, EgressOperation accepted)
    {
        lock (gate)
        {
            earlier.Remove(sent);
            if (IndexOf(sent) is >= 0 and var at)
            {
                operations[at] = accepted;
            }
        }
    }

    /// <inheritdoc/>
    public void Remove(EgressOperation sent)
    {
        lock (gate)
        {
            if (IndexOf(sent) is >= 0 and var at)
            {
                operations.RemoveAt(at);
            }

            if (earlier.Remove(sent, out var previous))
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
    public string? FindRecord(string resourceId) => Unfinished.GetValueOrDefault(resourceId);

    /// <inheritdoc/>
    public void KeepRecord(string resourceId, string record) => Unfinished[resourceId] = record;

    /// <inheritdoc/>
    public void ForgetRecord(string resourceId, string record) => Unfinished.TryRemove(KeyValuePair.Create(resourceId, record));

    /// <inheritdoc/>
    public IEnumerator<EgressOperation> GetEnumerator()
    {
        lock (gate)
        {
            return ((IEnumerable<EgressOperation>)operations.ToArray()).GetEnumerator();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(EgressOperation operation) => operations.FindIndex(one => ReferenceEquals(one, operation));
}
