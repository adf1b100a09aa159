using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using StandIn.Binding;
using StandIn.Pipelines;
using StandIn.Sessions;

namespace StandIn.Hosting;

/// <summary>One run of a PowerShell object's commands, statement by statement in its runspace.</summary>
internal sealed class Invocation(LocalRunspace runspace, PSCommand commands, PSDataStreams streams)
{
    private readonly Session _session = runspace.Session;
    private readonly StreamTargets _targets = new(streams, runspace.Session.ExternalHost);
    private volatile bool _stopped;

    public ManualResetEventSlim Finished { get; } = new();

    public bool HadErrors => _targets.HadErrors;

    public void Stop()
    {
        _stopped = true;
        _session.Stop();
    }

    public void Run(IEnumerable? input, Action<object?> output)
    {
        runspace.Occupy();
        var before = Runspace.DefaultRunspace;
        var streamsBefore = _session.Streams;
        Runspace.DefaultRunspace = runspace;
        _session.Streams = _targets;
        try
        {
            RunStatements(input, output);
        }
        finally
        {
            _session.Streams = streamsBefore;
            Runspace.DefaultRunspace = before;
            runspace.Free();
        }
    }

    private void RunStatements(IEnumerable? input, Action<object?> output)
    {
        List<List<Command>> statements = [.. commands.Statements()];
        foreach (var statement in statements)
        {
            if (_stopped)
            {
                throw new PipelineStoppedException();
            }

            try
            {
                RunStatement(statement, input, output);
            }
            catch (Exception failure)
                when (statements.Count > 1 && failure is not (ActionPreferenceStopException or PipelineStoppedException))
                {
                    // If there are several statements, each ends on its own: its error joins the others, and the next one runs.
                    _targets.HadErrors = true;
                    _targets.Error(failure is IContainsErrorRecord { ErrorRecord: { } record }
                        ? new ErrorRecord(record, failure)
                        : new ErrorRecord(failure, "InvalidOperation", ErrorCategory.InvalidOperation, null));
                }
        }
    }

    private void RunStatement(List<Command> statement, IEnumerable? input, Action<object?> output)
    {
        List<Stage> stages = [.. statement.Select(ToStage)];
        new Pipeline(_session, stages, output, _targets).Run(input is null ? null : Enumerate(input));
    }

    private static IEnumerable<object?> Enumerate(IEnumerable input)
    {
        foreach (var item in input)
        {
            yield return item;
        }
    }

    private Stage ToStage(Command command)
    {
        List<CommandArgument> arguments = [.. command.Parameters.Select(ToArgument)];
        return command.IsScript
            ? new Script.ScriptStage(_session, ScriptBlock.Create(command.CommandText), arguments, command.UseLocalScope, null)
            : StageFactory.Create(_session, _session.Commands.Require(command.CommandText), command.CommandText, arguments, null);
    }

    private static CommandArgument ToArgument(CommandParameter parameter)
    {
        if (parameter.Name is null)
        {
            return CommandArgument.Positional(parameter.Value);
        }

        var name = parameter.Name.TrimEnd();
        if (name[0] != '-')
        {
            return CommandArgument.Named(name, parameter.Value);
        }

        var colon = name.EndsWith(':');
        name = colon ? name[1..^1] : name[1..];
        return !colon && parameter.Value is null ? CommandArgument.NameOnly(name) : CommandArgument.Named(name, parameter.Value);
    }
}

/// <summary>Receives a pipeline's output, converted to the caller's type.</summary>
internal interface IOutputTarget
{
    void Add(object? value);
}

internal sealed class OutputList<T>(IList<T> list) : IOutputTarget
{
    public void Add(object? value) => list.Add((T)(typeof(T) == typeof(PSObject)
        ? value is null ? null : PSObject.AsPSObject(value)
        : LanguagePrimitives.ConvertTo(value, typeof(T)))!);
}
