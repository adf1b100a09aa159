using System.Collections.ObjectModel;
using System.Management.Automation.Host;
using StandIn.Sessions;

namespace System.Management.Automation;

public enum PSLanguageMode
{
    FullLanguage = 0,
    RestrictedLanguage = 1,
    NoLanguage = 2,
    ConstrainedLanguage = 3,
}

[Flags]
public enum ScopedItemOptions
{
    None = 0,
    ReadOnly = 1,
    Constant = 2,
    Private = 4,
    AllScope = 8,
    Unspecified = 16,
}

public enum SessionStateCategory
{
    Variable = 0,
    Alias = 1,
    Function = 2,
    Filter = 3,
    Drive = 4,
    CmdletProvider = 5,
    Scope = 6,
    Command = 7,
    Resource = 8,
    Cmdlet = 9,
}

public sealed class SessionState
{
    private readonly Session _session;

    public SessionState()
        : this(Session.Current ?? throw new PSInvalidOperationException("There is no session on this thread."))
    {
    }

    internal SessionState(Session session)
    {
        _session = session;
        Path = new PathIntrinsics(session.Location);
        PSVariable = new PSVariableIntrinsics(session.Variables);
    }

    public PathIntrinsics Path { get; }

    public PSVariableIntrinsics PSVariable { get; }

    public PSLanguageMode LanguageMode
    {
        get => _session.LanguageMode;
        set => _session.LanguageMode = value;
    }

    public PSModuleInfo? Module => null;

    public CommandInvocationIntrinsics InvokeCommand => _session.InvokeCommand;
}

public sealed class PSVariableIntrinsics
{
    private readonly VariableTable _variables;

    internal PSVariableIntrinsics(VariableTable variables) => _variables = variables;

    public PSVariable? Get(string name) => _variables.Get(Plain(name));

    public object? GetValue(string name) => _variables.GetValue(Plain(name));

    public object? GetValue(string name, object? defaultValue) => _variables.Get(Plain(name)) is { } variable ? variable.Value : defaultValue;

    public void Set(string name, object? value) => _variables.Set(Plain(name), value);

    public void Set(PSVariable variable) => _variables.Set(variable ?? throw new PSArgumentNullException(nameof(variable)));

    public void Remove(string name) => _variables.Remove(Plain(name));

    public void Remove(PSVariable variable) => _variables.Remove((variable ?? throw new PSArgumentNullException(nameof(variable))).Name);

    private static string Plain(string name) => name ?? throw new PSArgumentNullException(nameof(name));
}

public class EngineIntrinsics
{
    private readonly Session _session;

    internal EngineIntrinsics(Session session) => _session = session;

    public PSHost Host => _session.Host;

    public CommandInvocationIntrinsics InvokeCommand => _session.InvokeCommand;

    public SessionState SessionState => _session.State;
}

public class CommandInvocationIntrinsics
{
    private readonly Session _session;

    internal CommandInvocationIntrinsics(Session session) => _session = session;

    public bool HasErrors
    {
        get => _session.Streams.HadErrors;
        set => _session.Streams.HadErrors = value;
    }

    public string ExpandString(string source) => _session.ExpandString(source);

    public CommandInfo? GetCommand(string commandName, CommandTypes type) => _session.Commands.Find(commandName) is { } found && (found.CommandType & type) != 0 ? found : null;

    public CmdletInfo? GetCmdlet(string commandName) => _session.Commands.Find(commandName) as CmdletInfo;

    public List<CmdletInfo> GetCmdlets() => GetCmdlets("*");

    public List<CmdletInfo> GetCmdlets(string pattern) => [.. _session.Commands.Matching(pattern).OfType<CmdletInfo>()];

    public IEnumerable<CommandInfo> GetCommands(string name, CommandTypes commandTypes, bool nameIsPattern) =>
        (nameIsPattern ? _session.Commands.Matching(name) : _session.Commands.Find(name) is { } one ? [one] : []).Where(c => (c.CommandType & commandTypes) != 0);

    public Collection<PSObject> InvokeScript(string script) => InvokeScript(script, []);

    public Collection<PSObject> InvokeScript(string script, params object[] args) => ScriptBlock.Create(script).Invoke(args);

    public Collection<PSObject> InvokeScript(SessionState sessionState, ScriptBlock scriptBlock, params object[] args) => (scriptBlock ?? throw new PSArgumentNullException(nameof(scriptBlock))).Invoke(args);

    public ScriptBlock NewScriptBlock(string scriptText) => ScriptBlock.Create(scriptText);
}
