using System.Management.Automation;
using StandIn.Commands;
using StandIn.Conversion;
using StandIn.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>What Measure-Object gives out.</summary>
public sealed class GenericMeasureInfo
{
    internal GenericMeasureInfo(int count, double? average, double? sum, object? maximum, object? minimum, string? property)
    {
        Count = count;
        Average = average;
        Sum = sum;
        Maximum = maximum;
        Minimum = minimum;
        Property = property;
    }

    public int Count { get; }

    public double? Average { get; }

    public double? Sum { get; }

    public object? Maximum { get; }

    public object? Minimum { get; }

    public double? StandardDeviation => null;

    public string? Property { get; }
}

[Cmdlet("Measure", "Object")]
internal sealed class MeasureObjectCommand : PSCmdlet
{
    private readonly List<object?> _values = [];
    private PropertySelector? _selector;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object? Property { get; set; }

    [Parameter]
    public SwitchParameter Sum { get; set; }

    [Parameter]
    public SwitchParameter Average { get; set; }

    [Parameter]
    public SwitchParameter Maximum { get; set; }

    [Parameter]
    public SwitchParameter Minimum { get; set; }

    protected override void BeginProcessing() => _selector = Property is null ? null : new PropertySelector(Property);

    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        if (_selector is null)
        {
            _values.Add(InputObject);
        }
        else if (_selector.Of(InputObject).FirstOrDefault() is { Found: true, Value: { } value })
        {
            _values.Add(value);
        }
    }

    protected override void EndProcessing()
    {
        double? sum = Sum || Average ? _values.Sum(v => LanguagePrimitives.ConvertTo<double>(v)) : null;
        WriteObject(new GenericMeasureInfo(
            _values.Count,
            Average && _values.Count > 0 ? sum / _values.Count : null,
            Sum ? sum : null,
            Maximum ? Extreme(1) : null,
            Minimum ? Extreme(-1) : null,
            _selector?.DisplayName));
    }

    private object? Extreme(int sign)
    {
        object? best = null;
        foreach (object? value in _values)
        {
            if (best is null || LanguagePrimitives.Compare(value, best, ignoreCase: true) * sign > 0)
            {
                best = PSObject.Unwrap(value);
            }
        }

        return best is not null && Numbers.IsNumeric(best.GetType()) ? LanguagePrimitives.ConvertTo<double>(best) : best;
    }
}

/// <summary>What Get-Member gives out.</summary>
public sealed class MemberDefinition
{
    internal MemberDefinition(string typeName, string name, PSMemberTypes memberType, string definition)
    {
        TypeName = typeName;
        Name = name;
        MemberType = memberType;
        Definition = definition;
    }

    public string TypeName { get; }

    public string Name { get; }

    public PSMemberTypes MemberType { get; }

    public string Definition { get; }

    public override string ToString() => Definition;
}

[Cmdlet("Get", "Member")]
internal sealed class GetMemberCommand : PSCmdlet
{
    private readonly HashSet<string> _seen = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public string[] Name { get; set; } = ["*"];

    [Parameter]
    [Alias("Type")]
    public PSMemberTypes MemberType { get; set; } = PSMemberTypes.All;

    protected override void ProcessRecord()
    {
        if (InputObject is not { } input)
        {
            return;
        }

        string type = ObjectTypes.First(input);
        if (!_seen.Add(type))
        {
            return;
        }

        IEnumerable<PSMemberInfo> members = Name.SelectMany(n => input.Members.Match(n, MemberType)).DistinctBy(m => m.Name)
            .Where(m => !m.Name.StartsWith("get_", StringComparison.Ordinal) && !m.Name.StartsWith("set_", StringComparison.Ordinal) && !m.Name.StartsWith("add_", StringComparison.Ordinal) && !m.Name.StartsWith("remove_", StringComparison.Ordinal))
            .OrderBy(m => m.MemberType).ThenBy(m => m.Name, StringComparer.OrdinalIgnoreCase);
        foreach (PSMemberInfo member in members)
        {
            WriteObject(new MemberDefinition(type, member.Name, member.MemberType, member.ToString() ?? string.Empty));
        }
    }
}
