using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Provisioning;

/// <summary>The design of a cluster.</summary>
internal sealed class ClusterDesign(ArmResourceId id, ClusterRequest request) : ResourceDesign
{
    public override void Apply(ArmDocument document) => ClusterDocument.Apply(document, id, request);

    public override string Describe(ArmDocument document) => $"a cluster with outbound type {request.Outbound.OutboundType}";

    internal override void AddSecrets(ArmDocument document) => request.ServicePrincipal?.Seal(document);
}
