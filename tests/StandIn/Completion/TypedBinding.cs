using System.Collections;
using System.Management.Automation;
using StandIn.Binding;
using StandIn.Conversion;
using StandIn.Sessions;

namespace StandIn.Completion;

/// <summary>The parameters that the words of an incomplete command would bind; nothing runs.</summary>
internal sealed class TypedBinding
{
    private readonly CommandModel _model;
    private readonly Session _session;
    private readonly List<BindableParameter> _bound = [];
    private uint _sets = uint.MaxValue;

    public TypedBinding(CommandModel model, TypedCommand command, Session session)
    {
        _model = model;
        _session = session;
        Bind(command);
    }

    /// <summary>The parameter at the cursor.</summary>
    public BindableParameter? AtCursor { get; private set; }

    /// <summary>The arguments for completers: the other parameters, and this one.</summary>
    public Hashtable Values { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Parameters that can still be specified; those of excluded sets only if there is no other.</summary>
    public IEnumerable<BindableParameter> Open(Predicate<BindableParameter> wanted)
    {
        BindableParameter[] open = [.. _model.Parameters.Where(p => !_bound.Contains(p) && wanted(p))];
        BindableParameter[] possible = [.. open.Where(p => p.IsIn(_sets))];
        return possible.Length > 0 ? possible : open;
    }

    private void Bind(TypedCommand command)
    {
        BindableParameter? waiting = null;
        var continues = false;
        BindableParameter? last = null;
        for (var i = 1; i < command.Words.Count; i++)
        {
            var word = command.Words[i];
            var atCursor = i == command.Words.Count - 1;
            if (word.Raw == ",")
            {
                continues = true;
                continue;
            }

            if (word.IsParameter)
            {
                waiting = null;
                continues = false;
                if (!atCursor && Find(word.Raw.TrimStart('-').TrimEnd(':')) is { } named)
                {
                    var colon = word.Raw.EndsWith(':');
                    Take(named);
                    waiting = named.IsSwitch && !colon ? null : named;
                    if (waiting is null)
                    {
                        Values[named.Name] = true;
                    }
                }

                continue;
            }

            var target = continues ? last : waiting ?? NextPosition();
            waiting = null;
            last = target;
            if (atCursor)
            {
                AtCursor = target;
            }

            if (target is not null && word.Raw.Length > 0)
            {
                Take(target);
                var value = Literal(word);
                Values[target.Name] = continues ? Joined(Values[target.Name], value) : value;
            }

            continues = false;
        }
    }

    private static object?[] Joined(object? before, object? value) => before is object?[] many ? [.. many, value] : [before, value];

    private BindableParameter? Find(string name)
    {
        try
        {
            return name.Length == 0 ? null : _model.Find(name, null);
        }
        catch (ParameterBindingException)
        {
            return null;
        }
    }

    private BindableParameter? NextPosition()
    {
        (BindableParameter Parameter, int Position)[] open =
        [
            .. _model
                .Parameters.Where(p => !_bound.Contains(p))
                .SelectMany(p => p.RolesIn(_sets).Where(r => r.Declared.Position != int.MinValue && !r.Declared.ValueFromRemainingArguments)
                    .Select(r => (p, r.Declared.Position, IsDefault: _model.DefaultFlag != 0 && (r.Flag & _model.DefaultFlag) != 0)))
                .OrderBy(c => c.Position)
                .ThenByDescending(c => c.IsDefault)
                .Select(c => (c.p, c.Position)),
        ];
        return open.Length > 0
            ? open[0].Parameter
            : _model.Parameters.FirstOrDefault(p => p.RolesIn(_sets).Any(r => r.Declared.ValueFromRemainingArguments));
    }

    private void Take(BindableParameter parameter)
    {
        if (_bound.Contains(parameter))
        {
            return;
        }

        _bound.Add(parameter);
        if (!parameter.InAllSets && parameter.Flags != 0 && (_sets & parameter.Flags) != 0)
        {
            _sets &= parameter.Flags;
        }
    }

    private object? Literal(TypedWord word)
    {
        if (word.Quote != '\0')
        {
            return word.Text;
        }

        return word.Raw.ToUpperInvariant() switch
        {
            "$TRUE" => true,
            "$FALSE" => false,
            "$NULL" => null,
            ['$', ..] => _session.Variables.GetValue(word.Raw[1..]),
            _ => Numbers.ParseLiteral(word.Raw) ?? word.Raw,
        };
    }
}
