using System.Collections.Concurrent;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Plans;

namespace AksEgress.PowerShell.Streams;

/// <summary>Displays a topology as a tree of activities: the topology, with its parts below it.</summary>
internal sealed class TopologyProgress(ICommandStreams streams, string activity) : IPartProgress
{
    private readonly int _id = OperationProgress.NextId();
    private readonly ConcurrentDictionary<string, OperationProgress> _running = new();
    private int _begun;

    public IProgress<ArmOperationProgress> Begin(string part, string title, TimeSpan usual)
    {
        // A host displays a child activity only below an activity that it already knows.
        if (Interlocked.Exchange(ref _begun, 1) == 0)
        {
            streams.Progress(new ProgressRecord(_id, activity, "Starting") { PercentComplete = 0 });
        }

        var progress = new OperationProgress(streams, title, usual > TimeSpan.Zero ? usual : null, _id);
        _running[part] = progress;
        progress.Report(new ArmOperationProgress("Started", TimeSpan.Zero));
        return progress;
    }

    public void End(string part, int done, int all)
    {
        if (_running.TryRemove(part, out var progress))
        {
            progress.Complete();
        }

        streams.Progress(new ProgressRecord(_id, activity, $"{done} of {all} parts")
        {
            PercentComplete = 100 * done / Math.Max(1, all),
            RecordType = done == all ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        });
    }
}
