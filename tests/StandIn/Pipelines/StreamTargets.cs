using System.Management.Automation;
using System.Management.Automation.Host;

namespace StandIn.Pipelines;

/// <summary>Where everything but objects goes: the caller's streams, and the host if one was given.</summary>
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

        if (record.MessageData is not HostInformationMessage message)
        {
            ui.WriteLine(record.ToString());
            return;
        }

        string text = message.Message ?? string.Empty;
        bool coloured = message.ForegroundColor is not null || message.BackgroundColor is not null;
        ConsoleColor foreground = message.ForegroundColor ?? ConsoleColor.Gray;
        ConsoleColor background = message.BackgroundColor ?? ConsoleColor.Black;
        if (message.NoNewLine == true)
        {
            if (coloured)
            {
                ui.Write(foreground, background, text);
            }
            else
            {
                ui.Write(text);
            }
        }
        else if (coloured)
        {
            ui.WriteLine(foreground, background, text);
        }
        else
        {
            ui.WriteLine(text);
        }
    }
}
