namespace System.Management.Automation;

public sealed class PSDataStreams
{
    internal PSDataStreams()
    {
    }

    public PSDataCollection<ErrorRecord> Error { get; set; } = [];

    public PSDataCollection<ProgressRecord> Progress { get; set; } = [];

    public PSDataCollection<VerboseRecord> Verbose { get; set; } = [];

    public PSDataCollection<DebugRecord> Debug { get; set; } = [];

    public PSDataCollection<WarningRecord> Warning { get; set; } = [];

    public PSDataCollection<InformationRecord> Information { get; set; } = [];

    public void ClearStreams()
    {
        Error.Clear();
        Progress.Clear();
        Verbose.Clear();
        Debug.Clear();
        Warning.Clear();
        Information.Clear();
    }
}
