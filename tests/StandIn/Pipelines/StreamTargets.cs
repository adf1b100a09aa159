using System.Management.Automation;
using System.Management.Automation.Host;

namespace StandIn.Pipelines;

/// <summary>The target of everything except objects: the caller's streams, and the host if there is one.</summary>
internal sealed class StreamTargets(PSDataStreams? streams, PSHost? host)
{
    private bool _hadErrors;

    public bool HadErrors
    {
        get => _hadErrors;
        set => _hadErrors = value;
    }

    public PSHostUserInterface? UserInterface => host?.UI;

    public void Error(ErrorRecord record) => streams?.Error.Add(record);

    public void Warning(WarningRecord record)
    {
        streams?.Warning.Add(record);
        UserInterface?.WriteWarningLine(record.Message);
    }

    public void Verbose(VerboseRecord record)
    {
        streams?.Verbose.Add(record);
        UserInterface?.WriteVerboseLine(record.Message);
    }

    public void Debug(DebugRecord record)
    {
        streams?.Debug.Add(record);
        UserInterface?.WriteDebugLine(record.Message);
    }

    public void Progress(long sourceId, ProgressRecord record)
    {
        streams?.Progress.Add(record);
        UserInterface?.WriteProgress(sourceId, record);
    }

    public void Information(InformationRecord record, bool show)
    {
        streams?.Information.Add(record);
        UserInterface?.WriteInformation(record);
        if (!show || UserInterface is not { } ui)
        {
            return;
        }

        ui.WriteLine(record.ToString());
    }
}
