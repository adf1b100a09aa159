using System.Management.Automation;

namespace StandIn.Binding;

/// <summary>Script blocks for parameters that accept pipeline input: they run for each record, and their output is bound.</summary>
internal sealed class DelayedBlocks(BindingState state)
{
    private readonly Dictionary<BindableParameter, ScriptBlock> _blocks = [];

    public uint Sets => _blocks.Keys.Aggregate(0u, (flags, p) => flags | p.Flags);

    public bool Any => _blocks.Count > 0;

    public static bool Applies(BindableParameter parameter, uint sets)
    {
        var type = parameter.Element ?? parameter.Type;
        return type != typeof(object) && !typeof(ScriptBlock).IsAssignableFrom(type) && parameter.RolesIn(sets).Any(r => r.TakesPipeline);
    }

    public void Add(BindableParameter parameter, ScriptBlock block, bool inputExpected)
    {
        if (!inputExpected)
        {
            throw new BindingFault("ScriptBlockArgumentNoInput", BindingTexts.ScriptBlockArgumentNoInput)
            {
                Category = ErrorCategory.MetadataError,
                Invocation = state.Invocation,
                ParameterName = parameter.Name,
                ParameterType = parameter.Type,
            }.ToException();
        }

        _blocks[parameter] = block;
        state.MarkBound(parameter);
    }

    public void Bind(object? input, ValueBinder values)
    {
        foreach ((var parameter, var block) in _blocks)
        {
            IReadOnlyList<object?> output;
            try
            {
                output = block.CollectWithUnderscore(input);
            }
            catch (RuntimeException failure)
            {
                throw Fault(
                    parameter,
                    "ScriptBlockArgumentInvocationFailed",
                    BindingTexts.ScriptBlockArgumentInvocationFailed,
                    failure,
                    failure.Message);
            }

            if (output.Count == 0)
            {
                throw Fault(parameter, "ScriptBlockArgumentNoOutput", BindingTexts.ScriptBlockArgumentNoOutput, null, string.Empty);
            }

            values.Bind(parameter, output.Count == 1 ? output[0] : output.ToArray(), convert: true);
        }
    }

    private ParameterBindingException Fault(BindableParameter parameter, string id, string format, Exception? inner, string detail) =>
        new BindingFault(id, format)
        {
            Invocation = state.Invocation,
            ParameterName = parameter.Name,
            ParameterType = parameter.Type,
            Inner = inner,
            Arguments = [detail],
        }.ToException();
}
