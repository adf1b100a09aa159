using AksEgress.Help.Commands;
using AksEgress.Help.Maml;
using AksEgress.Help.Pages;
using AksEgress.Hosting;

namespace AksEgress.Help;

/// <summary>Updates docs/en-US from the cmdlets, and converts it to the files that Get-Help reads.</summary>
public static class Program
{
    private const string Usage = """
        dotnet run --project build/Help -- pages [CMDLET...]     writes or renews docs/en-US/<Cmdlet>.md; what people wrote there stays
        dotnet run --project build/Help -- convert FROM TO       turns the pages of FROM into MAML and help.txt in TO; the build does this
        """;

    /// <summary>Runs the command of the arguments.</summary>
    /// <returns>0; 1 if a page isn't valid; 2 if the arguments aren't.</returns>
    public static int Main(string[] args)
    {
        try
        {
            switch (args)
            {
                case ["pages", .. var names]:
                    Engine.SetUp();
                    return WritePages(names);
                case ["convert", var from, var to]:
                    HelpConverter.Convert(from, to);
                    return 0;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }
        catch (HelpPageException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static int WritePages(string[] names)
    {
        var folder = Path.Combine(Engine.Root, "docs", "en-US");
        Directory.CreateDirectory(folder);
        var commands = CommandReader.Read(Path.GetDirectoryName(Engine.Manifest)!);
        foreach (var command in commands.Where(command =>
            names.Length == 0 || names.Contains(command.Name, StringComparer.OrdinalIgnoreCase)))
        {
            var path = Path.Combine(folder, command.Name + ".md");
            var before = File.Exists(path) ? File.ReadAllText(path) : null;
            var after = PageWriter.Write(command, commands, before);
            if (after != before)
            {
                File.WriteAllText(path, after);
                Console.WriteLine((before is null ? "made " : "renewed ") + Path.GetRelativePath(Engine.Root, path));
            }
        }

        return 0;
    }
}
