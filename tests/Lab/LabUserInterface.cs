using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace AksEgress.Lab;

/// <summary>
/// The output of the host. The lab has no user to prompt, so a prompt is an error that says how to answer it in advance.
/// </summary>
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
        // The lab prints the warning stream itself; printing it here too would duplicate it.
    }

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw PromptUnavailable(caption);

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        throw PromptUnavailable(caption);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw PromptUnavailable(caption);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => throw PromptUnavailable(caption);

    public override string ReadLine() => throw PromptUnavailable("Read-Host");

    public override SecureString ReadLineAsSecureString() => throw PromptUnavailable("Read-Host");

    private static PSInvalidOperationException PromptUnavailable(string caption) =>
        new($"The lab can't show prompts ({caption}). Add -Confirm:$false or -Force to the command.");
}
