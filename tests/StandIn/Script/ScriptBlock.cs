using System.Collections.ObjectModel;
using System.Management.Automation.Internal;
using StandIn.Binding;
using StandIn.Script;
using StandIn.Sessions;

namespace System.Management.Automation;

public class ScriptBlock
{
    private readonly ScriptBody _body;
    private readonly string _text;

    internal ScriptBlock(ScriptBody body, string text, string? file = null)
    {
        _body = body;
        _text = text;
        File = file;
    }

    public string? File { get; }

    public static ScriptBlock Create(string script)
    {
        ArgumentNullException.ThrowIfNull(script);
        return new ScriptBlock(ScriptParser.Parse(new SourceText(script, null)), script);
    }

    public Collection<PSObject> Invoke(params object?[] args)
    {
        var output = new Collection<PSObject>();
        Run(
            Current(),
            Positional(args),
            newScope: true,
            [],
            null,
            value => output.Add(value is null ? null! : PSObject.AsPSObject(value)),
            null);
        return output;
    }

    public object? InvokeReturnAsIs(params object?[] args)
    {
        var output = new List<object?>();
        Run(Current(), Positional(args), newScope: true, [], null, output.Add, null);
        return Fold(output);
    }

    public override string ToString() => _text;

    internal static ScriptBlock FromFile(string path)
    {
        var text = IO.File.ReadAllText(path);
        return new ScriptBlock(ScriptParser.Parse(new SourceText(text, path)), text, path);
    }

    /// <summary>The value for one object, as in a calculated property or a filter, in the scope of the caller.</summary>
    internal object? InvokeWithUnderscore(object? underscore) => Fold(CollectWithUnderscore(underscore));

    internal List<object?> CollectWithUnderscore(object? underscore)
    {
        var output = new List<object?>();
        Emit(underscore, output.Add);
        return output;
    }

    internal void Emit(object? underscore, Action<object?> output)
    {
        var session = Current();
        var before = session.Variables.GetValue("_");
        session.Variables.Set("_", underscore);
        try
        {
            Run(session, [], newScope: false, [], null, output, null);
        }
        finally
        {
            session.Variables.Set("_", before);
        }
    }

    internal object? InvokeAsMember(object? owner, params object?[] args)
    {
        var output = new List<object?>();
        Run(Current(), Positional(args), newScope: true, [], new Dictionary<string, object?> { ["this"] = owner }, output.Add, null);
        return Fold(output);
    }

    internal void Run(
        Session session,
        IReadOnlyList<CommandArgument> arguments,
        bool newScope,
        IReadOnlyList<object?> input,
        Dictionary<string, object?>? variables,
        Action<object?> output,
        InvocationInfo? invocation)
    {
        using var scope = newScope ? session.Variables.NewScope() : null;
        foreach ((var name, var value) in variables ?? [])
        {
            session.Variables.Set(name, value);
        }

        if (File is not null)
        {
            session.Variables.Set("PSScriptRoot", IO.Path.GetDirectoryName(File));
            session.Variables.Set("PSCommandPath", File);
        }

        if (input.Count > 0 || newScope)
        {
            session.Variables.Set("input", input.GetEnumerator());
        }

        if (_body.Parameters.Count > 0 || arguments.Count > 0)
        {
            new ScriptParameterBinder(session, invocation).Bind(_body.Parameters, arguments);
        }

        try
        {
            new Evaluator(session).Run(_body.Statements, output);
        }
        catch (ReturnException)
        {
            // The block ends, and its caller continues.
        }
    }

    private static Session Current() => Session.Current
        ?? throw new PSInvalidOperationException(
            "ScriptBlockDelegateInvokedFromWrongThread",
            "There is no Runspace available to run scripts in this thread. You can provide one in the DefaultRunspace property of the "
                + "System.Management.Automation.Runspaces.Runspace type.",
            null);

    private static List<CommandArgument> Positional(object?[]? values) => [.. (values ?? []).Select(CommandArgument.Positional)];

    private static object? Fold(List<object?> output) => output.Count switch
    {
        0 => AutomationNull.Value,
        1 => output[0],
        _ => output.ToArray(),
    };
}
