using AksEgress.Core.Arm;
using AksEgress.Core.Plans;

namespace AksEgress.PowerShell.Streams;

/// <summary>Displays a plan's progress on the streams of a command or a job.</summary>
internal sealed class StreamsObserver(ICommandStreams streams) : IPlanObserver
{
    public IProgress<ArmOperationProgress> Operation(string activity, TimeSpan? usual) => new OperationProgress(streams, activity, usual);

    public IPartProgress Parts(string activity) => new TopologyProgress(streams, activity);

    public void Verbose(string text) => streams.Verbose(text);
}
