using System.Buffers;
using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using StandIn.Binding;
using StandIn.Script;
using StandIn.Sessions;

namespace StandIn.Completion;

/// <summary>The completions at the cursor: a command name, a parameter name, a parameter value. Files aren't offered.</summary>
internal sealed class InputCompleter
{
    private static readonly SearchValues<char> s_needQuotes = SearchValues.Create(" \t'\"`$(){}[];,|&@#");
    private readonly Session _session;
    private readonly string _input;
    private readonly int _cursor;
    private readonly TypedCommand _command;

    private InputCompleter(string input, int cursor, Session session)
    {
        _input = input;
        _cursor = cursor;
        _session = session;
        _command = TypedCommand.Read(input, cursor);
    }

    public static CommandCompletion Complete(string input, int cursor, Session? session)
    {
        if (cursor < 0 || cursor > input.Length)
        {
            throw new PSArgumentException("The cursor is outside of the input.", nameof(cursor));
        }

        if (session is null)
        {
            return new CommandCompletion([], -1, cursor, 0);
        }

        var before = System.Management.Automation.Runspaces.Runspace.DefaultRunspace;
        System.Management.Automation.Runspaces.Runspace.DefaultRunspace = session.Runspace;
        try
        {
            return new InputCompleter(input, cursor, session).Complete();
        }
        finally
        {
            System.Management.Automation.Runspaces.Runspace.DefaultRunspace = before;
        }
    }

    private CommandCompletion Complete()
    {
        var word = _command.AtCursor;
        var results = _command.Words.Count == 1 ? Commands(word) : Rest(word);
        return new CommandCompletion(new Collection<CompletionResult>([.. results]), -1, word.Start, word.Raw.Length);
    }

    private IEnumerable<CompletionResult> Commands(TypedWord word)
    {
        if (word.Raw.Length == 0 || word.Raw[0] is '$' or '[' or '-' or '@')
        {
            return [];
        }

        return _session.Commands.Matching(word.Text + "*").Where(c => c is CmdletInfo)
            .Concat(_session.Commands.Matching(word.Text + "*").Where(c => c is AliasInfo))
            .Select(c => new CompletionResult(c.Name, c.Name, CompletionResultType.Command, c is CmdletInfo ? c.Definition : c.Name));
    }

    private IEnumerable<CompletionResult> Rest(TypedWord word)
    {
        var command = _session.Commands.Find(_command.Words[0].Text);
        if (((command as AliasInfo)?.ResolvedCommand ?? command) is not CmdletInfo cmdlet)
        {
            return [];
        }

        var binding = new TypedBinding(cmdlet.Model, _command, _session);
        return word.IsParameter ? ParameterNames(binding, word.Raw[1..])
            : binding.AtCursor is { } parameter ? Values(cmdlet, parameter, word, binding)
            : [];
    }

    private static IEnumerable<CompletionResult> ParameterNames(TypedBinding binding, string typed)
    {
        foreach (var parameter in binding.Open(p => Names(p, typed).Any() && !p.Roles.All(r => r.Declared.DontShow)))
        {
            var type = Conversion.TypeNames.Display(Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type);
            foreach (var name in Names(parameter, typed))
            {
                yield return new CompletionResult(
                    "-" + name, name, CompletionResultType.ParameterName, $"[{type[(type.LastIndexOf('.') + 1)..]}] {name}");
            }
        }
    }

    // An alias is offered only if its beginning is typed.
    private static IEnumerable<string> Names(BindableParameter parameter, string typed) =>
        parameter.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? [parameter.Name]
        : parameter.Aliases.Where(a => a.StartsWith(typed, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<CompletionResult> Values(CmdletInfo cmdlet, BindableParameter parameter, TypedWord word, TypedBinding binding)
    {
        if (parameter.Attributes.OfType<ArgumentCompleterAttribute>().FirstOrDefault() is { } completer)
        {
            return FromCompleter(completer, cmdlet, parameter, word, binding.Values);
        }

        if (parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault() is { } set)
        {
            return Matching(set.ValidValues, word);
        }

        var type = parameter.Element ?? parameter.Type;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum ? Matching(Enum.GetNames(type), word) : [];
    }

    private static IEnumerable<CompletionResult> Matching(IEnumerable<string> values, TypedWord word)
    {
        var pattern = new WildcardPattern(word.Text + "*", WildcardOptions.IgnoreCase);
        return values.Where(pattern.IsMatch).Order(StringComparer.OrdinalIgnoreCase)
            .Select(v => new CompletionResult(Quoted(v, word.Quote), v, CompletionResultType.ParameterValue, v));
    }

    private static string Quoted(string value, char quote)
    {
        if (quote == '\0' && value.AsSpan().IndexOfAny(s_needQuotes) < 0 && value.Length > 0)
        {
            return value;
        }

        quote = quote == '\0' ? '\'' : quote;
        return quote + value.Replace(quote.ToString(), new string(quote, 2), StringComparison.Ordinal) + quote;
    }

    private List<CompletionResult> FromCompleter(
        ArgumentCompleterAttribute attribute, CmdletInfo cmdlet, BindableParameter parameter, TypedWord word, Hashtable values)
    {
        // A completer gets the value between two quotes instead of the typed word.
        var typed = word.Quote == '\0' ? word.Raw : word.Quote + word.Text + word.Quote;
        try
        {
            if (attribute.Type is { } type)
            {
                return [.. ((IArgumentCompleter)Activator.CreateInstance(type)!).CompleteArgument(
                    cmdlet.Name, parameter.Name, typed, Ast(), values)];
            }

            return [.. attribute
                .ScriptBlock!.Invoke(cmdlet.Name, parameter.Name, typed, Ast(), values)
                .Select(r => r.BaseObject as CompletionResult ?? new CompletionResult(r.ToString()))];
        }
        catch (Exception)
        {
            // An exception of a completer must not reach the user.
            return [];
        }
    }

    private CommandAst Ast()
    {
        var source = new SourceText(_input, null);
        var elements = _command.Words.Where(w => w.Raw.Length > 0).Select<TypedWord, CommandElementAst>(w =>
        {
            var extent = source.Extent(w.Start, w.Start + w.Raw.Length);
            return w.IsParameter
                ? new CommandParameterAst(extent, w.Raw.TrimStart('-').TrimEnd(':'), null, extent)
                : new ConstantExpressionAst(extent, w.Text);
        });
        return new CommandAst(source.Extent(_command.Start, _cursor), elements);
    }
}
