using System.Text;
using AksEgress.Simulator.Providers.KubectlCommands;
using AksEgress.Simulator.Providers.Pods;

namespace AksEgress.Simulator.Providers.RunCommands;

/// <summary>Runs a script in a pod. It starts no process and connects to nothing outside the simulator.</summary>
internal sealed class Shell
{
    private const int MaxPiped = 4 * 1024 * 1024;
    private const int MaxWord = 256 * 1024;
    private static readonly Dictionary<string, Func<PodCall, int>> s_commands = new(StringComparer.Ordinal)
    {
        ["echo"] = BasicCommands.Echo,
        ["cat"] = BasicCommands.Cat,
        ["ls"] = BasicCommands.List,
        ["sleep"] = BasicCommands.Sleep,
        ["true"] = static _ => 0,
        [":"] = static _ => 0,
        ["false"] = static _ => 1,
        ["curl"] = CurlCommand.Run,
        ["kubectl"] = Kubectl.Run,
    };

    private readonly PodSession _session;
    private readonly OutputText _log;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private int _last;
    private bool _exits;
    private bool _stopsAtFailure;

    private Shell(PodSession session, OutputText log) => (_session, _log) = (session, log);

    /// <summary>Runs a script and returns its exit code.</summary>
    /// <param name="script">The text.</param>
    /// <param name="session">The pod.</param>
    /// <param name="log">The log of all output.</param>
    public static int Run(string script, PodSession session, OutputText log)
    {
        Shell shell = new(session, log);
        try
        {
            foreach (var pipeline in ShellReader.Read(script))
            {
                if (pipeline.Operator == ";" || (pipeline.Operator == "&&") == (shell._last == 0))
                {
                    shell.RunPipeline(pipeline);
                    shell._exits |= shell._stopsAtFailure && shell._last != 0 && !pipeline.IsTested;
                }

                if (session.IsExhausted)
                {
                    log.WriteLine("bash: this is more work than the simulator does for one command");
                    return 1;
                }

                if (shell._exits || session.Elapsed >= PodSession.Longest)
                {
                    break;
                }
            }

            return shell._last;
        }
        catch (ShellSyntaxException fault)
        {
            log.WriteLine(fault.Message);
            return 2;
        }
    }

    private void RunPipeline(ShellPipeline pipeline)
    {
        var input = "";
        for (var index = 0; index < pipeline.Commands.Count; index++)
        {
            var last = index == pipeline.Commands.Count - 1;
            var output = last ? _log : new OutputText(MaxPiped);
            _last = RunCommand(pipeline.Commands[index], input, output);
            input = last ? "" : output.ToString();
        }
    }

    private int RunCommand(ShellCommand command, string input, OutputText output)
    {
        var standard = output;
        var error = _log;
        List<(string Name, OutputText Text, bool Appends)> written = [];
        if (command.Here is { } here)
        {
            input = here.Expands ? Expand(here.Text ?? "") : here.Text ?? "";
        }

        foreach (var redirection in command.Redirections)
        {
            var target = Word(redirection.Target);
            if (redirection.From == 0)
            {
                if ((target == "/dev/null" ? "" : _session.ReadFile(target)) is not { } text)
                {
                    error.WriteLine($"bash: line {command.Line}: {target}: No such file or directory");
                    return 1;
                }

                input = text;
                continue;
            }

            var to = target == "&1"
                ? standard
                : target == "&2" ? error
                : target == "/dev/null" ? OutputText.Discarded
                : new OutputText(MaxPiped);
            if (target is not ("&1" or "&2" or "/dev/null"))
            {
                written.Add((target, to, redirection.Appends));
            }

            standard = redirection.From is 1 or 3 ? to : standard;
            error = redirection.From is 2 or 3 ? to : error;
        }

        string[] words = [.. command.Words.Select(Word)];
        _session.Work(100 + input.Length + words.Sum(static word => (long)word.Length));
        var code = words.Length == 0 ? 0 : Call(command, words, input, standard, error);
        foreach ((var name, var text, var appends) in written)
        {
            if (!_session.WriteFile(name, text.ToString(), appends))
            {
                error.WriteLine($"bash: line {command.Line}: {name}: No space left on device");
                code = 1;
            }
        }

        return code;
    }

    private int Call(ShellCommand command, string[] words, string input, OutputText output, OutputText error)
    {
        var arguments = words[1..];
        if (words.All(IsAssignment))
        {
            foreach (var word in words)
            {
                var sides = word.Split('=', 2);
                _variables[sides[0]] = sides[1];
            }

            return 0;
        }

        switch (words[0])
        {
            case "exit":
                _exits = true;
                return arguments.Length == 0
                    ? _last
                    : long.TryParse(
                        arguments[0],
                        System.Globalization.NumberStyles.AllowLeadingSign,
                        System.Globalization.CultureInfo.InvariantCulture,
                        out var code)
                        ? (int)(code & 0xFF)
                    : Complain(error, $"bash: line {command.Line}: exit: {arguments[0]}: numeric argument required", 2);
            case "set":
                foreach (var one in arguments.Where(static one => one.Contains('e', StringComparison.Ordinal) && one[0] is '-' or '+'))
                {
                    _stopsAtFailure = one[0] == '-';
                }

                return 0;
            case "export":
                return arguments.All(IsAssignment) && arguments.Length > 0 ? Call(command, arguments, input, output, error) : 0;
            case "cd":
                return 0;
            default:
                break;
        }

        return s_commands.TryGetValue(words[0], out var run)
            ? run(new PodCall(arguments, input, output, error, _session))
            : Complain(error, $"bash: line {command.Line}: {words[0]}: command not found", 127);
    }

    private static int Complain(OutputText error, string message, int code)
    {
        error.WriteLine(message);
        return code;
    }

    private static bool IsAssignment(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && !char.IsAsciiDigit(word[0]) && word.AsSpan(0, equals).IndexOfAnyExcept(s_nameCharacters) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> s_nameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private string Word(List<WordPart> parts) => string.Concat(parts.Select(part => part.Expands ? Expand(part.Text) : part.Text));

    private string Expand(string text)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
        {
            return text;
        }

        StringBuilder result = new();
        for (var at = 0; at < text.Length && result.Length < MaxWord; at++)
        {
            if (text[at] != '$' || at + 1 >= text.Length)
            {
                result.Append(text[at]);
                continue;
            }

            var braces = text[at + 1] == '{';
            var start = at + (braces ? 2 : 1);
            var end = start;
            while (end < text.Length && s_nameCharacters.Contains(text[end]))
            {
                end++;
            }

            if (end == start && end < text.Length && text[end] is '?' or '$' or '#')
            {
                end++;
            }

            var name = text[start..end];
            if (name.Length == 0 || (braces && (end >= text.Length || text[end] != '}')))
            {
                result.Append('$');
                continue;
            }

            result.Append(
                name == "?"
                    ? _last.ToString(System.Globalization.CultureInfo.InvariantCulture)
                    : name == "$" ? "1"
                    : name == "#" ? "0"
                    : _variables.GetValueOrDefault(name, ""));
            at = braces ? end : end - 1;
        }

        return result.Length > MaxWord ? result.ToString(0, MaxWord) : result.ToString();
    }
}
