using AksEgress.Arm;
using AksEgress.Core.Arm;

namespace AksEgress.Tests.Arm;

/// <summary>Keeps what is reported, in order; Progress&lt;T&gt; would post it to the thread pool.</summary>
internal sealed class KeptProgress : IProgress<ArmOperationProgress>
{
    public List<ArmOperationProgress> Reports { get; } = [];

    public void Report(ArmOperationProgress value) => Reports.Add(value);
}
