using System.Management.Automation;

namespace StandIn.Binding;

/// <summary>Binds pipeline objects one by one; each starts from the values of the command line.</summary>
internal sealed class PipelineBinder(BindingState state, ParameterSetResolver resolver, ValueBinder values, DelayedBlocks delayed)
{
    private readonly List<BindableParameter> _fromInput = [];
    private readonly Dictionary<BindableParameter, object?> _before = [];
    private uint _sets;

    public void RememberSets() => _sets = state.Sets;

    /// <summary>False if no parameter accepts the object.</summary>
    public bool Bind(object? input)
    {
        bool bound;
        try
        {
            if (delayed.Any)
            {
                delayed.Bind(input, values);
            }

            bound = BindToParameters(input) || delayed.Any;
            resolver.RequireOne();
        }
        catch (ParameterBindingException)
        {
            Restore();
            throw;
        }

        if (!bound)
        {
            Restore();
        }

        return bound;
    }

    /// <summary>Restores the values of the parameters that input set.</summary>
    public void Restore()
    {
        foreach (var parameter in _fromInput)
        {
            values.Assign(parameter, _before.GetValueOrDefault(parameter));
            state.MarkUnbound(parameter);
        }

        _fromInput.Clear();
    }

    private bool BindToParameters(object? input)
    {
        Restore();
        state.Sets = _sets;
        var bound = false;
        if (state.Preferred != 0)
        {
            bound = BindInOrder(input, state.Preferred, settle: false);
            if (state.Sets != state.Preferred)
            {
                bound |= BindInOrder(input, state.Sets & ~state.Preferred, settle: true);
            }
        }
        else
        {
            bound = BindInOrder(input, state.Sets, settle: true);
        }

        resolver.Resolve(inputMayFollow: false, takeDefault: true);
        return bound;
    }

    // The order is the rule: the whole object before its properties, without conversion before with conversion.
    private bool BindInOrder(object? input, uint sets, bool settle)
    {
        var any = false;
        foreach ((var byValue, var convert) in new[] { (true, false), (false, false), (true, true), (false, true) })
        {
            if (!BindWay(input, byValue, convert, sets))
            {
                continue;
            }

            any = true;
            if (settle)
            {
                resolver.Resolve(inputMayFollow: true, takeDefault: true);
                sets = state.Sets;
            }
        }

        return any;
    }

    private bool BindWay(object? input, bool byValue, bool convert, uint sets)
    {
        var byDefault = state.Model.DefaultFlag;
        if (byDefault != 0 && (sets & byDefault) != 0)
        {
            if (BindWayIn(input, byValue, convert, byDefault))
            {
                return true;
            }

            sets &= ~byDefault;
        }

        return BindWayIn(input, byValue, convert, sets);
    }

    private bool BindWayIn(object? input, bool byValue, bool convert, uint sets)
    {
        var any = false;
        foreach (var parameter in state.Unbound.ToArray().Reverse())
        {
            if (!parameter.RolesIn(sets).Any(r => byValue ? r.Declared.ValueFromPipeline : r.Declared.ValueFromPipelineByPropertyName))
            {
                continue;
            }

            if (byValue ? FromObject(input, parameter, convert) : FromProperty(input, parameter, convert))
            {
                any = true;
            }
        }

        return any;
    }

    private bool FromObject(object? input, BindableParameter parameter, bool convert)
    {
        try
        {
            return BindOne(parameter, input, convert);
        }
        catch (ParameterBindingArgumentTransformationException failure)
            when ((failure.InnerException is ArgumentTransformationMetadataException
                ? failure.InnerException.InnerException
                : failure.InnerException) is PSInvalidCastException)
            {
                return false;
            }
        catch (ParameterBindingArgumentTransformationException)
        {
            throw;
        }
        catch (ParameterBindingValidationException)
        {
            throw;
        }
        catch (ParameterBindingException)
        {
            return false;
        }
    }

    private bool FromProperty(object? input, BindableParameter parameter, bool convert)
    {
        if (PSObject.IsNothing(input))
        {
            return false;
        }

        var properties = PSObject.AsPSObject(input!).Properties;
        var property = properties[parameter.Name] ?? parameter.Aliases.Select(a => properties[a]).FirstOrDefault(p => p is not null);
        if (property is null)
        {
            return false;
        }

        try
        {
            return BindOne(parameter, property.Value, convert);
        }
        catch (ParameterBindingArgumentTransformationException)
        {
            throw;
        }
        catch (ParameterBindingValidationException)
        {
            throw;
        }
        catch (ParameterBindingException)
        {
            return false;
        }
    }

    private bool BindOne(BindableParameter parameter, object? value, bool convert)
    {
        if (!_before.ContainsKey(parameter))
        {
            _before[parameter] = parameter.Get(state.TargetOf(parameter));
        }

        if (!values.Bind(parameter, value, convert))
        {
            return false;
        }

        _fromInput.Add(parameter);
        return true;
    }
}
