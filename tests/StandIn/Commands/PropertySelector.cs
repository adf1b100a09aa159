using System.Collections;
using System.Management.Automation;
using StandIn.Objects;

namespace StandIn.Commands;

/// <summary>
/// The value of -Property: a name, possibly with wildcards, a script block, or a hashtable with label and expression.
/// </summary>
internal sealed class PropertySelector
{
    private readonly object? _expression;

    public PropertySelector(object? specification)
    {
        var plain = PSObject.Unwrap(specification);
        if (plain is IDictionary table)
        {
            foreach (DictionaryEntry entry in table)
            {
                var key = ObjectText.Of(entry.Key);
                if (Matches(key, "Expression"))
                {
                    _expression = PSObject.Unwrap(entry.Value);
                }
                else if (Matches(key, "Name") || Matches(key, "Label"))
                {
                    Label = ObjectText.Of(entry.Value);
                }
                else
                {
                    Options[key] = entry.Value;
                }
            }

            Label ??= _expression is ScriptBlock block ? block.ToString().Trim() : ObjectText.Of(_expression);
            HasLabel = true;
        }
        else
        {
            _expression = plain is ScriptBlock ? plain : ObjectText.Of(plain);
        }
    }

    public string? Label { get; }

    public bool HasLabel { get; }

    /// <summary>Descending, Width, Alignment, FormatString: keys that only some commands know.</summary>
    public Dictionary<string, object?> Options { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ScriptBlock? Block => _expression as ScriptBlock;

    public string? Name => _expression as string;

    public string DisplayName => Label ?? Block?.ToString() ?? Name ?? string.Empty;

    public object? Option(string name) => Options.FirstOrDefault(o => Matches(o.Key, name)).Value;

    /// <summary>The names and values for an object; a plain name always gives one.</summary>
    public IEnumerable<(string Name, object? Value, bool Found)> Of(PSObject target)
    {
        if (Block is { } block)
        {
            yield return (Label ?? block.ToString(), Evaluate(block, target), true);
            yield break;
        }

        var name = Name ?? string.Empty;
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            var member = Member(target, name);
            yield return (
                Label ?? member?.Name ?? name, Value(target, name, member), member is not null || PSObject.Unwrap(target) is IDictionary);
            yield break;
        }

        foreach (var property in target.Properties.Match(name))
        {
            yield return (property.Name, Safe(property), true);
        }
    }

    public object? ValueOf(PSObject target) => Of(target).Select(v => v.Value).FirstOrDefault();

    private static bool Matches(string given, string full) =>
        given.Length > 0 && full.StartsWith(given, StringComparison.OrdinalIgnoreCase);

    private static PSMemberInfo? Member(PSObject target, string name) => target.Properties[name];

    private static object? Value(PSObject target, string name, PSMemberInfo? member)
    {
        if (target.BaseObject is IDictionary dictionary && dictionary.Contains(name))
        {
            return dictionary[name];
        }

        return member is null ? null : Safe(member);
    }

    // A property that throws is displayed as empty.
    private static object? Safe(PSMemberInfo member)
    {
        try
        {
            return member.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }

    private static object? Evaluate(ScriptBlock block, PSObject target)
    {
        try
        {
            var value = block.InvokeWithUnderscore(target);
            return PSObject.IsNothing(value) ? null : value;
        }
        catch (RuntimeException failure) when (failure is not PipelineStoppedException)
        {
            return null;
        }
    }
}
