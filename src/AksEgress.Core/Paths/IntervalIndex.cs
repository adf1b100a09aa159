namespace AksEgress.Core.Paths;

/// <summary>Finds the intervals that contain an address. It's built once; a lookup is a binary search.</summary>
internal sealed class IntervalIndex
{
    private static readonly int[] s_none = [];
    private readonly UInt128[] _starts;
    private readonly int[][] _items;

    /// <summary>Builds the index.</summary>
    /// <param name="items">Intervals, with the number that a lookup returns. Numbers are ascending in results.</param>
    public IntervalIndex(IEnumerable<(AddressInterval Interval, int Number)> items)
    {
        var all = items.ToList();
        var events = new SortedDictionary<UInt128, List<(int Number, bool Begins)>>();
        foreach (var (interval, number) in all)
        {
            At(interval.First).Add((number, true));
            if (interval.Last != UInt128.MaxValue)
            {
                At(interval.Last + 1).Add((number, false));
            }
        }

        var active = new SortedDictionary<int, int>();
        _starts = new UInt128[events.Count];
        _items = new int[events.Count][];
        var position = 0;
        foreach (var (start, changes) in events)
        {
            foreach (var (number, begins) in changes)
            {
                // One rule can name overlapping ranges.
                var count = active.GetValueOrDefault(number) + (begins ? 1 : -1);
                if (count == 0)
                {
                    active.Remove(number);
                }
                else
                {
                    active[number] = count;
                }
            }

            _starts[position] = start;
            _items[position++] = active.Count == 0 ? s_none : [.. active.Keys];
        }

        List<(int Number, bool Begins)> At(UInt128 position)
        {
            if (!events.TryGetValue(position, out var list))
            {
                events[position] = list = [];
            }

            return list;
        }
    }

    /// <summary>The numbers of the intervals with an address, ascending.</summary>
    public ReadOnlySpan<int> Find(UInt128 address)
    {
        var index = Array.BinarySearch(_starts, address);
        index = index >= 0 ? index : ~index - 1;
        return index < 0 ? s_none : _items[index];
    }
}
