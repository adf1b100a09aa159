using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.NodePools;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Provisioning;

/// <summary>A planned node pool, with the findings of the pre-flight check.</summary>
public sealed class NodePoolPlan : WritePlan<NodePool>
{
    private readonly CreationPlan<NodePool> _creation;
    private readonly NodePoolRequest _request;
    private readonly string _outboundType;

    internal NodePoolPlan(CreationPlan<NodePool> creation, NodePoolRequest request, string outboundType, IReadOnlyList<Finding> findings)
        : base(creation.Id)
    {
        _creation = creation;
        _request = request;
        _outboundType = outboundType;
        Findings = findings;
    }

    /// <inheritdoc/>
    public override ChangeKind Kind => _creation.Kind;

    /// <inheritdoc/>
    internal override IReadOnlyList<Finding> Findings { get; }

    /// <inheritdoc/>
    internal override string Operation => "add node pool";

    /// <inheritdoc/>
    internal override ExpectedState Expected => _creation.Expected;

    /// <inheritdoc/>
    public override string Describe()
    {
        var nodes = _creation.Document.Root.Number("properties", "count") ?? 0;
        var nat = _request.DisableWindowsOutboundNat ? " without outbound NAT" : string.Empty;
        var kind = Sentences.Count(nodes, _request.IsWindows ? "Windows node" : "Linux node");
        return $"Add node pool '{_request.Name}' ({kind}{nat}) to cluster '{Id.Parent!.Name}', which uses {_outboundType}";
    }

    /// <inheritdoc/>
    public override void RequireReady() => PreflightChecks.RequireNoErrors(Findings, Id.Text, _request.Name, _outboundType);

    /// <inheritdoc/>
    public override Task<NodePool> RunAsync(PlanContext context, CancellationToken cancellationToken) =>
        _creation.RunAsync(context, cancellationToken);

    /// <inheritdoc/>
    internal override Task<ArmResponse> SendAsync(ResourceStore store, CancellationToken cancellationToken) =>
        _creation.SendAsync(store, cancellationToken);
}
