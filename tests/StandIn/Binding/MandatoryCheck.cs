using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace StandIn.Binding;

/// <summary>Finds mandatory parameters that can no longer get a value, and prompts for them.</summary>
internal sealed class MandatoryCheck(BindingState state)
{
    /// <summary>All missing parameters of the remaining sets.</summary>
    public List<BindableParameter> Missing() => state.Unbound.FindAll(p => p.RolesIn(state.Sets).Any(r => r.Mandatory));

    /// <summary>The missing parameters that pipeline input can't provide. Reduces the sets to those that input can complete.</summary>
    public List<BindableParameter> MissingDespiteInput(int setCount)
    {
        var needs = Needs();
        if (needs.Count == 0)
        {
            return [];
        }

        var forAll = needs.Find(n => n.IsAll);
        var own = needs.FindAll(n => !n.IsAll);
        var byDefault = state.Model.DefaultFlag;
        var wanting = forAll is not null || own.Count == 0
            ? state.Sets & (state.Model.AllFlags == 0 ? uint.MaxValue : state.Model.AllFlags)
            : own.Aggregate(0u, (flags, n) => flags | (n.Flag & state.Sets));
        // The default set is complete: the others are excluded, unless input can complete one of them.
        if (setCount > 1 && byDefault != 0 && (byDefault & wanting) == 0 && (byDefault & state.Sets) != 0
            && !own.Exists(n => (n.Flag & state.Sets) != 0 && n.Flag != byDefault && n.FromInput.Count > 0))
        {
            wanting = state.Sets & ~wanting;
            state.Sets = wanting;
            if (state.Sets == byDefault)
            {
                state.PublishSetName();
            }
            else
            {
                state.Preferred = byDefault;
            }
        }

        var count = BindingState.CountOf(wanting);
        if (count == 0)
        {
            throw state.Ambiguous();
        }

        if (count == 1)
        {
            return Lacking(needs, wanting);
        }

        if (state.Preferred != 0)
        {
            return [];
        }

        if (byDefault != 0 && (wanting & byDefault) != 0 && SettlesOnDefault(own, forAll, byDefault))
        {
            state.Sets = byDefault;
            state.PublishSetName();
            return Lacking(needs, byDefault);
        }

        return FromTheOneThatTakesInput(needs, own, wanting);
    }

    public ParameterBindingException MissingException(IEnumerable<BindableParameter> missing) =>
        new BindingFault("MissingMandatoryParameter", BindingTexts.MissingMandatoryParameter)
        {
            Invocation = state.Invocation,
            ParameterName = Names(missing)
        }.ToException();

    public static string Names(IEnumerable<BindableParameter> missing) => string.Concat(missing.Select(p => " " + p.Name));

    /// <summary>Prompts for the values; if the host can't prompt, the missing parameters are an error.</summary>
    public IReadOnlyDictionary<string, PSObject> Prompt(IReadOnlyList<BindableParameter> missing, PSHost host)
    {
        var fields = new Collection<FieldDescription>();
        foreach (var parameter in missing)
        {
            var field = new FieldDescription(parameter.Name)
            {
                HelpMessage = parameter.RolesIn(state.Sets).Select(r => r.Declared.HelpMessage).FirstOrDefault(h => h is not null)
                    ?? string.Empty,
                Label = parameter.Name,
            };
            fields.Add(field);
        }

        Dictionary<string, PSObject>? answers = null;
        try
        {
            answers = host.UI?.Prompt(
                $"cmdlet {state.Invocation.MyCommand?.Name} at command pipeline position {state.Invocation.PipelinePosition}",
                "Supply values for the following parameters:",
                fields);
        }
        catch (Exception failure) when (failure is NotImplementedException or HostException or PSInvalidOperationException)
        {
            // A host that can't prompt isn't an error of its own: the missing parameters are.
        }

        return answers is { Count: > 0 } ? answers : throw MissingException(missing);
    }

    private static List<BindableParameter> Lacking(List<SetNeeds> needs, uint sets) =>
        [.. needs.Where(n => n.IsAll || (n.Flag & sets) != 0).SelectMany(n => n.NotFromInput).Distinct()];

