using AksEgress.Core.Arm;
using AksEgress.Core.Plans;

namespace AksEgress.PowerShell.Streams;

/// <summary>Shows what a plan does on a command's or a job's streams.</summary>
internal sealed class StreamsObserver(ICommandStreams streams) : IPlanObserver
{
    public IProgress<ArmOperationProgress> Operation(string activity, TimeSpan? usual) => new OperationProgress(streams, activity, usual);

    public IPartProgress Parts(string activity) => new TopologyProgress(streams, activity);

    public void Verbose(string text) => streams.Verbose(text);
}
