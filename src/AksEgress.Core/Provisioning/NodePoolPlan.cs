using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.NodePools;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Provisioning;

/// <summary>A node pool about to be added, with what the pre-flight check says about its egress path.</summary>
public sealed class NodePoolPlan : Plan<NodePool>
{
    private readonly CreationPlan<NodePool> creation;
    private readonly NodePoolRequest request;
    private readonly string outboundType;

    internal NodePoolPlan(CreationPlan<NodePool> creation, NodePoolRequest request, string outboundType, IReadOnlyList<Finding> findings)
        : base(creation.Id)
    {
        this.creation = creation;
        this.request = request;
        this.outboundType = outboundType;
        Findings = findings;
    }

    /// <inheritdoc/>
    public override ChangeKind Kind => creation.Kind;

    /// <inheritdoc/>
    public override IReadOnlyList<Finding> Findings { get; }

    /// <inheritdoc/>
    public override string Operation => "add node pool";

    /// <inheritdoc/>
    internal override ExpectedState Expected => creation.Expected;

    /// <inheritdoc/>
    public override string Describe()
    {
        var nodes = creation.Document.Root.Number("properties", "count") ?? 0;
        var nat = request.DisableWindowsOutboundNat ? " without outbound NAT" : string.Empty;
        var kind = Sentences.Count(nodes, request.IsWindows ? "Windows node" : "Linux node");
        return $"Add node pool '{request.Name}' ({kind}{nat}) to cluster '{Id.Parent!.Name}', which leaves by {outboundType}";
    }

    /// <inheritdoc/>
    public override void RequireReady() => PreflightChecks.RequireNoErrors(Findings, Id.Text, request.Name, outboundType);

    /// <inheritdoc/>
    public override Task<NodePool> RunAsync(PlanContext context, CancellationToken cancellationToken) => creation.RunAsync(context, cancellationToken);

    /// <inheritdoc/>
    internal override Task<ArmResponse> SendAsync(ResourceStore store, CancellationToken cancellationToken) => creation.SendAsync(store, cancellationToken);
}
