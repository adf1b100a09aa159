using System.Globalization;
using System.Management.Automation;
using AksEgress.Core.Arm;

namespace AksEgress.PowerShell.Streams;

/// <summary>Displays the progress of a long-running operation: its status in ARM, the elapsed time, and the usual time.</summary>
/// <param name="streams">The streams to write to.</param>
/// <param name="activity">The activity.</param>
/// <param name="usual">The usual duration, or null.</param>
/// <param name="parentId">The parent activity, or null.</param>
internal sealed class OperationProgress(
    ICommandStreams streams, string activity, TimeSpan? usual, int? parentId = null) : IProgress<ArmOperationProgress>
{
    private static int s_lastId;
    private readonly int _id = NextId();
    private bool _completed;

    /// <summary>Returns an id that no other activity of this process has.</summary>
    public static int NextId() => Interlocked.Increment(ref s_lastId);

    public void Report(ArmOperationProgress value)
    {
        var status = value.Status + " " + Clock(value.Elapsed) + (usual is { } u ? " of about " + Clock(u) : string.Empty);
        var percent = usual is { TotalSeconds: > 0 } t ? (int)Math.Min(99, 100 * value.Elapsed / t) : -1;
        Show(status, percent, value.Status is "Succeeded" or "Failed" or "Canceled");
    }

    /// <summary>Completes the activity if no operation's end has done so.</summary>
    public void Complete()
    {
        if (!_completed)
        {
            Show("Done", 100, done: true);
        }
    }

    private void Show(string status, int percent, bool done)
    {
        _completed = done;
        var record = new ProgressRecord(_id, activity, status)
        {
            PercentComplete = percent,
            RecordType = done ? ProgressRecordType.Completed : ProgressRecordType.Processing
        };
        if (parentId is { } parent)
        {
            record.ParentActivityId = parent;
        }

        streams.Progress(record);
    }

    private static string Clock(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}");
}
