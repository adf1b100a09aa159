using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using StandIn.Commands;
using StandIn.Objects;

namespace Microsoft.PowerShell.Commands;

[Cmdlet("Sort", "Object", DefaultParameterSetName = "Default")]
internal sealed class SortObjectCommand : PSCmdlet
{
    private readonly List<PSObject> _input = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public SwitchParameter Descending { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    [Parameter(ParameterSetName = "Default")]
    public SwitchParameter Stable { get; set; }

    [Parameter(ParameterSetName = "Top", Mandatory = true)]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; }

    [Parameter(ParameterSetName = "Bottom", Mandatory = true)]
    [ValidateRange(1, int.MaxValue)]
    public int Bottom { get; set; }

    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    [Parameter]
    public string? Culture { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not null)
        {
            _input.Add(InputObject);
        }
    }

    protected override void EndProcessing()
    {
        PropertySelector[]? selectors = Property is null ? null : Array.ConvertAll(Property, p => new PropertySelector(p));
        bool[] down = selectors is null ? [Descending] : Array.ConvertAll(selectors, s => s.Option("Descending") is { } d ? LanguagePrimitives.IsTrue(d) : s.Option("Ascending") is { } a ? !LanguagePrimitives.IsTrue(a) : Descending);
        List<(PSObject Item, object?[] Keys)> keyed = _input.ConvertAll(i => (i, selectors is null ? [i] : Array.ConvertAll(selectors, s => s.ValueOf(i))));
        var order = new KeyOrder(down, !CaseSensitive, string.IsNullOrEmpty(Culture) ? CultureInfo.CurrentCulture : CultureInfo.GetCultureInfo(Culture));
        IEnumerable<(PSObject Item, object?[] Keys)> sorted = keyed.Order(order);
        if (Unique)
        {
            var kept = new List<(PSObject Item, object?[] Keys)>();
            foreach ((PSObject Item, object?[] Keys) one in sorted)
            {
                if (kept.Count == 0 || order.Compare(kept[^1], one) != 0)
                {
                    kept.Add(one);
                }
            }

            sorted = kept;
        }

        PSObject[] result = [.. sorted.Select(s => s.Item)];
        result = Top > 0 ? result[..Math.Min(Top, result.Length)] : Bottom > 0 ? result[Math.Max(0, result.Length - Bottom)..] : result;
        foreach (PSObject item in result)
        {
            WriteObject(item);
        }
    }

    private sealed class KeyOrder(bool[] down, bool ignoreCase, CultureInfo culture) : IComparer<(PSObject Item, object?[] Keys)>
    {
        public int Compare((PSObject Item, object?[] Keys) x, (PSObject Item, object?[] Keys) y)
        {
            for (int i = 0; i < x.Keys.Length; i++)
            {
                int order = Compare(x.Keys[i], y.Keys[i]);
                if (order != 0)
                {
                    return down[Math.Min(i, down.Length - 1)] ? -order : order;
                }
            }

            return 0;
        }

        private int Compare(object? first, object? second)
        {
            try
            {
                return LanguagePrimitives.Compare(first, second, ignoreCase, culture);
            }
            catch (ArgumentException)
            {
                return string.Compare(ObjectText.Of(first), ObjectText.Of(second), culture, ignoreCase ? CompareOptions.IgnoreCase : CompareOptions.None);
            }
        }
    }
}

/// <summary>What Group-Object gives out.</summary>
public sealed class GroupInfo
{
    internal GroupInfo(object?[] values)
    {
        Values = new ArrayList(values);
        Name = string.Join(", ", values.Select(v => ObjectText.Of(v)));
    }

    public int Count => Group.Count;

    public Collection<PSObject> Group { get; } = [];

    public string Name { get; }

    public ArrayList Values { get; }
}

[Cmdlet("Group", "Object")]
internal sealed class GroupObjectCommand : PSCmdlet
{
    private readonly List<(object?[] Keys, GroupInfo Info)> _groups = [];
    private PropertySelector[] _selectors = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public SwitchParameter NoElement { get; set; }

    [Parameter]
    [Alias("AHT")]
    public SwitchParameter AsHashTable { get; set; }

    [Parameter]
    public SwitchParameter AsString { get; set; }

    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    protected override void BeginProcessing() => _selectors = Array.ConvertAll(Property ?? [], p => new PropertySelector(p));

    protected override void ProcessRecord()
    {
        if (InputObject is not { } input)
        {
            return;
        }

        object?[] keys = _selectors.Length == 0 ? [input] : Array.ConvertAll(_selectors, s => s.ValueOf(input));
        int at = _groups.FindIndex(g => g.Keys.Zip(keys).All(p => LanguagePrimitives.Equals(p.First, p.Second, !CaseSensitive)));
        if (at < 0)
        {
            at = _groups.Count;
            _groups.Add((keys, new GroupInfo(keys)));
        }

        _groups[at].Info.Group.Add(input);
    }

    protected override void EndProcessing()
    {
        IEnumerable<GroupInfo> groups = _groups.Select(g => g.Info).OrderBy(g => g.Values.Count == 1 ? g.Values[0] : g.Name, Comparer<object?>.Create((a, b) =>
        {
            try
            {
                return LanguagePrimitives.Compare(a, b, ignoreCase: true);
            }
            catch (ArgumentException)
            {
                return string.Compare(ObjectText.Of(a), ObjectText.Of(b), StringComparison.CurrentCultureIgnoreCase);
            }
        }));
        if (AsHashTable)
        {
            var table = new Hashtable(StringComparer.OrdinalIgnoreCase);
            foreach (GroupInfo group in groups)
            {
                table[AsString ? group.Name : PSObject.Unwrap(group.Values[0]) ?? string.Empty] = group.Group;
            }

            WriteObject(table);
            return;
        }

        WriteObject(groups, enumerateCollection: true);
    }
}
