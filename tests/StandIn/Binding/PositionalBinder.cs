using System.Management.Automation;

namespace StandIn.Binding;

/// <summary>
/// Binds arguments without names: position by position, the default set before others, without conversion before with conversion.
/// </summary>
internal sealed class PositionalBinder(BindingState state, Func<BindableParameter, object?, bool, bool> bind)
{
    public List<CommandArgument> Bind(List<CommandArgument> arguments, out ParameterBindingException? failure)
    {
        failure = null;
        var left = new List<CommandArgument>(arguments.Where(a => a.Name is not null));
        var positional = new Queue<CommandArgument>(arguments.Where(a => a.Name is null));
        foreach (var position in Positions())
        {
            if (positional.Count == 0)
            {
                break;
            }

            if (!state.Unbound.Exists(p => AtPosition(p, position, state.Sets)))
            {
                continue;
            }

            var argument = positional.Dequeue();
            if (!BindAt(position, argument.Value, ref failure))
            {
                left.Add(argument);
            }
        }

        left.AddRange(positional);
        return left;
    }

    private static bool AtPosition(BindableParameter parameter, int position, uint sets) =>
        parameter.RolesIn(sets).Any(r => r.Declared.Position == position && !r.Declared.ValueFromRemainingArguments);

    private List<int> Positions() =>
        [.. state
            .Unbound.SelectMany(p => p.RolesIn(state.Sets))
            .Where(r => !r.Declared.ValueFromRemainingArguments)
            .Select(r => r.Declared.Position)
            .Where(p => p != int.MinValue)
            .Distinct()
            .Order()];

    private bool BindAt(int position, object? value, ref ParameterBindingException? failure)
    {
        var byDefault = state.Model.DefaultFlag;
        foreach (var convert in new[] { false, true })
        {
            if (byDefault != 0 && (state.Sets & byDefault) != 0 && BindIn(byDefault, position, value, convert, ref failure))
            {
                return true;
            }

            if (BindIn(state.Sets, position, value, convert, ref failure))
            {
                return true;
            }
        }

        return false;
    }

    private bool BindIn(uint sets, int position, object? value, bool convert, ref ParameterBindingException? failure)
    {
        foreach (var parameter in state.Unbound.FindAll(p => AtPosition(p, position, sets)))
        {
            try
            {
                if (bind(parameter, value, convert))
                {
                    failure = null;
                    return true;
                }
            }
            catch (ParameterBindingArgumentTransformationException)
            {
                throw;
            }
            catch (ParameterBindingValidationException)
            {
                throw;
            }
            catch (ParameterBindingException notThisOne)
            {
                // Another parameter at this position may accept it; the first reason is reported if none does.
                failure = notThisOne;
            }
        }

        return false;
    }
}