    private static bool SettlesOnDefault(List<SetNeeds> own, SetNeeds? forAll, uint byDefault)
    {
        var others = own.FindAll(n => (n.Flag & byDefault) == 0);
        var otherTakesInput = others.Exists(n => n.FromInput.Count > 0 && n.NotFromInput.Count == 0);
        var otherTakesNames = others.Exists(n => n.ByName.Count > 0);
        if (own.Find(n => n.Flag == byDefault) is { } mine
            && ((mine.ByName.Count > 0 && !otherTakesNames) || (mine.FromInput.Count > 0 && !otherTakesInput)))
        {
            return true;
        }

        return !otherTakesInput || forAll?.NotFromInput.Count > 0;
    }

    private List<BindableParameter> FromTheOneThatTakesInput(List<SetNeeds> needs, List<SetNeeds> own, uint wanting)
    {
        var byValue = own.FindAll(n => (n.Flag & wanting) != 0 && n.ByValue.Count > 0);
        var byName = own.FindAll(n => (n.Flag & wanting) != 0 && n.ByName.Count > 0);
        var value = byValue.Count == 1 ? byValue[0].Flag : 0;
        var name = byName.Count == 1 ? byName[0].Flag : 0;
        var only = byValue.Count > 0 && byName.Count > 0 ? value == name ? value : 0 : byValue.Count > 0 ? value : name;
        var lackingSets = needs.FindAll(n => (n.IsAll || (n.Flag & wanting) != 0) && n.NotFromInput.Count > 0);
        if (only == 0 && lackingSets.Count > 0)
        {
            only = value;
        }

        if (only != 0)
        {
            return Choose(needs, own, only);
        }

        if (lackingSets.Count == 0)
        {
            return [];
        }

        if (byValue.Count <= 1 && byName.Count <= 1)
        {
            throw state.Ambiguous();
        }

        Ignore(lackingSets.Where(n => !n.IsAll).Aggregate(0u, (flags, n) => flags | n.Flag));
        if (state.Sets == 0)
        {
            throw state.Ambiguous();
        }

        if (state.SetCount() == 1)
        {
            state.PublishSetName();
        }

        return [];
    }

    private List<BindableParameter> Choose(List<SetNeeds> needs, List<SetNeeds> own, uint chosen)
    {
        var lacking = Lacking(needs, chosen);
        if (own.Exists(n => (n.Flag & chosen) != 0 && n.NotFromInput.Count > 0))
        {
            state.Sets = chosen;
        }
        else
        {
            Ignore(own.Where(n => (n.Flag & chosen) == 0).Aggregate(0u, (flags, n) => flags | n.Flag));
            if (state.Sets != chosen)
            {
                state.Preferred = chosen;
            }
        }

        state.PublishSetName();
        return lacking;
    }

    private void Ignore(uint sets)
    {
        if (sets != 0)
        {
            state.Sets = (state.Sets == uint.MaxValue ? state.Model.AllFlags : state.Sets) & ~sets;
        }
    }

    private List<SetNeeds> Needs()
    {
        var needs = new List<SetNeeds>();
        foreach (var parameter in state.Unbound)
        {
            foreach (var role in parameter.RolesIn(state.Sets).Where(r => r.Mandatory))
            {
                var flag = role.InAllSets ? uint.MaxValue : role.Flag;
                var need = needs.Find(n => n.Flag == flag);
                if (need is null)
                {
                    needs.Add(need = new SetNeeds(flag));
                }

                need.Add(parameter, role);
            }
        }

        return needs;
    }

    private sealed class SetNeeds(uint flag)
    {
        public uint Flag { get; } = flag;

        public bool IsAll => Flag == uint.MaxValue;

        public List<BindableParameter> NotFromInput { get; } = [];

        public List<BindableParameter> FromInput { get; } = [];

        public List<BindableParameter> ByValue { get; } = [];

        public List<BindableParameter> ByName { get; } = [];

        public void Add(BindableParameter parameter, SetRole role)
        {
            (role.TakesPipeline ? FromInput : NotFromInput).Add(parameter);
            if (role.Declared.ValueFromPipeline)
            {
                ByValue.Add(parameter);
            }

            if (role.Declared.ValueFromPipelineByPropertyName)
            {
                ByName.Add(parameter);
            }
        }
    }
}
