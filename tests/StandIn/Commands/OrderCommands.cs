using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using StandIn.Commands;
using StandIn.Objects;

namespace Microsoft.PowerShell.Commands;

[Cmdlet("Sort", "Object")]
internal sealed class SortObjectCommand : PSCmdlet
{
    private readonly List<PSObject> _input = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not null)
        {
            _input.Add(InputObject);
        }
    }

    protected override void EndProcessing()
    {
        var selectors = Property is null ? null : Array.ConvertAll(Property, p => new PropertySelector(p));
        List<(PSObject Item, object?[] Keys)> keyed = _input.ConvertAll(i =>
            (i, selectors is null ? [i] : Array.ConvertAll(selectors, s => s.ValueOf(i))));
        var order = new KeyOrder();
        IEnumerable<(PSObject Item, object?[] Keys)> sorted = keyed.Order(order);
        if (Unique)
        {
            var kept = new List<(PSObject Item, object?[] Keys)>();
            foreach (var one in sorted)
            {
                if (kept.Count == 0 || order.Compare(kept[^1], one) != 0)
                {
                    kept.Add(one);
                }
            }

            sorted = kept;
        }

        WriteObject(sorted.Select(s => s.Item), enumerateCollection: true);
    }

    private sealed class KeyOrder : IComparer<(PSObject Item, object?[] Keys)>
    {
        public int Compare((PSObject Item, object?[] Keys) x, (PSObject Item, object?[] Keys) y)
        {
            for (var i = 0; i < x.Keys.Length; i++)
            {
                var order = Compare(x.Keys[i], y.Keys[i]);
                if (order != 0)
                {
                    return order;
                }
            }

            return 0;
        }

        private int Compare(object? first, object? second)
        {
            try
            {
                return LanguagePrimitives.Compare(first, second, ignoreCase: true, CultureInfo.CurrentCulture);
            }
            catch (ArgumentException)
            {
                return string.Compare(ObjectText.Of(first), ObjectText.Of(second), StringComparison.CurrentCultureIgnoreCase);
            }
        }
    }
}

/// <summary>The output of Group-Object.</summary>
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

    protected override void BeginProcessing() => _selectors = Array.ConvertAll(Property ?? [], p => new PropertySelector(p));

    protected override void ProcessRecord()
    {
        if (InputObject is not { } input)
        {
            return;
        }

        var keys = _selectors.Length == 0 ? [input] : Array.ConvertAll(_selectors, s => s.ValueOf(input));
        var at = _groups.FindIndex(g => g.Keys.Zip(keys).All(p => LanguagePrimitives.Equals(p.First, p.Second, ignoreCase: true)));
        if (at < 0)
        {
            at = _groups.Count;
            _groups.Add((keys, new GroupInfo(keys)));
        }

        _groups[at].Info.Group.Add(input);
    }

    protected override void EndProcessing()
    {
        IEnumerable<GroupInfo> groups = _groups
            .Select(g => g.Info)
            .OrderBy(g => g.Values.Count == 1 ? g.Values[0] : g.Name, Comparer<object?>.Create((a, b) =>
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
        WriteObject(groups, enumerateCollection: true);
    }
}
