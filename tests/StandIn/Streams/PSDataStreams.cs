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

public enum PowerShellStreamType
{
    Input = 0,
    Output = 1,
    Error = 2,
    Warning = 3,
    Verbose = 4,
    Debug = 5,
    Progress = 6,
    Information = 7,
}
