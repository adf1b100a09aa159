using System.Globalization;
using System.Management.Automation;
using AksEgress.Core.Arm;

namespace AksEgress.PowerShell.Engine;

/// <summary>Shows a long-running operation: ARM's state, the time so far and the usual time.</summary>
internal sealed class OperationProgress(ICommandStreams streams, string activity, TimeSpan? usual) : IProgress<ArmOperationProgress>
{
    private static int lastId;
    private readonly int id = Interlocked.Increment(ref lastId);

    public void Report(ArmOperationProgress value)
    {
        var status = value.Status + " " + Clock(value.Elapsed) + (usual is { } u ? " of about " + Clock(u) : string.Empty);
        var done = value.Status is "Succeeded" or "Failed" or "Canceled";
        streams.Progress(new ProgressRecord(id, activity, status)
        {
            PercentComplete = usual is { TotalSeconds: > 0 } t ? (int)Math.Min(99, 100 * value.Elapsed / t) : -1,
            RecordType = done ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        });
    }

    private static string Clock(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}");
}
