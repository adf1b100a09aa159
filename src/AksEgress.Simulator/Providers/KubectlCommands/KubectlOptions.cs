using AksEgress.Simulator.Providers.Kubernetes;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.KubectlCommands;

/// <summary>The parsed command line of kubectl.</summary>
internal sealed class KubectlOptions
{
    private static readonly string[] s_ignored =
    [
        "--wait", "--timeout", "--validate", "--force", "--now", "--grace-period", "--request-timeout", "--client", "--server-side",
        "--overwrite", "--short", "--cascade", "--v", "-v"
    ];


    /// <summary>The arguments that aren't options, starting with the command.</summary>
    public List<string> Words { get; } = [];

    /// <summary>-f.</summary>
    public List<string> Files { get; } = [];

    /// <summary>-n; "default" if not specified.</summary>
    public string Namespace { get; private set; } = "default";

    /// <summary>True if -n is specified.</summary>
    public bool HasNamespace { get; private set; }

    /// <summary>-A.</summary>
    public bool AllNamespaces { get; private set; }

    /// <summary>-o; empty if not specified.</summary>
    public string Output { get; private set; } = "";

    /// <summary>-l.</summary>
    public string? Selector { get; private set; }

    /// <summary>--no-headers.</summary>
    public bool NoHeaders { get; private set; }

    /// <summary>--ignore-not-found.</summary>
    public bool IgnoreNotFound { get; private set; }

    /// <summary>-R.</summary>
    public bool Recursive { get; private set; }

    /// <summary>Reads a command line.</summary>
    /// <exception cref="KubectlException">An option isn't supported or has no value.</exception>
    public static KubectlOptions Read(IReadOnlyList<string> arguments)
    {
        KubectlOptions options = new();
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (!argument.StartsWith('-') || argument == "-")
            {
                options.Words.Add(argument);
                continue;
            }

            (var name, var value) = Split(argument);
            if (name is "-A" or "--all-namespaces" or "--no-headers" or "--ignore-not-found" or "-R" or "--recursive")
            {
                options.Set(name, value != "false");
            }
            else if (name is "-f" or "--filename" or "-n" or "--namespace" or "-o" or "--output" or "-l" or "--selector")
            {
                value ??= ++index < arguments.Count
                    ? arguments[index]
                    : throw new KubectlException($"error: flag needs an argument: {RequestErrors.Shorten(argument)}");
                options.Set(name, value);
            }
            else if (!s_ignored.Contains(name))
            {
                throw new KubectlException(
                    $"error: unknown flag: {RequestErrors.Shorten(name)}\nSee 'kubectl "
                        + $"{(options.Words.Count > 0 ? RequestErrors.Shorten(options.Words[0]) + " " : "")}--help' for usage.");
            }
        }

        return options;
    }

    // -nshop and -n=shop are the same as -n shop.
    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (argument.StartsWith("--", StringComparison.Ordinal))
        {
            return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
        }

        return argument.Length == 2 ? (argument, null) : (argument[..2], argument[2] == '=' ? argument[3..] : argument[2..]);
    }

    private void Set(string name, bool value)
    {
        switch (name)
        {
            case "-A" or "--all-namespaces":
                AllNamespaces = value;
                break;
            case "--no-headers":
                NoHeaders = value;
                break;
            case "--ignore-not-found":
                IgnoreNotFound = value;
                break;
            default:
                Recursive = value;
                break;
        }
    }

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "-f" or "--filename":
                Files.AddRange(value.Split(',', StringSplitOptions.RemoveEmptyEntries));
                break;
            case "-n" or "--namespace":
                (Namespace, HasNamespace) = (value, true);
                break;
            case "-o" or "--output":
                Output = value;
                break;
            default:
                Selector = value;
                break;
        }
    }
}
