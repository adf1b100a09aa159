using System.Text;

namespace AksEgress.Simulator.RunCommands;

/// <summary>
/// Reads the part of the shell's language that commands sent to a cluster are made of: words, quotes, variables, lists, pipes,
/// redirections, here-documents, comments. Loops, conditions, substitutions and functions are errors that say so.
/// </summary>
internal sealed class ShellReader
{
    private const int MostCommands = 2000;
    private static readonly string[] s_reserved = ["if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "function", "select", "{", "}", "[[", "time", "!"];

    private readonly string _text;
    private readonly List<ShellPipeline> _pipelines = [];
    private readonly List<(ShellCommand Command, string End, bool Expands)> _pending = [];
    private int _at;
    private int _line = 1;
    private int _commands;

    private ShellReader(string text) => _text = text;

    /// <summary>Reads a script.</summary>
    /// <exception cref="ShellSyntaxException">With bash's words where bash refuses it too.</exception>
    public static List<ShellPipeline> Read(string text)
    {
        ShellReader reader = new(text.ReplaceLineEndings("\n"));
        reader.ReadAll();
        return reader._pipelines;
    }

    private void ReadAll()
    {
        string before = ";";
        ShellPipeline? pipeline = null;
        while (true)
        {
            ShellCommand command = ReadCommand();
            string sign = ReadOperator();
            bool empty = command.Words.Count == 0 && command.Redirections.Count == 0 && command.Here is null;
            if (empty && (sign is "|" or "&&" or "||" or ";" || (pipeline is not null && sign != "\n")))
            {
                throw Unexpected(sign.Length == 0 ? "newline" : sign);
            }

            if (!empty)
            {
                if (++_commands > MostCommands)
                {
                    throw new ShellSyntaxException($"bash: line {_line}: more than {MostCommands} commands, which is more than the simulator runs");
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
                // A line may end behind |, && and ||.
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
        ShellCommand command = new() { Line = _line };
        while (true)
        {
            SkipBlanks();
            if (_at >= _text.Length || _text[_at] is '\n' or ';' or '|' || (_text[_at] == '&' && Next(1) != '>'))
            {
                break;
            }

            if (ReadRedirection(command))
            {
                continue;
            }

            if (_text[_at] is '(' or ')')
            {
                throw Unexpected(_text[_at].ToString());
            }

            List<WordPart> word = ReadWord();
            if (command.Words.Count == 0 && word is [{ Expands: true } only] && s_reserved.Contains(only.Text))
            {
                throw new ShellSyntaxException($"bash: line {_line}: '{only.Text}' is more than the simulator's shell knows");
            }

            command.Words.Add(word);
        }

        return command;
    }

    private bool ReadRedirection(ShellCommand command)
    {
        int start = _at;
        int from = -1;
        if (_text[_at] == '&')
        {
            from = 3;
            _at++;
        }
        else if (_text[_at] is '1' or '2' && Next(1) == '>')
        {
            from = _text[_at] - '0';
            _at++;
        }

        char sign = Next(0);
        if (sign is not ('>' or '<'))
        {
            _at = start;
            return false;
        }

        _at++;
        if (sign == '<' && Next(0) == '<')
        {
            _at++;
            BeginHere(command);
            return true;
        }

        bool appends = sign == '>' && Next(0) == '>';
        _at += appends ? 1 : 0;
        if (Next(0) == '&' && Next(1) is '1' or '2')
        {
            command.Redirections.Add(new Redirection(from < 0 ? 1 : from, [new WordPart(_text.Substring(_at, 2), false)], false));
            _at += 2;
            return true;
        }

        SkipBlanks();
        List<WordPart> target = ReadWord();
        command.Redirections.Add(new Redirection(sign == '<' ? 0 : from < 0 ? 1 : from, target.Count > 0 ? target : throw Unexpected("newline"), appends));
        return true;
    }

    private void BeginHere(ShellCommand command)
    {
        bool tabs = Next(0) == '-';
        _at += tabs ? 1 : 0;
        SkipBlanks();
        List<WordPart> word = ReadWord();
        string end = string.Concat(word.Select(static part => part.Text));
        if (end.Length == 0 || tabs)
        {
            throw Unexpected("<<");
        }

        command.Here = default(WordPart);
        _pending.Add((command, end, word.All(static part => part.Expands)));
    }

    private void ReadHere()
    {
        foreach ((ShellCommand command, string end, bool expands) in _pending)
        {
            StringBuilder body = new();
            while (_at < _text.Length)
            {
                int stop = _text.IndexOf('\n', _at);
                stop = stop < 0 ? _text.Length : stop;
                string line = _text[_at..stop];
                _at = Math.Min(stop + 1, _text.Length);
                _line++;
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
        if (_at >= _text.Length)
        {
            return "";
        }

        char c = _text[_at++];
        if (c == '\n')
        {
            _line++;
            return "\n";
        }

        if (c is '&' or '|' && Next(0) == c)
        {
            _at++;
            return new string(c, 2);
        }

        return c == '&' ? throw new ShellSyntaxException($"bash: line {_line}: '&' is more than the simulator's shell knows") : c.ToString();
    }

    private List<WordPart> ReadWord()
    {
        List<WordPart> parts = [];
        StringBuilder plain = new();
        while (_at < _text.Length)
        {
            char c = _text[_at];
            if (char.IsWhiteSpace(c) || c is ';' or '|' or '&' or '<' or '>' or '(' or ')')
            {
                break;
            }

            _at++;
            switch (c)
            {
                case '\'':
                    Flush(parts, plain);
                    parts.Add(new WordPart(Until('\''), false));
                    break;
                case '"':
                    Flush(parts, plain);
                    ReadQuoted(parts);
                    break;
                case '\\':
                    Flush(parts, plain);
                    parts.Add(new WordPart(_at < _text.Length ? _text[_at].ToString() : "\\", false));
                    _at++;
                    break;
                default:
                    CheckSubstitution(c);
                    plain.Append(c);
                    break;
            }
        }

        Flush(parts, plain);
        return parts;
    }

    private void ReadQuoted(List<WordPart> parts)
    {
        StringBuilder text = new();
        while (_at < _text.Length && _text[_at] != '"')
        {
            char c = _text[_at++];
            if (c == '\\' && Next(0) is '"' or '\\' or '$' or '`' or '\n')
            {
                Flush(parts, text);
                parts.Add(new WordPart(_text[_at] == '\n' ? "" : _text[_at].ToString(), false));
                _line += _text[_at++] == '\n' ? 1 : 0;
                continue;
            }

            CheckSubstitution(c);
            _line += c == '\n' ? 1 : 0;
            text.Append(c);
        }

        parts.Add(new WordPart(text.ToString(), true));
        if (_at++ >= _text.Length)
        {
            throw new ShellSyntaxException($"bash: -c: line {_line}: unexpected EOF while looking for matching `\"'");
        }
    }

    private string Until(char end)
    {
        int stop = _text.IndexOf(end, _at);
        if (stop < 0)
        {
            throw new ShellSyntaxException($"bash: -c: line {_line}: unexpected EOF while looking for matching `{end}'");
        }

        string inner = _text[_at..stop];
        _line += inner.Count(static c => c == '\n');
        _at = stop + 1;
        return inner;
    }

    private void CheckSubstitution(char c)
    {
        if (c == '`' || (c == '$' && Next(0) == '('))
        {
            throw new ShellSyntaxException($"bash: line {_line}: command substitution is more than the simulator's shell knows");
        }
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == '\\' && Next(1) == '\n')
            {
                _at += 2;
                _line++;
            }
            else if (_text[_at] != '\n' && char.IsWhiteSpace(_text[_at]))
            {
                _at++;
            }
            else if (_text[_at] == '#')
            {
                int stop = _text.IndexOf('\n', _at);
                _at = stop < 0 ? _text.Length : stop;
            }
            else
            {
                return;
            }
        }
    }

    private static void Flush(List<WordPart> parts, StringBuilder plain)
    {
        if (plain.Length > 0)
        {
            parts.Add(new WordPart(plain.ToString(), true));
            plain.Clear();
        }
    }

    private char Next(int offset) => _at + offset < _text.Length ? _text[_at + offset] : '\0';

    private ShellSyntaxException Unexpected(string sign) =>
        new($"bash: -c: line {_line}: syntax error near unexpected token `{sign.Replace("\n", "newline", StringComparison.Ordinal)}'");
}
