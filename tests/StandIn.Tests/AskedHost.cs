using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation.Host;
using System.Security;

namespace StandIn.Tests;

/// <summary>A host that records what it is given and answers as planned.</summary>
internal sealed class AskedHost(params int[] answers) : PSHost
{
    private readonly AskedUserInterface _ui = new(answers);

    public IReadOnlyList<string> Lines => _ui.Lines;

    public IReadOnlyList<string> Questions => _ui.Questions;

    public override string Name => "Asked";

    public override Version Version => new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _ui;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override void SetShouldExit(int exitCode)
    {
    }

    public override void EnterNestedPrompt()
    {
    }

    public override void ExitNestedPrompt()
    {
    }

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    private sealed class AskedUserInterface(int[] answers) : PSHostUserInterface
    {
        private readonly Queue<int> _answers = new(answers);

        public List<string> Lines { get; } = [];

        public List<string> Questions { get; } = [];

        public override PSHostRawUserInterface? RawUI => null;

        public override string ReadLine() => throw new NotImplementedException();

        public override SecureString ReadLineAsSecureString() => throw new NotImplementedException();

        public override void Write(string value) => Lines.Add(value);

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Lines.Add(value);

        public override void WriteLine(string value) => Lines.Add(value);

        public override void WriteErrorLine(string value) => Lines.Add("ERROR " + value);

        public override void WriteDebugLine(string message) => Lines.Add("DEBUG " + message);

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override void WriteVerboseLine(string message) => Lines.Add("VERBOSE " + message);

        public override void WriteWarningLine(string message) => Lines.Add("WARNING " + message);

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
            throw new NotImplementedException();

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw new NotImplementedException();

        public override PSCredential PromptForCredential(
            string caption,
            string message,
            string userName,
            string targetName,
            PSCredentialTypes allowedCredentialTypes,
            PSCredentialUIOptions options) => throw new NotImplementedException();

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            Questions.Add($"{caption}: {message} [{string.Join(", ", choices.Select(c => c.Label))}] {defaultChoice}");
            return _answers.Dequeue();
        }
    }
}
