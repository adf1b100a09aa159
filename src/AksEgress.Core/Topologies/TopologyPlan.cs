using System.Globalization;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Topologies;

/// <summary>The plan for the creation of a topology. Nothing has been changed yet.</summary>
public sealed class TopologyPlan : Plan<Topology>
{
    private const int Width = 100;
    private const int WidestResource = 60;
    private const int FoldedIndent = 8;

    internal TopologyPlan(
        TopologyRequest request, IReadOnlyList<TopologyPart> parts, IReadOnlyList<PartState> states, TopologyOwner owner, string? location)
        : base(request.ClusterId)
    {
        Request = request;
        Parts = parts;
        Owner = owner;
        Location = location;
        var numbers = parts.Select((part, i) => (part.Name, Number: i + 1)).ToDictionary(item => item.Name, item => item.Number);
        Steps = (TopologyStep[])[.. parts.Select((part, i) => new TopologyStep(
            i + 1, part.Name, part.Title, states[i], (int[])[.. part.Needs.Select(need => numbers[need]).Order()],
            states[i] is PartState.Present or PartState.Foreign ? TimeSpan.Zero : part.Usual, part.Detail))];
    }

    /// <summary>The topology's name, which is the cluster's.</summary>
    public string Name => Request.ClusterId.Name;

    /// <summary>The kind of topology, for example NatGateway.</summary>
    public TopologyKind TopologyKind => Request.Kind;

    /// <summary>The region.</summary>
    public string? Location { get; }

    /// <summary>The parts, each after the parts that it needs.</summary>
    public IReadOnlyList<TopologyStep> Steps { get; }

    /// <summary>True when every part already exists.</summary>
    public bool IsMet => Steps.All(step => step.State == PartState.Present);

    /// <summary>The parts that are created after the cluster, because they need its answer; -NoWait doesn't create them.</summary>
    public IReadOnlyList<string> StepsAfterCluster => HasCluster
        ? []
        : (string[])[.. Steps.Zip(Parts).SkipWhile(pair => pair.Second is not ClusterPart).Skip(1).Select(pair => pair.First.Resource)];

    /// <inheritdoc/>
    public override ChangeKind Kind => IsMet ? ChangeKind.None : ChangeKind.Create;

    /// <inheritdoc/>
    internal override TimeSpan? UsualDuration => CriticalPath;

    /// <summary>True when a part exists that another command or tool created.</summary>
    public bool HasForeignParts => Steps.Any(step => step.State == PartState.Foreign);

    /// <summary>How long the longest chain of dependent parts usually takes, measured in recordings.</summary>
    public TimeSpan CriticalPath => CriticalPathOf(step => step.Usual);

    internal TopologyRequest Request { get; }

    private bool HasCluster => Steps.Zip(Parts).Any(pair => pair.Second is ClusterPart && pair.First.State != PartState.Missing);

    internal IReadOnlyList<TopologyPart> Parts { get; }

    internal TopologyOwner Owner { get; }

    /// <summary>The longest chain of dependent parts, with the duration of a part computed by a function.</summary>
    public TimeSpan CriticalPathOf(Func<TopologyStep, TimeSpan> time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var ends = new TimeSpan[Steps.Count + 1];
        foreach (var step in Steps)
        {
            ends[step.Number] = time(step) + step.Needs.Select(need => ends[need]).DefaultIfEmpty().Max();
        }

        return ends.Max();
    }

    /// <summary>The plan as text, in lines of at most 100 columns.</summary>
    public override string Describe()
    {
        var made = Steps.Count(step => step.State != PartState.Present);
        var lines = new List<string>
        {
            $"Create topology '{Name}' ({TopologyKind}) in "
                + $"'{Request.ClusterId.ResourceGroupName}'{(Location is null ? string.Empty : $" ({Location})")}: "
            + (made == Steps.Count ? Sentences.Count(made, "part") : $"{made} of {Sentences.Count(Steps.Count, "part")}"),
        };
        var width = Math.Min(WidestResource, Steps.Max(step => step.Resource.Length));
        foreach (var step in Steps)
        {
            var after = step.State == PartState.Present || step.Needs.Count == 0
                ? string.Empty
                : $", after {string.Join(" and ", step.Needs)}";
            lines.Add($"  {step.Number,2}  {step.Resource.PadRight(width)}  {step.Action}{after}");
            if (step.Detail.Length > 0 && step.State is not (PartState.Present or PartState.Foreign))
            {
                lines.Add($"        {step.Detail}");
            }
        }

        lines.Add($"  Outbound type   {TopologyRequest.OutboundTypeOf(TopologyKind)}");
        lines.Add($"  Duration        about {Words(CriticalPath)}; independent parts are created in parallel");
        lines.Add("  If interrupted  run the same command again to resume");
        lines.Add("  To undo         Remove-AksEgressTopology");
        return string.Join(Environment.NewLine, lines.SelectMany(Folded));
    }

    /// <summary>Creates the parts. Parts that don't depend on each other are created at the same time.</summary>
    /// <exception cref="Errors.EgressException">TopologyUnfinished, with the first failure inside.</exception>
    public override Task<Topology> RunAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new TopologyBuilder(context.Gateway).RunAsync(this, context.Observer?.Parts($"Topology {Name}"), cancellationToken);
    }

    /// <summary>
    /// Creates everything that the cluster needs, waits for that, and starts the creation of the cluster. Parts that need the
    /// cluster aren't created; the same command creates them when it runs again.
    /// </summary>
    /// <returns>The cluster's operation; null if the cluster already exists, and the plan has to run to its end.</returns>
    /// <exception cref="Errors.EgressException">TenantUnknown, TopologyUnfinished, with the first failure inside.</exception>
    public override Task<EgressOperation?> StartAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return HasCluster
            ? Task.FromResult<EgressOperation?>(null)
            : new TopologyBuilder(context.Gateway).StartAsync(this, context, cancellationToken);
    }

    /// <summary>The plan as text.</summary>
    public override string ToString() => Describe();

    // Long names continue in the next line.
    private static IEnumerable<string> Folded(string line)
    {
        while (line.Length > Width && line.LastIndexOf(' ', Width) is var blank && blank > FoldedIndent)
        {
            yield return line[..blank].TrimEnd();
            line = new string(' ', FoldedIndent) + line[blank..].TrimStart();
        }

        yield return line;
    }

    internal static string Words(TimeSpan time) => time.TotalSeconds < 100
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds)} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalMinutes)} min");
}
