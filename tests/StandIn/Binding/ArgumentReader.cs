namespace StandIn.Binding;

/// <summary>Gives a name without a value the following argument, unless the parameter is a switch.</summary>
internal sealed class ArgumentReader(BindingState state)
{
    public IReadOnlyList<CommandArgument> Pair(IReadOnlyList<CommandArgument> arguments)
    {
        var paired = new List<CommandArgument>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument.Name is null || argument.HasValue
                || state.Model.Find(argument.Name, state.Invocation) is not { IsSwitch: false }
                || i + 1 >= arguments.Count || arguments[i + 1].Name is not null)
            {
                paired.Add(argument);
                continue;
            }

            paired.Add(CommandArgument.Named(argument.Name, arguments[++i].Value));
        }

        return paired;
    }
}
