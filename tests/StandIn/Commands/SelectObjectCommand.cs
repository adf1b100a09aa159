using System.Management.Automation;
using StandIn.Commands;
using StandIn.Pipelines;

namespace Microsoft.PowerShell.Commands;

[Cmdlet("Select", "Object", DefaultParameterSetName = "DefaultParameter")]
internal sealed class SelectObjectCommand : PSCmdlet
{
    private readonly Queue<PSObject?> _last = new();
    private readonly List<PSObject?> _unique = [];
    private PropertySelector[]? _selectors;
    private WildcardPattern[]? _excluded;
    private int _seen;
    private int _given;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0, ParameterSetName = "DefaultParameter")]
    public object[]? Property { get; set; }

    [Parameter(ParameterSetName = "DefaultParameter")]
    public string[]? ExcludeProperty { get; set; }

    [Parameter(ParameterSetName = "DefaultParameter")]
    public string? ExpandProperty { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    [Parameter(ParameterSetName = "DefaultParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int Last { get; set; }

    [Parameter(ParameterSetName = "DefaultParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int First { get; set; }

    [Parameter(ParameterSetName = "DefaultParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    [Parameter(ParameterSetName = "IndexParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int[]? Index { get; set; }

    private bool HasFirst => MyInvocation.BoundParameters.ContainsKey(nameof(First));

    private bool HasLast => MyInvocation.BoundParameters.ContainsKey(nameof(Last));

    protected override void BeginProcessing()
    {
        _selectors = Property is { Length: > 0 } ? Array.ConvertAll(Property, p => new PropertySelector(p)) : ExcludeProperty is { Length: > 0 } ? [new PropertySelector("*")] : null;
        _excluded = ExcludeProperty is { } names ? Array.ConvertAll(names, n => new WildcardPattern(n, WildcardOptions.IgnoreCase)) : null;
    }

    protected override void ProcessRecord()
    {
        if (Index is not null)
        {
            if (Index.Contains(_seen++))
            {
                Give(InputObject);
            }

            return;
        }

        if (HasLast)
        {
            _last.Enqueue(InputObject);
            while (_last.Count > Last + Skip)
            {
                _last.Dequeue();
            }

            if (!HasFirst)
            {
                return;
            }
        }

        if (!HasLast && _seen++ < Skip)
        {
            return;
        }

        if (!HasFirst)
        {
            Give(InputObject);
            return;
        }

        if (_given < First)
        {
            _given++;
            Give(InputObject);
        }

        // Enough: whoever still writes upstream need not go on.
        if (_given >= First && !HasLast && !Unique)
        {
            throw new StopUpstreamException(((CommandRuntime)CommandRuntime).Stage);
        }
    }

    protected override void EndProcessing()
    {
        int take = Math.Max(0, _last.Count - Skip);
        foreach (PSObject? item in _last.Take(take))
        {
            Give(item);
        }

        foreach (PSObject? item in _unique)
        {
            WriteObject(item);
        }
    }

    private void Give(PSObject? item)
    {
        if (_selectors is null && string.IsNullOrEmpty(ExpandProperty))
        {
            Pass(item);
            return;
        }

        if (item is null)
        {
            return;
        }

        if (!string.IsNullOrEmpty(ExpandProperty))
        {
            Expand(item);
            return;
        }

        var selected = new PSObject();
        Fill(selected, item);
        selected.TypeNames.Insert(0, "Selected." + (item.BaseObject is PSCustomObject ? typeof(PSCustomObject).FullName : item.BaseObject.GetType().FullName));
        Pass(selected);
    }

    private void Fill(PSObject target, PSObject source)
    {
        foreach (PropertySelector selector in _selectors ?? [])
        {
            foreach ((string name, object? value, bool _) in selector.Of(source))
            {
                if (_excluded is not null && Array.Exists(_excluded, e => e.IsMatch(name)))
                {
                    continue;
                }

                if (target.Properties[name] is not null)
                {
                    if (selector.Name is null || !WildcardPattern.ContainsWildcardCharacters(selector.Name))
                    {
                        WriteError(new ErrorRecord(
                            new PSArgumentException($"The property cannot be processed because the property \"{name}\" already exists."), "AlreadyExistingUserSpecifiedPropertyNoExpand", ErrorCategory.InvalidOperation, source));
                    }

                    continue;
                }

                target.SetNote(name, value);
            }
        }
    }

    private void Expand(PSObject item)
    {
        PSPropertyInfo[] matches = [.. item.Properties.Match(ExpandProperty!)];
        object? value;
        if (matches.Length > 0)
        {
            value = matches[0].Value;
        }
        else if (item.BaseObject is System.Collections.IDictionary dictionary && dictionary.Contains(ExpandProperty!))
        {
            value = dictionary[ExpandProperty!];
        }
        else
        {
            WriteError(new ErrorRecord(new PSArgumentException($"Property \"{ExpandProperty}\" cannot be found."), "ExpandPropertyNotFound", ErrorCategory.InvalidArgument, item));
            return;
        }

        foreach (object? element in LanguagePrimitives.GetEnumerable(value) ?? (value is null && _selectors is null ? new object?[] { null } : [value]))
        {
            if (element is null)
            {
                Pass(null);
                continue;
            }

            PSObject wrapped = PSObject.AsPSObject(element);
            if (_selectors is not null)
            {
                wrapped = wrapped.Copy();
                Fill(wrapped, item);
            }

            Pass(wrapped);
        }
    }

    private void Pass(PSObject? item)
    {
        if (!Unique)
        {
            WriteObject(item);
        }
        else if (!_unique.Exists(u => Same(u, item)))
        {
            _unique.Add(item);
        }
    }

    private static bool Same(PSObject? first, PSObject? second)
    {
        if (first is null || second is null)
        {
            return first is null && second is null;
        }

        if (first.BaseObject is PSCustomObject || second.BaseObject is PSCustomObject)
        {
            PSPropertyInfo[] a = [.. first.Properties];
            PSPropertyInfo[] b = [.. second.Properties];
            return a.Length == b.Length && a.All(p => second.Properties[p.Name] is { } other && LanguagePrimitives.Equals(p.Value, other.Value));
        }

        return LanguagePrimitives.Equals(first.BaseObject, second.BaseObject);
    }
}
