using AksEgress.Core.Documents;
using AksEgress.Core.Plans;

namespace AksEgress.Tests.Fakes;

/// <summary>A design that consists of a change of a document.</summary>
internal sealed class TestDesign(Action<ArmDocument> apply) : ResourceDesign
{
    public override void Apply(ArmDocument document) => apply(document);

    public override string Describe(ArmDocument document) => "a resource";
}
