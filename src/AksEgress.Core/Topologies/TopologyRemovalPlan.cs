using AksEgress.Core.Arm;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Topologies;

/// <summary>What removing a topology would do, before anything is sent.</summary>
public sealed class TopologyRemovalPlan
{
    internal TopologyRemovalPlan(string name, ArmResourceId group, IReadOnlyList<RemovalStep> steps, IReadOnlyList<string> kept)
    {
        Name = name;
        Group = group;
        Steps = steps;
        Kept = kept;
    }

    /// <summary>The topology's name.</summary>
    public string Name { get; }

    /// <summary>What goes, in an order in which each goes after those that use it.</summary>
    public IReadOnlyList<string> Removed => (string[])[.. Steps.Select(step => step.Title)];

    /// <summary>What stays in the resource group, which then stays too.</summary>
    public IReadOnlyList<string> Kept { get; }

    internal ArmResourceId Group { get; }

    internal IReadOnlyList<RemovalStep> Steps { get; }

    /// <summary>The plan as an administrator reads it before saying yes.</summary>
    public string Describe()
    {
        var lines = new List<string> { $"Remove topology '{Name}' from resource group '{Group.Name}': {Sentences.Count(Steps.Count, "part")}" };
        lines.AddRange(Steps.Select((step, i) => $"  {i + 1,2}  {step.Title}"));
        if (Kept.Count > 0)
        {
            lines.Add($"  Stays  {Sentences.List(Kept)}, and with it the resource group");
        }

        lines.Add("  Cuts   everything that runs on the cluster; there is no way back");
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>The plan in words.</summary>
    public override string ToString() => Describe();
}
