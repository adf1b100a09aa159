using System.Globalization;
using System.Management.Automation;
using AksEgress.Core.Arm;

namespace AksEgress.PowerShell.Streams;

/// <summary>Shows a long-running operation: ARM's state, the time so far and the usual time.</summary>
/// <param name="streams">Where to.</param>
/// <param name="activity">What is being done.</param>
/// <param name="usual">How long it usually takes, or null.</param>
/// <param name="parentId">The activity that it is a part of, or null.</param>
internal sealed class OperationProgress(
    ICommandStreams streams, string activity, TimeSpan? usual, int? parentId = null) : IProgress<ArmOperationProgress>
{
    private static int s_lastId;
    private readonly int _id = NextId();
    private bool _completed;

    /// <summary>An id that no other activity of this process has.</summary>
    public static int NextId() => Interlocked.Increment(ref s_lastId);

    public void Report(ArmOperationProgress value)
    {
        var status = value.Status + " " + Clock(value.Elapsed) + (usual is { } u ? " of about " + Clock(u) : string.Empty);
        var percent = usual is { TotalSeconds: > 0 } t ? (int)Math.Min(99, 100 * value.Elapsed / t) : -1;
        Show(status, percent, value.Status is "Succeeded" or "Failed" or "Canceled");
    }

    /// <summary>Ends the activity where no operation's end did.</summary>
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
