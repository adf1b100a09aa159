namespace StandIn.Binding;

/// <summary>Determines the parameter set, as far as the bound parameters do.</summary>
internal sealed class ParameterSetResolver(BindingState state)
{
    /// <summary>
    /// Checks that a set remains, and chooses the default one if that decides it. Returns the number of remaining sets.
    /// </summary>
    public int Resolve(bool inputMayFollow, bool takeDefault)
    {
        var sets = state.Sets;
        var byDefault = state.Model.DefaultFlag;
        var count = BindingState.CountOf(sets);
        if (count == 0)
        {
            throw state.Ambiguous();
        }

        if (count > 1)
        {
            return Several(inputMayFollow, takeDefault, sets, byDefault, count);
        }

        if (sets == uint.MaxValue)
        {
            count = Math.Max(1, state.Model.SetNames.Count);
            if (inputMayFollow && TakesInput(sets))
            {
                // Pipeline input may still decide it.
            }
            else if (byDefault != 0)
            {
                if (takeDefault)
                {
                    state.Sets = byDefault;
                    count = 1;
                }
            }
            else if (count > 1)
            {
                count = ByMandatory() ? 1 : throw state.Ambiguous();
            }
        }

        state.PublishSetName();
        return count;
    }

    /// <summary>If input follows, sets without pipeline parameters are excluded, provided that another set has some.</summary>
    public uint ThatTakeInput()
    {
        uint taking = 0;
        foreach (var parameter in state.Unbound.Where(p => p.TakesPipelineSomewhere))
        {
            foreach (var role in parameter.RolesIn(state.Sets).Where(r => r.TakesPipeline))
            {
                if (role.InAllSets)
                {
                    return state.Sets;
                }

                taking |= role.Flag;
            }
        }

        return taking == 0 ? state.Sets : state.Sets & taking;
    }

    public void RequireOne()
    {
        if (state.Model.SetNames.Count > 1 && state.Sets == uint.MaxValue)
        {
            state.Sets = state.Model.DefaultFlag != 0 ? state.Model.DefaultFlag : throw state.Ambiguous();
        }
    }

    private int Several(bool inputMayFollow, bool takeDefault, uint sets, uint byDefault, int count)
    {
        if (byDefault != 0 && (sets & byDefault) != 0)
        {
            state.Publish(state.Model.NameOf(byDefault));
            if (takeDefault)
            {
                state.Sets = byDefault;
                return 1;
            }

            return count;
        }

        if (inputMayFollow && TakesInput(sets))
        {
            return count;
        }

        return ByMandatory() ? 1 : throw state.Ambiguous();
    }

    private bool TakesInput(uint sets) => state.Unbound.Any(p => p.RolesIn(sets).Any(r => r.TakesPipeline));

    // The only set without missing mandatory parameters is chosen.
    private bool ByMandatory()
    {
        var complete = state.Sets & state.Model.AllFlags;
        foreach (var role in state.Unbound.SelectMany(p => p.Roles).Where(r => r.Mandatory))
        {
            complete &= ~role.Flag;
        }

        if (BindingState.CountOf(complete) != 1)
        {
            return false;
        }

        state.Sets = complete;
        state.PublishSetName();
        return true;
    }
}
