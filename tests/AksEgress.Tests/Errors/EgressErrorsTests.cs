using System.Reflection;
using System.Text.RegularExpressions;
using AksEgress.Core.Errors;

namespace AksEgress.Tests.Errors;

/// <summary>That an error can be shown at all: a text that names more than it is given fails when it is needed most.</summary>
public sealed partial class EgressErrorsTests
{
    public static TheoryData<string> Ids => [.. Fields.Select(one => one.Name)];

    private static IEnumerable<FieldInfo> Fields => typeof(EgressErrors).GetFields(BindingFlags.Public | BindingFlags.Static).Where(one => one.FieldType == typeof(EgressError));

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_id_is_the_fields_name_and_text_and_remedy_are_there(string id)
    {
        var error = Get(id);

        Assert.Equal(id, error.Id);
        Assert.NotEmpty(error.Text);
        Assert.NotEmpty(error.Remedy);
        Assert.All(new[] { error.Text, error.Remedy }, text => Assert.Null(Record.Exception(() => string.Format(System.Globalization.CultureInfo.InvariantCulture, text, new object[9]))));
    }

    [Fact]
    public void Each_place_that_raises_one_gives_it_all_that_it_names()
    {
        var places = Places().ToList();

        Assert.True(places.Count > 40, $"Only {places.Count} places were found: does the reader of sources still work?");
        Assert.Empty(places.Where(place => place.Given < Needed(Get(place.Error)))
            .Select(place => $"{place.File}: {place.Error} needs {Needed(Get(place.Error))} and gets {place.Given}"));
    }

    [Fact]
    public void Each_error_is_raised_somewhere()
    {
        var sources = string.Concat(Sources().Select(File.ReadAllText));

        Assert.DoesNotContain(Fields.Select(one => one.Name), name => !Regex.IsMatch(sources, $@"EgressErrors\.{name}\b"));
    }

    private static EgressError Get(string id) => (EgressError)Fields.First(one => one.Name == id).GetValue(null)!;

    private static int Needed(EgressError error) =>
        Placeholder().Matches(error.Text + error.Remedy).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) + 1).DefaultIfEmpty().Max();

    // new EgressException(EgressErrors.X, target, [cause,] arguments...): reads as much C# as that needs.
    private static IEnumerable<(string File, string Error, int Given)> Places()
    {
        foreach (var file in Sources())
        {
            var text = File.ReadAllText(file);
            foreach (Match raise in Raise().Matches(text))
            {
                var arguments = Arguments(text, raise.Index + raise.Value.IndexOf('(', StringComparison.Ordinal) + 1);
                var cause = arguments.Count > 2 && arguments[2].Trim() is "e" or "exception" or "null" or "failure" or "fault" ? 1 : 0;
                yield return (Path.GetFileName(file), raise.Groups[1].Value, arguments.Count - 2 - cause);
            }
        }
    }

    private static List<string> Arguments(string text, int at)
    {
        var arguments = new List<string>();
        var (start, depth) = (at, 0);
        for (var i = at; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    i = EndOfString(text, i);
                    break;
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' when depth == 0:
                    arguments.Add(text[start..i]);
                    return arguments;
                case ')' or ']' or '}':
                    depth--;
                    break;
                case ',' when depth == 0:
                    arguments.Add(text[start..i]);
                    start = i + 1;
                    break;
            }
        }

        return arguments;
    }

    // Strings here are plain or interpolated with holes that may hold strings again.
    private static int EndOfString(string text, int open)
    {
        var interpolated = open > 0 && text[open - 1] == '$';
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                return i;
            }
            else if (interpolated && text[i] == '{')
            {
                for (var depth = 1; depth > 0;)
                {
                    i++;
                    depth += text[i] switch { '{' => 1, '}' => -1, _ => 0 };
                    i = text[i] == '"' ? EndOfString(text, i) : i;
                }
            }
        }

        return text.Length;
    }

    private static IEnumerable<string> Sources()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "AksEgress.slnx")))
        {
            root = root.Parent;
        }

        Assert.NotNull(root);
        return Directory.EnumerateFiles(Path.Combine(root.FullName, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && Path.GetFileName(file) != "EgressErrors.cs");
    }

    [GeneratedRegex(@"\{(\d)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"new EgressException\(\s*EgressErrors\.(\w+)")]
    private static partial Regex Raise();
}
