using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using StandIn.Conversion;
using StandIn.Objects;

namespace StandIn.Serialization;

/// <summary>Converts objects to JSON up to a depth; deeper values become text.</summary>
internal sealed class JsonText(int maxDepth, bool enumsAsStrings, bool indented)
{
    private readonly StringBuilder _text = new();

    public bool Truncated { get; private set; }

    public string Write(object? value)
    {
        Value(value, 0);
        return _text.ToString();
    }

    private void Value(object? value, int level)
    {
        var plain = PSObject.Unwrap(value);
        switch (plain)
        {
            case null or DBNull:
                _text.Append("null");
                return;
            case string or char or Guid or Uri:
                Text(plain is Uri uri ? uri.OriginalString : plain.ToString()!);
                return;
            case bool flag:
                _text.Append(flag ? "true" : "false");
                return;
            case DateTime time:
                Text(time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture));
                return;
            case DateTimeOffset time:
                Text(time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));
                return;
            case Enum number:
                if (enumsAsStrings)
                {
                    Text(number.ToString());
                }
                else
                {
                    _text.Append(number.ToString("D"));
                }

                return;
            case double or float or decimal:
                var real = plain is decimal exact
                    ? exact.ToString(CultureInfo.InvariantCulture)
                    : Convert.ToDouble(plain, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
                _text.Append(real.AsSpan().IndexOfAny(".EN∞") >= 0 ? real : real + ".0");
                return;
        }

        if (Numbers.IsNumeric(plain.GetType()))
        {
            _text.Append(Convert.ToString(plain, CultureInfo.InvariantCulture));
        }
        else if (level > maxDepth)
        {
            Truncated = true;
            Text(ObjectText.Of(value));
        }
        else if (plain is IDictionary table)
        {
            // A generic dictionary enumerates its own kind of pairs; its keys are the same either way.
            Members(table.Keys.Cast<object>().Select(key => (ObjectText.Of(key), table[key])), level);
        }
        else if (LanguagePrimitives.GetEnumerable(plain) is { } many)
        {
            List(many, level);
        }
        else
        {
            Members(Properties(PSObject.AsPSObject(value!)), level);
        }
    }

    private static IEnumerable<(string, object?)> Properties(PSObject target)
    {
        var own = target.BaseObject is PSCustomObject
            ? target.Properties
            : target.Properties.OfType<PSProperty>().Concat<PSPropertyInfo>(target.InstanceMembers.OfType<PSPropertyInfo>());
        foreach (var property in own)
        {
            object? value;
            try
            {
                value = property.Value;
            }
            catch (GetValueException)
            {
                value = null;
            }

            yield return (property.Name, value);
        }
    }

    private void Members(IEnumerable<(string Name, object? Value)> members, int level)
    {
        _text.Append('{');
        var any = false;
        foreach ((var name, var value) in members)
        {
            Separate(ref any, level + 1);
            Text(name);
            _text.Append(indented ? ": " : ":");
            Value(value, level + 1);
        }

        Close(any, level, '}');
    }

    private void List(IEnumerable items, int level)
    {
        _text.Append('[');
        var any = false;
        foreach (var item in items)
        {
            Separate(ref any, level + 1);
            Value(item, level + 1);
        }

        Close(any, level, ']');
    }

    private void Separate(ref bool any, int level)
    {
        if (any)
        {
            _text.Append(',');
        }

        any = true;
        Line(level);
    }

    private void Close(bool any, int level, char end)
    {
        if (any)
        {
            Line(level);
        }

        _text.Append(end);
    }

    private void Line(int level)
    {
        if (indented)
        {
            _text.Append(Environment.NewLine).Append(' ', level * 2);
        }
    }

    private void Text(string text)
    {
        _text.Append('"');
        foreach (var c in text)
        {
            _text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' or '\u0085' or '\u2028' or '\u2029' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        _text.Append('"');
    }
}
