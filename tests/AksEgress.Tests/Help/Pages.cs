using AksEgress.Help.Commands;
using AksEgress.Help.Pages;
using AksEgress.Hosting;

namespace AksEgress.Tests.Help;

/// <summary>The pages of docs/en-US and their cmdlets.</summary>
internal static class Pages
{
    private static readonly Lazy<IReadOnlyList<Command>> s_allCommands = new(() =>
        CommandReader.Read(Path.GetDirectoryName(Engine.Manifest)!));

    /// <summary>
    /// The pages that aren't written yet, apart from the generated parts. The page of a new cmdlet can be listed here while it is
    /// being written, and nowhere else.
    /// </summary>
    public static IReadOnlyList<string> ToWrite { get; } = [];

    public static string Folder { get; } = Path.Combine(Engine.Root, "docs", "en-US");

    /// <summary>The cmdlets of the built module.</summary>
    public static IReadOnlyList<Command> Commands => s_allCommands.Value;

    /// <summary>The cmdlets' names.</summary>
    public static TheoryData<string> Names => new(Commands.Select(command => command.Name));

    /// <summary>The cmdlets with written pages.</summary>
    public static TheoryData<string> Written => new(Commands.Select(command => command.Name).Except(ToWrite));

    /// <summary>The topics.</summary>
    public static TheoryData<string> Topics => new(TopicNames);

    /// <summary>The topics' names, sorted.</summary>
    public static IReadOnlyList<string> TopicNames { get; } = [.. Directory.GetFiles(Folder, "about_*.md")
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .Order(StringComparer.Ordinal)];

    public static string PathOf(string name) => Path.Combine(Folder, name + ".md");

    public static string Text(string name) => File.ReadAllText(PathOf(name)).ReplaceLineEndings("\n");

    public static HelpPage Read(string name) => PageReader.Read(name, Text(name));
}
