using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace AksEgress.Lab;

/// <summary>What the host shows. Nobody sits at the lab, so a question is an error that says how to answer it beforehand.</summary>
internal sealed class LabUserInterface(Action<string> line) : PSHostUserInterface
{
    private string _rest = string.Empty;

    public override PSHostRawUserInterface? RawUI => null;

    public override void Write(string value)
    {
        var text = (_rest + value).Split('\n');
        foreach (var whole in text[..^1])
        {
            line(whole.TrimEnd('\r'));
        }

        _rest = text[^1];
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Write(value + "\n");

    public override void WriteDebugLine(string message) => line("DEBUG: " + message);

    public override void WriteErrorLine(string value) => line(value);

    public override void WriteVerboseLine(string message) => line("VERBOSE: " + message);

    public override void WriteWarningLine(string message)
    {
        // The lab prints the warning stream itself; printing here too would double it.
    }

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw NobodyThere(caption);

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        throw NobodyThere(caption);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw NobodyThere(caption);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => throw NobodyThere(caption);

    public override string ReadLine() => throw NobodyThere("Read-Host");

    public override SecureString ReadLineAsSecureString() => throw NobodyThere("Read-Host");

    private static PSInvalidOperationException NobodyThere(string caption) =>
        new($"The lab answers no questions ({caption}). Add -Confirm:$false or -Force to the command.");
}
