using System.Management.Automation;
using StandIn.Commands;
using StandIn.Pipelines;

namespace Microsoft.PowerShell.Commands;

[Cmdlet("Select", "Object")]
internal sealed class SelectObjectCommand : PSCmdlet
{
    private readonly Queue<PSObject?> _last = new();
    private PropertySelector[]? _selectors;
    private int _seen;
    private int _given;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public string? ExpandProperty { get; set; }

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Last { get; set; }

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int First { get; set; }

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    private bool HasFirst => MyInvocation.BoundParameters.ContainsKey(nameof(First));

    private bool HasLast => MyInvocation.BoundParameters.ContainsKey(nameof(Last));

    protected override void BeginProcessing()
    {
        _selectors = Property is { Length: > 0 } ? Array.ConvertAll(Property, p => new PropertySelector(p)) : null;
        if (_selectors is not null && !string.IsNullOrEmpty(ExpandProperty))
        {
            throw new NotImplementedException("Select-Object takes -Property or -ExpandProperty here, not both.");
        }
    }

    protected override void ProcessRecord()
    {
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

        // Enough input: upstream commands can stop.
        if (_given >= First && !HasLast)
        {
            throw new StopUpstreamException(((CommandRuntime)CommandRuntime).Stage);
        }
    }

    protected override void EndProcessing()
    {
        var take = Math.Max(0, _last.Count - Skip);
        foreach (var item in _last.Take(take))
        {
            Give(item);
        }
    }

    private void Give(PSObject? item)
    {
        if (_selectors is null && string.IsNullOrEmpty(ExpandProperty))
        {
            WriteObject(item);
            return;
        }

        if (item is null)
        {
            return;
        }

        if (_selectors is null)
        {
            Expand(item);
            return;
        }

        var selected = new PSObject();
        Fill(selected, item, _selectors);
        selected.TypeNames.Insert(
            0, "Selected." + (item.BaseObject is PSCustomObject ? typeof(PSCustomObject).FullName : item.BaseObject.GetType().FullName));
        WriteObject(selected);
    }

    private void Fill(PSObject target, PSObject source, PropertySelector[] selectors)
    {
        foreach (var selector in selectors)
        {
            foreach ((var name, var value, var _) in selector.Of(source))
            {
                if (target.Properties[name] is not null)
                {
                    if (selector.Name is null || !WildcardPattern.ContainsWildcardCharacters(selector.Name))
                    {
                        WriteError(new ErrorRecord(
                            new PSArgumentException($"The property cannot be processed because the property \"{name}\" already exists."),
                            "AlreadyExistingUserSpecifiedPropertyNoExpand",
                            ErrorCategory.InvalidOperation,
                            source));
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
            WriteError(new ErrorRecord(
                new PSArgumentException($"Property \"{ExpandProperty}\" cannot be found."),
                "ExpandPropertyNotFound",
                ErrorCategory.InvalidArgument,
                item));
            return;
        }

        foreach (var element in LanguagePrimitives.GetEnumerable(value) ?? new[] { value })
        {
            WriteObject(element is null ? null : PSObject.AsPSObject(element));
        }
    }
}
