using System.Management.Automation;

namespace AksEgress.PowerShell.Streams;

/// <summary>The open progress bars, so that each closes when its work ends, even if an error prevents a final report.</summary>
internal sealed class OpenActivities
{
    private readonly Dictionary<int, ProgressRecord> _open = [];

    /// <summary>True while a progress bar is displayed.</summary>
    public bool IsAnyOpen
    {
        get
        {
            lock (_open)
            {
                return _open.Count > 0;
            }
        }
    }

    /// <summary>Records a progress record that is displayed.</summary>
    public void Record(ProgressRecord record)
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

    /// <summary>Returns the records that complete all open activities, children before parents.</summary>
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
