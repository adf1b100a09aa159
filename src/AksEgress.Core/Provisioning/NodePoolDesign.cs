using AksEgress.Core.Documents;
using AksEgress.Core.NodePools;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Provisioning;

/// <summary>The design of a node pool.</summary>
/// <param name="request">The pool.</param>
/// <param name="subnet">The id of the nodes' subnet, or null.</param>
/// <param name="pods">The id of the pods' subnet, or null.</param>
internal sealed class NodePoolDesign(NodePoolRequest request, string? subnet, string? pods) : ResourceDesign
{
    public override void Apply(ArmDocument document)
    {
        foreach (var (name, value) in request.ToDocument(subnet, pods, named: false))
        {
            document.Properties[name] = value?.DeepClone();
        }
    }

    public override string Describe(ArmDocument document) => $"a node pool of {request.OsType} nodes";
}
