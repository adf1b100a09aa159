using System.Text;

namespace AksEgress.Simulator.Providers.RunCommands;

/// <summary>
/// Parses the part of the shell's language that commands for a cluster use: words, quotes, variables, lists, pipes, redirections,
/// here-documents, comments. Loops, conditions, substitutions, and functions are reported as errors.
/// </summary>
internal sealed class ShellReader : ShellScanner
{
    private const int MaxCommands = 2000;
    private static readonly string[] s_reserved =
    [
        "if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "function", "select", "{", "}", "[[",
        "time", "!"
    ];

    private readonly List<ShellPipeline> _pipelines = [];
    private readonly List<(ShellCommand Command, string End, bool Expands)> _pending = [];
    private int _commands;

    private ShellReader(string text)
        : base(text)
    {
    }

    /// <summary>Parses a script.</summary>
    /// <exception cref="ShellSyntaxException">A syntax error, with bash's text if bash refuses the script too.</exception>
    public static List<ShellPipeline> Read(string text)
    {
        ShellReader reader = new(text.ReplaceLineEndings("\n"));
        reader.ReadAll();
        return reader._pipelines;
    }

    private void ReadAll()
    {
        var before = ";";
        ShellPipeline? pipeline = null;
        while (true)
        {
            var command = ReadCommand();
            var sign = ReadOperator();
            var empty = command.Words.Count == 0 && command.Redirections.Count == 0 && command.Here is null;
            if (empty && (sign is "|" or "&&" or "||" or ";" || (pipeline is not null && sign != "\n")))
            {
                throw Unexpected(sign.Length == 0 ? "newline" : sign);
            }

            if (!empty)
            {
                if (++_commands > MaxCommands)
                {
                    throw new ShellSyntaxException(
                        $"bash: line {Line}: more than {MaxCommands} commands, which is more than the simulator runs");
                }

                if (pipeline is null)
                {
                    pipeline = new ShellPipeline(before, []);
                    _pipelines.Add(pipeline);
                }

                pipeline.Commands.Add(command);
            }
            else if (sign == "\n" && (pipeline is not null || before != ";"))
            {
                // A line can end after |, &&, and ||.
                ReadHere();
                continue;
            }

            if (sign == "\n")
            {
                ReadHere();
            }

            if (sign == "|")
            {
                continue;
            }

            if (sign is "&&" or "||")
            {
                pipeline!.IsTested = true;
            }

            before = sign is "&&" or "||" ? sign : ";";
            pipeline = null;
            if (sign.Length == 0)
            {
                return;
            }
        }
    }

    private ShellCommand ReadCommand()
    {
        ShellCommand command = new() { Line = Line };
        while (true)
        {
            SkipBlanks();
            if (At >= Text.Length || Text[At] is '\n' or ';' or '|' || (Text[At] == '&' && Next(1) != '>'))
            {
                break;
            }

            if (ReadRedirection(command))
            {
                continue;
            }

            if (Text[At] is '(' or ')')
            {
                throw Unexpected(Text[At].ToString());
            }

            var word = ReadWord();
            if (command.Words.Count == 0 && word is [{ Expands: true } only] && s_reserved.Contains(only.Text))
            {
                throw new ShellSyntaxException($"bash: line {Line}: '{only.Text}' is more than the simulator's shell knows");
            }

            command.Words.Add(word);
        }

        return command;
    }

    private bool ReadRedirection(ShellCommand command)
    {
        var start = At;
        var from = -1;
        if (Text[At] == '&')
        {
            from = 3;
            At++;
        }
        else if (Text[At] is '1' or '2' && Next(1) == '>')
        {
            from = Text[At] - '0';
            At++;
        }

        var sign = Next(0);
        if (sign is not ('>' or '<'))
        {
            At = start;
            return false;
        }

        At++;
        if (sign == '<' && Next(0) == '<')
        {
            At++;
            BeginHere(command);
            return true;
        }

        var appends = sign == '>' && Next(0) == '>';
        At += appends ? 1 : 0;
        if (Next(0) == '&' && Next(1) is '1' or '2')
        {
            command.Redirections.Add(new Redirection(from < 0 ? 1 : from, [new WordPart(Text.Substring(At, 2), false)], false));
            At += 2;
            return true;
        }

        SkipBlanks();
        var target = ReadWord();
        command.Redirections.Add(
            new Redirection(sign == '<' ? 0 : from < 0 ? 1 : from, target.Count > 0 ? target : throw Unexpected("newline"), appends));
        return true;
    }

    private void BeginHere(ShellCommand command)
    {
        var tabs = Next(0) == '-';
        At += tabs ? 1 : 0;
        SkipBlanks();
        var word = ReadWord();
        var end = string.Concat(word.Select(static part => part.Text));
        if (end.Length == 0 || tabs)
        {
            throw Unexpected("<<");
        }

        command.Here = default(WordPart);
        _pending.Add((command, end, word.All(static part => part.Expands)));
    }

    private void ReadHere()
    {
        foreach ((var command, var end, var expands) in _pending)
        {
            StringBuilder body = new();
            while (At < Text.Length)
            {
                var stop = Text.IndexOf('\n', At);
                stop = stop < 0 ? Text.Length : stop;
                var line = Text[At..stop];
                At = Math.Min(stop + 1, Text.Length);
                Line++;
                if (line == end)
                {
                    break;
                }

                body.Append(line).Append('\n');
            }

            command.Here = new WordPart(body.ToString(), expands);
        }

        _pending.Clear();
    }

    private string ReadOperator()
    {
        SkipBlanks();
        if (At >= Text.Length)
        {
            return "";
        }

        var c = Text[At++];
        if (c == '\n')
        {
            Line++;
            return "\n";
        }

        if (c is '&' or '|' && Next(0) == c)
        {
            At++;
            return new string(c, 2);
        }

        return c == '&' ? throw new ShellSyntaxException($"bash: line {Line}: '&' is more than the simulator's shell knows") : c.ToString();
    }
}
