namespace AksEgress.Mutations;

/// <summary>The parsed command line.</summary>
/// <param name="Names">The mutations to run; empty for all. A name can end with * as a wildcard.</param>
/// <param name="List">Lists the mutations without running them.</param>
/// <param name="Scratch">The folder of the copy, which is kept; null for a temporary one.</param>
/// <param name="Page">The page whose results are replaced, or null.</param>
internal sealed record Options(IReadOnlyList<string> Names, bool List, string? Scratch, string? Page)
{
    /// <summary>The usage text of the program.</summary>
    public const string Usage = """
        dotnet run --project tests/Mutations [-- [NAME...] [--list] [--scratch DIR] [--page FILE]]
          NAME           the mutations to run, or a prefix with *; all when it is left out
          --list         lists the mutations and runs none
          --scratch DIR  keeps the copy of the checkout in DIR, so that the next run builds faster
          --page FILE    replaces the results in FILE, such as docs/design/mutations.md
        """;

    /// <summary>Parses the command line; null if it isn't valid.</summary>
    public static Options? Read(IReadOnlyList<string> arguments)
    {
        var options = new Options([], false, null, null);
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--list":
                    options = options with { List = true };
                    break;
                case "--scratch" when i + 1 < arguments.Count:
                    options = options with { Scratch = Path.GetFullPath(arguments[++i]) };
                    break;
                case "--page" when i + 1 < arguments.Count:
                    options = options with { Page = Path.GetFullPath(arguments[++i]) };
                    break;
                case ['-', ..]:
                    return null;
                default:
                    options = options with { Names = [.. options.Names, arguments[i]] };
                    break;
            }
        }

        return options;
    }

    /// <summary>True if a mutation is selected.</summary>
    public bool Selects(Mutation mutation) => Names.Count == 0 || Names.Any(name =>
        name.EndsWith('*') ? mutation.Name.StartsWith(name[..^1], StringComparison.Ordinal) : mutation.Name == name);
}
