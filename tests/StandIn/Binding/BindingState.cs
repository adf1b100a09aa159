using System.Management.Automation;

namespace StandIn.Binding;

/// <summary>The parameters of an invocation: the bound and unbound ones, and the sets that are still possible.</summary>
internal sealed class BindingState(CommandModel model, Cmdlet cmdlet, InvocationInfo invocation, Func<ParameterOwner, object> targets)
{
    private uint _sets = uint.MaxValue;

    public CommandModel Model { get; } = model;

    public Cmdlet Cmdlet { get; } = cmdlet;

    public InvocationInfo Invocation { get; } = invocation;

    public Dictionary<string, BindableParameter> Bound { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<BindableParameter> Unbound { get; } = [.. model.Parameters];

    public uint Sets
    {
        get => _sets;
        set => _sets = value;
    }

    /// <summary>The set that pipeline input is offered to before all others; 0 if there is none.</summary>
    public uint Preferred { get; set; }

    public string SetName => _sets == uint.MaxValue ? ParameterAttribute.AllParameterSets : Model.NameOf(_sets);

    public object TargetOf(BindableParameter parameter) => targets(parameter.Owner);

    public int SetCount() => CountOf(_sets);

    // All bits set means that nothing has been decided yet.
    public static int CountOf(uint sets) => sets == uint.MaxValue ? 1 : System.Numerics.BitOperations.PopCount(sets);

    public void PublishSetName() => Publish(SetName);

    public void Publish(string setName) => Cmdlet.SetParameterSetName(setName);

    public void MarkBound(BindableParameter parameter)
    {
        Bound[parameter.Name] = parameter;
        Unbound.Remove(parameter);
        if (!parameter.InAllSets && parameter.Flags != 0)
        {
            _sets &= parameter.Flags;
        }
    }

    public void MarkUnbound(BindableParameter parameter)
    {
        if (Bound.Remove(parameter.Name) && !Unbound.Contains(parameter))
        {
            Unbound.Add(parameter);
        }
    }

    public ParameterBindingException Ambiguous() =>
        new BindingFault("AmbiguousParameterSet", BindingTexts.AmbiguousParameterSet) { Invocation = Invocation }.ToException();
}
