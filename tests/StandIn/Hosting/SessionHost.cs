using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using StandIn.Sessions;

namespace StandIn.Hosting;

/// <summary>The host that cmdlets see: the given one, or one that can't display or prompt.</summary>
internal sealed class SessionHost(Session session, PSHost? outer) : PSHost
{
    private readonly Guid _id = Guid.NewGuid();

    public override string Name => outer?.Name ?? "Default Host";

    public override Version Version => outer?.Version ?? DefaultVariables.EngineVersion;

    public override Guid InstanceId => outer?.InstanceId ?? _id;

    public override CultureInfo CurrentCulture => outer?.CurrentCulture ?? CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => outer?.CurrentUICulture ?? CultureInfo.CurrentUICulture;

    public override PSHostUserInterface UI { get; } = new SessionHostUserInterface(session, outer?.UI);

    public override void SetShouldExit(int exitCode) => outer?.SetShouldExit(exitCode);

    public override void EnterNestedPrompt() => outer?.EnterNestedPrompt();

    public override void ExitNestedPrompt() => outer?.ExitNestedPrompt();

    public override void NotifyBeginApplication() => outer?.NotifyBeginApplication();

    public override void NotifyEndApplication() => outer?.NotifyEndApplication();
}

/// <summary>Forwards to the given host's user interface; without one, output is discarded and prompts fail.</summary>
internal sealed class SessionHostUserInterface(Session session, PSHostUserInterface? outer) : PSHostUserInterface
{
    private const string CannotAsk =
        "A command that prompts the user failed because the host program or the command type does not support user interaction.";

    public override PSHostRawUserInterface? RawUI => outer?.RawUI;

    public override bool SupportsVirtualTerminal => outer?.SupportsVirtualTerminal ?? false;

    public override void Write(string value) => outer?.Write(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        outer?.Write(foregroundColor, backgroundColor, value);

    public override void WriteLine() => outer?.WriteLine();

    public override void WriteLine(string value) => outer?.WriteLine(value);

    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        outer?.WriteLine(foregroundColor, backgroundColor, value);

    public override void WriteErrorLine(string value) => outer?.WriteErrorLine(value);

    public override void WriteDebugLine(string message) => session.Streams.Debug(new DebugRecord(message));

    public override void WriteVerboseLine(string message) => session.Streams.Verbose(new VerboseRecord(message));

    public override void WriteWarningLine(string message) => session.Streams.Warning(new WarningRecord(message));

    public override void WriteProgress(long sourceId, ProgressRecord record) => session.Streams.Progress(sourceId, record);

    public override string ReadLine() => outer?.ReadLine() ?? throw CannotInteract();

    public override SecureString ReadLineAsSecureString() => outer?.ReadLineAsSecureString() ?? throw CannotInteract();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        (outer ?? throw CannotPrompt(message)).Prompt(caption, message, descriptions);

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        (outer ?? throw CannotPrompt(message)).PromptForChoice(caption, message, choices, defaultChoice);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        (outer ?? throw CannotPrompt(message)).PromptForCredential(caption, message, userName, targetName);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) =>
        (outer ?? throw CannotPrompt(message)).PromptForCredential(caption, message, userName, targetName, allowedCredentialTypes, options);

    private static HostException CannotInteract() => new(
        $"{CannotAsk} Try a host program that supports user interaction, such as the PowerShell Console, and remove prompt-related "
            + "commands from command types that do not support user interaction.",
        null,
        "HostFunctionNotImplemented",
        ErrorCategory.NotImplemented);

    private static HostException CannotPrompt(string message) =>
        new(
            $"{CannotAsk} The host was attempting to request confirmation with the following message: {message}",
            null,
            "HostFunctionNotImplemented",
            ErrorCategory.NotImplemented);
}
