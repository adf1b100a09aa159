using System.Xml.Linq;
using AksEgress.Help.Pages;

namespace AksEgress.Help.Maml;

/// <summary>Writes the XML that PowerShell's help system reads, in the form of PlatyPS.</summary>
public static class MamlWriter
{
    private const int TitleWidth = 64;

    private static readonly XNamespace s_root = "http://msh";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The text of the whole file.</summary>
    public static XElement Write(IEnumerable<HelpPage> pages) => new(
        s_root + "helpItems",
        new XAttribute("schema", "maml"),
        new XAttribute(XNamespace.Xmlns + "maml", s_maml.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "command", s_command.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "dev", s_dev.NamespaceName),
        pages.Select(Write));

    private static XElement Write(HelpPage page) => new(
        s_command + "command",
        new XElement(
            s_command + "details",
            new XElement(s_command + "name", page.Name),
            new XElement(s_command + "verb", page.Name[..page.Name.IndexOf('-', StringComparison.Ordinal)]),
            new XElement(s_command + "noun", page.Name[(page.Name.IndexOf('-', StringComparison.Ordinal) + 1)..]),
            new XElement(s_maml + "description", Paragraphs(page.Synopsis))),
        new XElement(s_maml + "description", Paragraphs(page.Description)),
        new XElement(s_command + "syntax", page.Sets.Select(set => SyntaxItem(page, set))),
        new XElement(
            s_command + "parameters", page.Parameters.Select(parameter => Parameter(parameter, parameter.Tables[0], inSyntax: false))),
        new XElement(s_command + "inputTypes", page.Inputs.Select(type => new XElement(s_command + "inputType", Type(type)))),
        new XElement(s_command + "returnValues", page.Outputs.Select(type => new XElement(s_command + "returnValue", Type(type)))),
        new XElement(s_maml + "alertSet", new XElement(s_maml + "alert", Paragraphs(page.Notes))),
        new XElement(s_command + "examples", page.Examples.Select(Example)),
        new XElement(s_command + "relatedLinks", page.Links.Select(Link)));

    private static XElement SyntaxItem(HelpPage page, string set)
    {
        var parameters = page.Parameters
            .Select(parameter =>
                (
                    Parameter: parameter,
                    Table: parameter.Tables.FirstOrDefault(table => Sets(table).Contains(set))
                        ?? parameter.Tables.FirstOrDefault(table => Sets(table).Contains(Commands.Command.AllSets))))
            .Where(pair => pair.Table is not null)
            .OrderBy(pair =>
                pair.Table!["Position"] == "Named"
                    ? int.MaxValue
                    : int.Parse(pair.Table["Position"], System.Globalization.CultureInfo.InvariantCulture))
            .ThenByDescending(pair => pair.Table!["Required"] == "True").ThenBy(pair => pair.Parameter.Name is "WhatIf" or "Confirm");
        return new XElement(
            s_command + "syntaxItem",
            new XElement(s_maml + "name", page.Name),
            parameters.Select(pair => Parameter(pair.Parameter, pair.Table!, inSyntax: true)));
    }

    private static string[] Sets(IReadOnlyDictionary<string, string> table) => table["Parameter Sets"].Split(", ");

    private static XElement Parameter(HelpParameter parameter, IReadOnlyDictionary<string, string> table, bool inSyntax)
    {
        var type = table["Type"];
        var isSwitch = type == "SwitchParameter";
        var element = new XElement(
            s_command + "parameter",
            new XAttribute("required", table["Required"] == "True" ? "true" : "false"),
            new XAttribute("variableLength", "true"),
            new XAttribute("globbing", table["Accept wildcard characters"] == "True" ? "true" : "false"),
            new XAttribute("pipelineInput", table["Accept pipeline input"]),
            new XAttribute("position", table["Position"] == "Named" ? "named" : table["Position"]),
            new XAttribute("aliases", table["Aliases"].Length == 0 ? "none" : table["Aliases"]),
            new XElement(s_maml + "name", parameter.Name),
            new XElement(s_maml + "description", Paragraphs(parameter.Description)));
        if (inSyntax && table.GetValueOrDefault("Accepted values") is { Length: > 0 } values)
        {
            element.Add(new XElement(s_command + "parameterValueGroup", values.Split(", ").Select(value => Value(value, "false"))));
        }

        if (!(inSyntax && isSwitch))
        {
            element.Add(Value(type, isSwitch ? "false" : "true"));
        }

        element.Add(
            new XElement(s_dev + "type", new XElement(s_maml + "name", type), new XElement(s_maml + "uri")),
            new XElement(s_dev + "defaultValue", table["Default value"]));
        return element;
    }

    private static XElement Value(string text, string required) =>
        new(s_command + "parameterValue", new XAttribute("required", required), new XAttribute("variableLength", "false"), text);

    private static object[] Type(HelpType type) =>
    [
        new XElement(s_dev + "type", new XElement(s_maml + "name", type.Name), new XElement(s_maml + "uri")),
        new XElement(s_maml + "description", Paragraphs(type.Description)),
    ];

    private static XElement Example(HelpExample example)
    {
        var title = $" {example.Title} ";
        var left = Math.Max((TitleWidth - title.Length) / 2, 3);

        // PowerShell shows the introduction next to the code, as a prompt. The text before the code therefore starts the remarks.
        return new XElement(
            s_command + "example",
            new XElement(s_maml + "title", new string('-', left) + title + new string('-', Math.Max(TitleWidth - title.Length - left, 3))),
            new XElement(s_dev + "code", example.Code),
            new XElement(s_dev + "remarks", Paragraphs([.. example.Introduction, .. example.Remarks])));
    }

    private static XElement Link(HelpLink link) => new(
        s_maml + "navigationLink",
        new XElement(s_maml + "linkText", link.Text),
        new XElement(s_maml + "uri", link.Target.Contains("://", StringComparison.Ordinal) ? link.Target : string.Empty));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) =>
        paragraphs.Select(paragraph => new XElement(s_maml + "para", paragraph));
}
