using AksEgress.Arm;
using AksEgress.Core.Arm;

namespace AksEgress.Tests.Arm;

/// <summary>Records progress reports in order; Progress&lt;T&gt; would post them to the thread pool.</summary>
internal sealed class RecordedProgress : IProgress<ArmOperationProgress>
{
    public List<ArmOperationProgress> Reports { get; } = [];

    public void Report(ArmOperationProgress value) => Reports.Add(value);
}
