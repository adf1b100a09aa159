using System.Xml.Linq;
using AksEgress.Help.Pages;

namespace AksEgress.Help.Maml;

/// <summary>Writes the XML that PowerShell's help system reads, as PlatyPS writes it.</summary>
public static class MamlWriter
{
    private const int TitleWidth = 64;

    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The whole file.</summary>
    public static XElement Write(IEnumerable<HelpPage> pages) => new(
        Root + "helpItems", new XAttribute("schema", "maml"), new XAttribute(XNamespace.Xmlns + "maml", Maml.NamespaceName), new XAttribute(XNamespace.Xmlns + "command", Command.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "dev", Dev.NamespaceName), pages.Select(Write));

    private static XElement Write(HelpPage page) => new(
        Command + "command",
        new XElement(
            Command + "details",
            new XElement(Command + "name", page.Name),
            new XElement(Command + "verb", page.Name[..page.Name.IndexOf('-', StringComparison.Ordinal)]),
            new XElement(Command + "noun", page.Name[(page.Name.IndexOf('-', StringComparison.Ordinal) + 1)..]),
            new XElement(Maml + "description", Paragraphs(page.Synopsis))),
        new XElement(Maml + "description", Paragraphs(page.Description)),
        new XElement(Command + "syntax", page.Sets.Select(set => SyntaxItem(page, set))),
        new XElement(Command + "parameters", page.Parameters.Select(parameter => Parameter(parameter, parameter.Tables[0], inSyntax: false))),
        new XElement(Command + "inputTypes", page.Inputs.Select(type => new XElement(Command + "inputType", Type(type)))),
        new XElement(Command + "returnValues", page.Outputs.Select(type => new XElement(Command + "returnValue", Type(type)))),
        new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
        new XElement(Command + "examples", page.Examples.Select(Example)),
        new XElement(Command + "relatedLinks", page.Links.Select(Link)));

    private static XElement SyntaxItem(HelpPage page, string set)
    {
        var parameters = page.Parameters
            .Select(parameter => (Parameter: parameter, Table: parameter.Tables.FirstOrDefault(table => Sets(table).Contains(set)) ?? parameter.Tables.FirstOrDefault(table => Sets(table).Contains(Commands.Command.AllSets))))
            .Where(pair => pair.Table is not null)
            .OrderBy(pair => pair.Table!["Position"] == "Named" ? int.MaxValue : int.Parse(pair.Table["Position"], System.Globalization.CultureInfo.InvariantCulture))
            .ThenByDescending(pair => pair.Table!["Required"] == "True").ThenBy(pair => pair.Parameter.Name is "WhatIf" or "Confirm");
        return new XElement(Command + "syntaxItem", new XElement(Maml + "name", page.Name), parameters.Select(pair => Parameter(pair.Parameter, pair.Table!, inSyntax: true)));
    }

    private static string[] Sets(IReadOnlyDictionary<string, string> table) => table["Parameter Sets"].Split(", ");

    private static XElement Parameter(HelpParameter parameter, IReadOnlyDictionary<string, string> table, bool inSyntax)
    {
        var type = table["Type"];
        var isSwitch = type == "SwitchParameter";
        var element = new XElement(
            Command + "parameter",
            new XAttribute("required", table["Required"] == "True" ? "true" : "false"), new XAttribute("variableLength", "true"),
            new XAttribute("globbing", table["Accept wildcard characters"] == "True" ? "true" : "false"), new XAttribute("pipelineInput", table["Accept pipeline input"]),
            new XAttribute("position", table["Position"] == "Named" ? "named" : table["Position"]), new XAttribute("aliases", table["Aliases"].Length == 0 ? "none" : table["Aliases"]),
            new XElement(Maml + "name", parameter.Name), new XElement(Maml + "description", Paragraphs(parameter.Description)));
        if (inSyntax && table.GetValueOrDefault("Accepted values") is { Length: > 0 } values)
        {
            element.Add(new XElement(Command + "parameterValueGroup", values.Split(", ").Select(value => Value(value, "false"))));
        }

        if (!(inSyntax && isSwitch))
        {
            element.Add(Value(type, isSwitch ? "false" : "true"));
        }

        element.Add(new XElement(Dev + "type", new XElement(Maml + "name", type), new XElement(Maml + "uri")), new XElement(Dev + "defaultValue", table["Default value"]));
        return element;
    }

    private static XElement Value(string text, string required) => new(Command + "parameterValue", new XAttribute("required", required), new XAttribute("variableLength", "false"), text);

    private static object[] Type(HelpType type) =>
    [
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name), new XElement(Maml + "uri")),
        new XElement(Maml + "description", Paragraphs(type.Description)),
    ];

    private static XElement Example(HelpExample example)
    {
        var title = $" {example.Title} ";
        var left = Math.Max((TitleWidth - title.Length) / 2, 3);

        // PowerShell shows the introduction beside the code, as a prompt; so what stands before the code goes before the rest.
        return new XElement(
            Command + "example",
            new XElement(Maml + "title", new string('-', left) + title + new string('-', Math.Max(TitleWidth - title.Length - left, 3))),
            new XElement(Dev + "code", example.Code),
            new XElement(Dev + "remarks", Paragraphs([.. example.Introduction, .. example.Remarks])));
    }

    private static XElement Link(HelpLink link) => new(
        Maml + "navigationLink", new XElement(Maml + "linkText", link.Text), new XElement(Maml + "uri", link.Target.Contains("://", StringComparison.Ordinal) ? link.Target : string.Empty));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) => paragraphs.Select(paragraph => new XElement(Maml + "para", paragraph));
}
