using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AksEgress.Hosting;

namespace AksEgress.Help.Commands;

/// <summary>The summaries from the XML documentation of the assemblies, as markdown.</summary>
public sealed partial class SourceComments
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);

    /// <summary>Reads the comments of the assemblies of this repository.</summary>
    public SourceComments(string bin, params Assembly[] assemblies)
    {
        // The module ships without XML documentation; the files are in the build output of the projects.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        foreach (var name in assemblies.Select(assembly => assembly.GetName().Name!))
        {
            var path = Path.Combine(Engine.Root, "src", name, "bin", configuration, "net8.0", name + ".xml");
            if (!File.Exists(path))
            {
                throw new HelpPageException(path, 0, $"missing; build the solution first ({bin}).");
            }

            foreach (var member in XDocument.Load(path).Descendants("member"))
            {
                _members[(string)member.Attribute("name")!] = member;
            }
        }
    }

    /// <summary>A type's summary.</summary>
    public string Of(Type type) => Summary("T:" + Id(type)) ?? string.Empty;

    /// <summary>A property's summary; with inheritdoc, the summary of the overridden property.</summary>
    public string Of(PropertyInfo property)
    {
        for (var type = property.DeclaringType; type is not null; type = type.BaseType)
        {
            if (Summary($"P:{Id(type)}.{property.Name}") is { } summary)
            {
                return summary;
            }
        }

        return string.Empty;
    }

    private static string Id(Type type) =>
        ((type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName ?? type.Name).Replace('+', '.');

    private string? Summary(string id) =>
        _members.TryGetValue(id, out var member) && member.Element("summary") is { } summary ? Text(summary) : null;

    private static string Text(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            text.Append(node switch
            {
                XText plain => Special().Replace(plain.Value, "\\$0"),
                XElement { Name.LocalName: "c" or "code" } code => $"`{code.Value}`",
                XElement { Name.LocalName: "para" } paragraph => "\n\n" + Text(paragraph) + "\n\n",
                XElement { Name.LocalName: "see" or "paramref" or "typeparamref" } named => $"`{Last(named)}`",
                XElement other => Text(other),
                _ => string.Empty,
            });
        }

        return string.Join(
            "\n\n",
            Paragraphs()
                .Split(text.ToString())
                .Select(paragraph => Space().Replace(paragraph, " ").Trim())
                .Where(paragraph => paragraph.Length > 0));
    }

    private static string Last(XElement named)
    {
        var name = (string?)named.Attribute("cref")
            ?? (string?)named.Attribute("langword")
            ?? (string?)named.Attribute("name")
            ?? (string?)named.Attribute("href")
            ?? named.Value;
        return name.Length > 2 && name[1] == ':' ? name[(name.LastIndexOf('.') + 1)..] : name;
    }

    [GeneratedRegex(@"[\\<>*`\[\]]")]
    private static partial Regex Special();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex Paragraphs();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
