using System.Management.Automation;

namespace AksEgress.PowerShell.Streams;

/// <summary>The progress bars that stand open, so that each ends with its work: also after an error, when nobody reports an end.</summary>
internal sealed class OpenActivities
{
    private readonly Dictionary<int, ProgressRecord> _open = [];

    /// <summary>Takes note of a record that is shown.</summary>
    public void Note(ProgressRecord record)
    {
        lock (_open)
        {
            if (record.RecordType == ProgressRecordType.Completed)
            {
                _open.Remove(record.ActivityId);
            }
            else
            {
                _open[record.ActivityId] = record;
            }
        }
    }

    /// <summary>What ends all that stand open: parts before the whole.</summary>
    public IReadOnlyList<ProgressRecord> Close()
    {
        lock (_open)
        {
            var ends = _open.Values.OrderByDescending(record => record.ParentActivityId >= 0).Select(End).ToList();
            _open.Clear();
            return ends;
        }
    }

    private static ProgressRecord End(ProgressRecord record) => new(record.ActivityId, record.Activity, record.StatusDescription)
    {
        ParentActivityId = record.ParentActivityId,
        PercentComplete = record.PercentComplete,
        RecordType = ProgressRecordType.Completed,
    };
}
