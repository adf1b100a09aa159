using System.Globalization;
using System.Resources;
using System.Text;

namespace AksEgress.Core.Errors;

/// <summary>Texts of a resource file of this assembly, with named placeholders such as {subnet}.</summary>
/// <param name="baseName">The name of the resource without its extension.</param>
internal sealed class TextResource(string baseName)
{
    // Reads nothing before the first text is used.
    private readonly ResourceManager _texts = new(baseName, typeof(TextResource).Assembly);

    /// <summary>
    /// A text with the values of its placeholders. A placeholder without a value stays as it is, because a mistake in a text must not
    /// hide the error.
    /// </summary>
    public string Format(string name, ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        var text = Template(name);
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
            {
                return result.Append(text, at, text.Length - at).ToString();
            }

            result.Append(text, at, open - at);
            if (TryFind(arguments, text.AsSpan(open + 1, close - open - 1), out var value))
            {
                result.Append(CultureInfo.InvariantCulture, $"{value}");
            }
            else
            {
                result.Append(text, open, close - open + 1);
            }

            at = close + 1;
        }

        return result.ToString();
    }

    // With the invariant culture, no satellite assembly is searched.
    private string Template(string name) => _texts.GetString(name, CultureInfo.InvariantCulture) ?? name;

    private static bool TryFind(ReadOnlySpan<(string Name, object? Value)> arguments, ReadOnlySpan<char> name, out object? value)
    {
        foreach (var argument in arguments)
        {
            if (name.SequenceEqual(argument.Name))
            {
                value = argument.Value;
                return true;
            }
        }

        value = null;
        return false;
    }
}
