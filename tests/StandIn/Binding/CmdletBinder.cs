using System.Management.Automation;
using System.Management.Automation.Host;

namespace StandIn.Binding;

/// <summary>Binds the arguments of the command line: names first, then positions, then the remaining ones.</summary>
internal sealed class CmdletBinder
{
    private readonly BindingState _state;
    private readonly PSHost _host;
    private readonly ParameterSetResolver _resolver;
    private readonly MandatoryCheck _mandatory;
    private readonly ValueBinder _values;
    private readonly DelayedBlocks _delayed;

    public CmdletBinder(BindingState state, EngineIntrinsics engine, PSHost host)
    {
        _state = state;
        _host = host;
        _resolver = new ParameterSetResolver(state);
        _mandatory = new MandatoryCheck(state);
        _values = new ValueBinder(state, engine);
        _delayed = new DelayedBlocks(state);
        Input = new PipelineBinder(state, _resolver, _values, _delayed);
    }

    public PipelineBinder Input { get; }

    public void BindCommandLine(IReadOnlyList<CommandArgument> arguments, bool inputExpected)
    {
        var left = BindNamed(new ArgumentReader(_state).Pair(arguments), inputExpected);
        var positions = new PositionalBinder(_state, (parameter, value, convert) => BindOne(parameter, value, convert, inputExpected));
        left = positions.Bind(left, out var positionalFailure);
        _resolver.Resolve(inputMayFollow: true, takeDefault: false);
        left = BindRemaining(left, inputExpected);
        if (left.Count > 0)
        {
            throw NotBound(left[0], positionalFailure);
        }

        Settle(inputExpected);
        Input.RememberSets();
    }

    /// <summary>For one record: the missing parameters, as text for the message; null if there are none.</summary>
    public string? MissingForRecord()
    {
        var missing = _mandatory.Missing();
        return missing.Count == 0 ? null : MandatoryCheck.Names(missing);
    }

    private void Settle(bool inputExpected)
    {
        var count = _resolver.Resolve(inputMayFollow: inputExpected, takeDefault: !inputExpected);
        if (count > 1 && inputExpected)
        {
            var taking = _delayed.Sets | _resolver.ThatTakeInput();
            if (taking != _state.Sets)
            {
                _state.Sets &= taking;
                count = _resolver.Resolve(inputMayFollow: true, takeDefault: false);
            }
        }

        var missing = inputExpected ? _mandatory.MissingDespiteInput(count) : _mandatory.Missing();
        if (missing.Count > 0)
        {
            foreach ((var name, var answer) in _mandatory.Prompt(missing, _host))
            {
                BindOne(Known(name), answer, convert: true, inputExpected);
            }
        }

        if (!inputExpected)
        {
            _resolver.RequireOne();
        }
    }

    private BindableParameter Known(string name) =>
        _state.Model.Find(name, _state.Invocation) ?? throw NotBound(CommandArgument.NameOnly(name), null);

    private List<CommandArgument> BindNamed(IReadOnlyList<CommandArgument> arguments, bool inputExpected)
    {
        var left = new List<CommandArgument>();
        foreach (var argument in arguments)
        {
            if (argument.Name is null)
            {
                left.Add(argument);
                continue;
            }

            var parameter = _state.Model.Find(argument.Name, _state.Invocation) ?? throw NotBound(argument, null);
            if (_state.Bound.ContainsKey(parameter.Name))
            {
                throw new BindingFault("ParameterAlreadyBound", BindingTexts.ParameterAlreadyBound)
                {
                    Invocation = _state.Invocation,
                    ParameterName = parameter.Name
                }.ToException();
            }

            if (!argument.HasValue && !parameter.IsSwitch)
            {
                throw new BindingFault("MissingArgument", BindingTexts.MissingArgument)
                {
                    Invocation = _state.Invocation,
                    ParameterName = parameter.Name,
                    ParameterType = parameter.Type,
                }.ToException();
            }

            BindOne(parameter, argument.HasValue ? argument.Value : SwitchParameter.Present, convert: true, inputExpected);
        }

        return left;
    }

    private bool BindOne(BindableParameter parameter, object? value, bool convert, bool inputExpected)
    {
        if (value is ScriptBlock block && DelayedBlocks.Applies(parameter, _state.Sets))
        {
            _delayed.Add(parameter, block, inputExpected);
            return true;
        }

        return _values.Bind(parameter, value, convert);
    }

    private List<CommandArgument> BindRemaining(List<CommandArgument> left, bool inputExpected)
    {
        if (left.Count == 0
            || _state.Unbound.Find(p => p.RolesIn(_state.Sets).Any(r => r.Declared.ValueFromRemainingArguments)) is not { } parameter)
        {
            return left;
        }

        var rest = new List<object?>();
        foreach (var argument in left)
        {
            if (argument.Name is not null)
            {
                rest.Add("-" + argument.Name);
            }

            if (argument.HasValue)
            {
                rest.Add(argument.Value);
            }
        }

        // A single list for all remaining arguments is used as that list.
        object? value = rest is [System.Collections.IList only] ? only : rest.ToArray();
        BindOne(parameter, value, convert: true, inputExpected);
        return [];
    }

    private ParameterBindingException NotBound(CommandArgument argument, ParameterBindingException? earlier) => argument.Name is null
        ? earlier ?? new BindingFault("PositionalParameterNotFound", BindingTexts.PositionalParameterNotFound)
        {
            Invocation = _state.Invocation,
            ParameterName = argument.Value?.ToString() ?? "$null",
            TypeSpecified = argument.Value?.GetType(),
        }.ToException()
        : new BindingFault("NamedParameterNotFound", BindingTexts.NamedParameterNotFound)
        {
            Invocation = _state.Invocation,
            ParameterName = argument.Name,
            TypeSpecified = argument.Value?.GetType(),
        }.ToException();
}
