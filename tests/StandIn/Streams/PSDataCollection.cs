using System.Collections;
using System.Collections.ObjectModel;

namespace System.Management.Automation;

public sealed class DataAddedEventArgs : EventArgs
{
    internal DataAddedEventArgs(int index) => Index = index;

    public int Index { get; }
}

/// <summary>A list that one thread fills while others read; reading waits for more until it is completed.</summary>
public class PSDataCollection<T> : IList<T>, IList, IDisposable
{
    private readonly object _gate = new();
    private readonly List<T> _items;
    private bool _open = true;

    public PSDataCollection() => _items = [];

    public PSDataCollection(IEnumerable<T> items)
    {
        _items = new List<T>(items ?? throw new ArgumentNullException(nameof(items)));
        Complete();
    }

    public PSDataCollection(int capacity) => _items = new List<T>(capacity);

    public event EventHandler<DataAddedEventArgs>? DataAdded;

    public event EventHandler? Completed;

    public bool BlockingEnumerator { get; set; }

    public int Count => Locked(items => items.Count);

    public bool IsReadOnly => false;

    bool IList.IsFixedSize => false;

    bool ICollection.IsSynchronized => true;

    object ICollection.SyncRoot => _gate;

    public T this[int index]
    {
        get => Locked(items => items[index]);
        set => Locked(items => items[index] = value);
    }

    object? IList.this[int index]
    {
        get => this[index];
        set => this[index] = Cast(value);
    }

    public void Add(T item) => Insert(int.MaxValue, item);

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

    public void Clear() => Locked(items => items.RemoveAll(_ => true));

    public bool Contains(T item) => Locked(items => items.Contains(item));

    public int IndexOf(T item) => Locked(items => items.IndexOf(item));

    public void CopyTo(T[] array, int arrayIndex) => ((ICollection)this).CopyTo(array, arrayIndex);

    public bool Remove(T item) => Locked(items => items.Remove(item));

    public void RemoveAt(int index)
    {
        lock (_gate)
        {
            _items.RemoveAt(index);
        }
    }

    public Collection<T> ReadAll() => Locked(items =>
    {
        var all = new Collection<T>(new List<T>(items));
        items.Clear();
        return all;
    });

    public IEnumerator<T> GetEnumerator()
    {
        for (var index = 0; TryGet(index, out var item); index++)
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

    void IList.Remove(object? value) => _ = value is T item && Remove(item);

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

    public void Insert(int index, T item)
    {
        int at;
        lock (_gate)
        {
            if (!_open)
            {
                throw new PSInvalidOperationException(
                    "Objects cannot be added to a closed buffer. Make sure the buffer is open for Add and Insert operations to succeed.");
            }

            at = Math.Min(index, _items.Count);
            _items.Insert(at, item);
            Monitor.PulseAll(_gate);
        }

        DataAdded?.Invoke(this, new DataAddedEventArgs(at));
    }

    private static T Cast(object? value) => (T)LanguagePrimitives.ConvertTo(value, typeof(T))!;

    private TResult Locked<TResult>(Func<List<T>, TResult> use)
    {
        lock (_gate)
        {
            return use(_items);
        }
    }

    private bool TryGet(int index, out T? item)
    {
        lock (_gate)
        {
            while (index >= _items.Count)
            {
                if (!_open || !BlockingEnumerator)
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
