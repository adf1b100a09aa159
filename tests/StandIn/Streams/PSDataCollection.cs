using System.Collections;
using System.Collections.ObjectModel;

namespace System.Management.Automation;

public sealed class DataAddedEventArgs : EventArgs
{
    internal DataAddedEventArgs(Guid instanceId, int index)
    {
        PowerShellInstanceId = instanceId;
        Index = index;
    }

    public int Index { get; }

    public Guid PowerShellInstanceId { get; }
}

public sealed class DataAddingEventArgs : EventArgs
{
    internal DataAddingEventArgs(Guid instanceId, object? item)
    {
        PowerShellInstanceId = instanceId;
        ItemAdded = item;
    }

    public object? ItemAdded { get; }

    public Guid PowerShellInstanceId { get; }
}

/// <summary>A list that one thread fills while others read; reading waits for more until it is completed.</summary>
public class PSDataCollection<T> : IList<T>, IList, IDisposable
{
    private readonly object _gate = new();
    private readonly List<T> _items;
    private bool _open = true;
    private bool _blocking;

    public PSDataCollection() => _items = [];

    public PSDataCollection(IEnumerable<T> items)
    {
        _items = new List<T>(items ?? throw new PSArgumentNullException(nameof(items)));
        Complete();
    }

    public PSDataCollection(int capacity) => _items = new List<T>(capacity);

    public event EventHandler<DataAddingEventArgs>? DataAdding;

    public event EventHandler<DataAddedEventArgs>? DataAdded;

    public event EventHandler? Completed;

    public bool BlockingEnumerator
    {
        get => _blocking;
        set => _blocking = value;
    }

    public bool EnumeratorNeverBlocks { get; set; }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _items.Count;
            }
        }
    }

    public bool IsReadOnly => false;

    bool IList.IsFixedSize => false;

    bool ICollection.IsSynchronized => true;

    object ICollection.SyncRoot => _gate;

    internal Guid SourceId { get; set; }

    public T this[int index]
    {
        get
        {
            lock (_gate)
            {
                return _items[index];
            }
        }

        set
        {
            lock (_gate)
            {
                _items[index] = value;
            }
        }
    }

    object? IList.this[int index]
    {
        get => this[index];
        set => this[index] = Cast(value);
    }

    public void Add(T item) => InsertItem(SourceId, int.MaxValue, item);

    public void Insert(int index, T item) => InsertItem(SourceId, index, item);

    public void Complete()
    {
        lock (_gate)
        {
            if (!_open)
            {
                return;
            }

            _open = false;
            Monitor.PulseAll(_gate);
        }

        Completed?.Invoke(this, EventArgs.Empty);
    }

    public void Clear()
    {
        lock (_gate)
        {
            _items.Clear();
        }
    }

    public bool Contains(T item)
    {
        lock (_gate)
        {
            return _items.Contains(item);
        }
    }

    public int IndexOf(T item)
    {
        lock (_gate)
        {
            return _items.IndexOf(item);
        }
    }

    public void CopyTo(T[] array, int arrayIndex)
    {
        lock (_gate)
        {
            _items.CopyTo(array, arrayIndex);
        }
    }

    public bool Remove(T item)
    {
        lock (_gate)
        {
            return _items.Remove(item);
        }
    }

    public void RemoveAt(int index)
    {
        lock (_gate)
        {
            _items.RemoveAt(index);
        }
    }

    public Collection<T> ReadAll()
    {
        lock (_gate)
        {
            var all = new Collection<T>(new List<T>(_items));
            _items.Clear();
            return all;
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (int index = 0; TryGet(index, out T? item); index++)
        {
            yield return item!;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    int IList.Add(object? value)
    {
        Add(Cast(value));
        return Count - 1;
    }

    bool IList.Contains(object? value) => value is T item && Contains(item);

    int IList.IndexOf(object? value) => value is T item ? IndexOf(item) : -1;

    void IList.Insert(int index, object? value) => Insert(index, Cast(value));

    void IList.Remove(object? value)
    {
        if (value is T item)
        {
            Remove(item);
        }
    }

    void ICollection.CopyTo(Array array, int index)
    {
        lock (_gate)
        {
            ((ICollection)_items).CopyTo(array, index);
        }
    }

    public void Dispose()
    {
        Complete();
        Clear();
        GC.SuppressFinalize(this);
    }

    protected virtual void InsertItem(Guid psInstanceId, int index, T item)
    {
        lock (_gate)
        {
            if (!_open)
            {
                throw new PSInvalidOperationException("Objects cannot be added to a closed buffer. Make sure the buffer is open for Add and Insert operations to succeed.");
            }
        }

        DataAdding?.Invoke(this, new DataAddingEventArgs(psInstanceId, item));
        int at;
        lock (_gate)
        {
            at = Math.Min(index, _items.Count);
            _items.Insert(at, item);
            Monitor.PulseAll(_gate);
        }

        DataAdded?.Invoke(this, new DataAddedEventArgs(psInstanceId, at));
    }

    private static T Cast(object? value) => (T)LanguagePrimitives.ConvertTo(value, typeof(T))!;

    private bool TryGet(int index, out T? item)
    {
        lock (_gate)
        {
            while (index >= _items.Count)
            {
                if (!_open || EnumeratorNeverBlocks || !_blocking)
                {
                    item = default;
                    return false;
                }

                Monitor.Wait(_gate);
            }

            item = _items[index];
            return true;
        }
    }
}
