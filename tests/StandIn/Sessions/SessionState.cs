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
    internal SessionState(Session session)
    {
        Path = new PathIntrinsics(session.Location);
        PSVariable = new PSVariableIntrinsics(session.Variables);
    }

    public PathIntrinsics Path { get; }

    public PSVariableIntrinsics PSVariable { get; }

    public PSLanguageMode LanguageMode => PSLanguageMode.FullLanguage;
}

public sealed class PSVariableIntrinsics
{
    private readonly VariableTable _variables;

    internal PSVariableIntrinsics(VariableTable variables) => _variables = variables;

    public object? GetValue(string name) => _variables.GetValue(Plain(name));

    public void Set(string name, object? value) => _variables.Set(Plain(name), value);

    private static string Plain(string name) => name ?? throw new ArgumentNullException(nameof(name));
}

/// <summary>The engine argument of validations and transformations: empty, because none uses it.</summary>
public class EngineIntrinsics
{
    internal EngineIntrinsics()
    {
    }
}
