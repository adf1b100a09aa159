using System.Management.Automation;
using StandIn.Binding;
using StandIn.Pipelines;
using StandIn.Sessions;

namespace StandIn.Script;

/// <summary>A script as a command of a pipeline: it runs when its input is complete.</summary>
internal sealed class ScriptStage : Stage
{
    private readonly Session _session;
    private readonly ScriptBlock _block;
    private readonly IReadOnlyList<CommandArgument> _arguments;
    private readonly bool _newScope;
    private readonly List<object?> _input = [];

    public ScriptStage(
        Session session, ScriptBlock block, IReadOnlyList<CommandArgument> arguments, bool newScope, InvocationInfo? invocation)
    {
        _session = session;
        _block = block;
        _arguments = arguments;
        _newScope = newScope;
        Invocation = invocation ?? new InvocationInfo(null, null);
        Runtime = new CommandRuntime(session, this, new Preferences(session), ConfirmImpact.None);
    }

    public override InvocationInfo Invocation { get; }

    protected override void OnInput(object? input) => _input.Add(input);

    protected override void OnEnd()
    {
        try
        {
            _block.Run(_session, _arguments, _newScope, _input, null, Runtime.Emit, Invocation);
        }
        catch (ExitException exit)
        {
            var code = LanguagePrimitives.TryConvertTo(exit.Argument, out int number) ? number : 0;
            _session.Variables.SetGlobal("LASTEXITCODE", code);
            _session.Host.SetShouldExit(code);
        }
    }
}
