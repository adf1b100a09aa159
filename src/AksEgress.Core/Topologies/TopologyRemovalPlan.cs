using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Topologies;

/// <summary>The plan for the removal of a topology. Nothing has been changed yet.</summary>
public sealed class TopologyRemovalPlan : Plan<IReadOnlyList<TopologyStepResult>>
{
    internal TopologyRemovalPlan(string name, ArmResourceId group, IReadOnlyList<RemovalStep> steps, IReadOnlyList<string> kept)
        : base(group)
    {
        Name = name;
        Group = group;
        Steps = steps;
        Kept = kept;
    }

    /// <summary>The topology's name.</summary>
    public string Name { get; }

    /// <summary>The resources to remove, each after the resources that use it.</summary>
    public IReadOnlyList<string> Removed => (string[])[.. Steps.Select(step => step.Title)];

    /// <summary>The resources that aren't part of the topology. If there are any, the resource group is kept too.</summary>
    public IReadOnlyList<string> Kept { get; }

    /// <inheritdoc/>
    public override ChangeKind Kind => ChangeKind.Delete;

    /// <inheritdoc/>
    internal override string Activity => Name;

    internal ArmResourceId Group { get; }

    internal IReadOnlyList<RemovalStep> Steps { get; }

    /// <summary>Refuses -NoWait if the resource group is kept, because there is no single operation to start.</summary>
    /// <exception cref="EgressException">NoWaitNotSupported.</exception>
    public void RequireNoWaitSupported() => RequireGroup();

    internal RemovalStep RequireGroup() => Steps.FirstOrDefault(step => step.Id.Text == Group.Text)
        ?? throw EgressErrors.NoWaitNotSupported(Name, Group.Name, Group.Text);

    /// <summary>The plan as text, for -WhatIf and the confirmation prompt.</summary>
    public override string Describe()
    {
        var lines = new List<string>
        {
            $"Remove topology '{Name}' from resource group '{Group.Name}': {Sentences.Count(Steps.Count, "part")}"
        };
        lines.AddRange(Steps.Select((step, i) => $"  {i + 1,2}  {step.Title}"));
        if (Kept.Count > 0)
        {
            lines.Add($"  Keeps       {Sentences.List(Kept)}, and therefore the resource group");
        }

        lines.Add("  Interrupts  everything that runs on the cluster; this can't be undone");
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>Removes the resources of the plan. A resource that no longer exists isn't an error.</summary>
    /// <returns>The result for each part.</returns>
    /// <exception cref="EgressException">ModifiedByAnotherClient, TopologyNotRemoved.</exception>
    public override Task<IReadOnlyList<TopologyStepResult>> RunAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new TopologyRemoval(context.Gateway).RunAsync(this, context.Observer?.Parts($"Topology {Name}"), cancellationToken);
    }

    /// <summary>Starts the removal of the resource group, which removes all parts with it.</summary>
    /// <exception cref="EgressException">
    /// NoWaitNotSupported, if the resource group is kept; TenantUnknown, ModifiedByAnotherClient, TopologyGroupNotRemoved.
    /// </exception>
    public override async Task<EgressOperation?> StartAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return await new TopologyRemoval(context.Gateway).StartAsync(this, context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The plan as text.</summary>
    public override string ToString() => Describe();
}
