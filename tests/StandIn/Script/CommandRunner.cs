using System.Collections;
using System.Management.Automation;
using StandIn.Binding;
using StandIn.Objects;
using StandIn.Pipelines;
using StandIn.Sessions;

namespace StandIn.Script;

/// <summary>Converts a parsed pipeline to commands and runs it.</summary>
internal sealed class CommandRunner(Session session, ExpressionEvaluator expressions)
{
    /// <summary>True if no command reported an error.</summary>
    public bool Run(PipelineStatement pipeline, Action<object?> output)
    {
        IEnumerable<object?>? input = null;
        var stages = new List<Stage>();
        foreach (var element in pipeline.Elements)
        {
            if (element is Expression first)
            {
                input = InputOf(first);
            }
            else
            {
                stages.Add(ToStage((CommandElement)element));
            }
        }

        var running = new Pipeline(session, stages, output, session.Streams);
        running.Run(input);
        return !running.ReportedErrors;
    }

    public List<CommandArgument> Arguments(CommandElement command)
    {
        var arguments = new List<CommandArgument>();
        foreach (var part in command.Parts)
        {
            switch (part)
            {
                case ParameterPart { Value: { } value } named:
                    arguments.Add(CommandArgument.Named(named.Name, Plain(expressions.Evaluate(value))));
                    break;
                case ParameterPart named:
                    arguments.Add(CommandArgument.NameOnly(named.Name));
                    break;
                case ArgumentPart positional:
                    arguments.Add(CommandArgument.Positional(Plain(expressions.Evaluate(positional.Value))));
                    break;
                case SplatPart splat:
                    arguments.AddRange(Splatted(expressions.ReadVariable(splat.Variable)));
                    break;
            }
        }

        return arguments;
    }

    private static object? Plain(object? value) => PSObject.IsNothing(value) ? null : value;

    private static IEnumerable<CommandArgument> Splatted(object? value) => PSObject.Unwrap(value) switch
    {
        null => [],
        IDictionary named => named.Cast<DictionaryEntry>().Select(e => CommandArgument.Named(ObjectText.Of(e.Key), e.Value)),
        string text => [CommandArgument.Positional(text)],
        IEnumerable many => many.Cast<object?>().Select(CommandArgument.Positional),
        _ => [CommandArgument.Positional(value)],
    };

    private IEnumerable<object?> InputOf(Expression expression)
    {
        var value = expressions.Evaluate(expression);
        return ReferenceEquals(value, System.Management.Automation.Internal.AutomationNull.Value) ? []
            : LanguagePrimitives.GetEnumerable(value) is { } many ? many.Cast<object?>()
            : [value];
    }

    private Stage ToStage(CommandElement element)
    {
        var name = PSObject.Unwrap(expressions.Evaluate(element.Name));
        var arguments = Arguments(element);
        if (name is WrittenNumber or null)
        {
            throw ScriptErrors.New(
                "BadExpression",
                "The expression after '&' in a pipeline element produced an object that was not valid. It must result in a command name, a "
                    + "script block, or a CommandInfo object.");
        }

        if (name is ScriptBlock block)
        {
            return new ScriptStage(
                session, block, arguments, newScope: element.Invocation != ".", new InvocationInfo(null, element.Extent));
        }

        if (name is CommandInfo known)
        {
            return StageFactory.Create(session, known, known.Name, arguments, element.Extent);
        }

        var text = ObjectText.Of(name);
        try
        {
            var command = session.Commands.Require(text);
            return command is ScriptFileInfo file && element.Invocation == "."
                ? new ScriptStage(
                    session, ScriptBlock.FromFile(file.Path), arguments, newScope: false, new InvocationInfo(file, element.Extent))
                : StageFactory.Create(session, command, text, arguments, element.Extent);
        }
        catch (CommandNotFoundException failure)
        {
            ScriptErrors.Locate(failure, element.Extent);
            throw;
        }
    }
}
