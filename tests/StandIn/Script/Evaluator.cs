using System.Collections;
using System.Management.Automation;
using StandIn.Sessions;

namespace StandIn.Script;

/// <summary>Leaves a script block early.</summary>
internal sealed class ReturnException : FlowControlException;

/// <summary>Runs statements one after another, and passes their output on immediately.</summary>
internal sealed class Evaluator
{
    private readonly Session _session;
    private readonly ExpressionEvaluator _expressions;
    private readonly CommandRunner _commands;
    private int _tryDepth;

    public Evaluator(Session session)
    {
        _session = session;
        _expressions = new ExpressionEvaluator(session, this);
        _commands = new CommandRunner(session, _expressions);
    }

    public ExpressionEvaluator Expressions => _expressions;

    public void Run(IReadOnlyList<Statement> statements, Action<object?> output)
    {
        foreach (var statement in statements)
        {
            if (_session.Stopping)
            {
                throw new PipelineStoppedException();
            }

            try
            {
                Execute(statement, output);
            }
            catch (RuntimeException failure) when (EndsOnlyTheStatement(failure))
            {
                ScriptErrors.Report(_session, failure, statement.Extent);
            }
        }
    }

    /// <summary>A statement's output as one value: null for none, the object itself for one, an array for several.</summary>
    public object? Value(Statement statement)
    {
        if (statement is PipelineStatement { OnlyExpression: { } expression })
        {
            return _expressions.Evaluate(expression);
        }

        if (statement is Assignment assignment)
        {
            return Assign(assignment);
        }

        var output = Collect(statement);
        return output.Count switch
        {
            0 => System.Management.Automation.Internal.AutomationNull.Value,
            1 => output[0],
            _ => output.ToArray(),
        };
    }

    public List<object?> Collect(Statement statement)
    {
        var output = new List<object?>();
        Execute(statement, output.Add);
        return output;
    }

    public List<object?> Collect(Block block)
    {
        var output = new List<object?>();
        Run(block.Statements, output.Add);
        return output;
    }

    private bool EndsOnlyTheStatement(RuntimeException failure) =>
        _tryDepth == 0
        && failure is not (ActionPreferenceStopException or PipelineStoppedException or ParseException)
        && !failure.WasThrownFromThrowStatement
        && _session.Preference("ErrorActionPreference", ActionPreference.Continue) is var preference
        && preference is not (ActionPreference.Stop or ActionPreference.Inquire);

    private void Execute(Statement statement, Action<object?> output)
    {
        switch (statement)
        {
            case PipelineStatement pipeline:
                Pipeline(pipeline, output);
                break;
            case Assignment assignment:
                Assign(assignment);
                break;
            case Block block:
                Run(block.Statements, output);
                break;
            case IfStatement conditional:
                If(conditional, output);
                break;
            case ForeachStatement loop:
                Foreach(loop, output);
                break;
            case TryStatement attempt:
                Try(attempt, output);
                break;
            case ThrowStatement thrown:
                throw ScriptErrors.Thrown(
                    _session, thrown.Value is null ? null : Value(thrown.Value), thrown.Value is not null, thrown.Extent);
            case ReturnStatement done:
                if (done.Value is not null)
                {
                    Execute(done.Value, output);
                }

                throw new ReturnException();
            case ExitStatement exit:
                throw new ExitException(exit.Value is null ? 0 : Value(exit.Value));
            default:
                throw new InvalidOperationException($"No way to run a {statement.GetType().Name}.");
        }
    }

    private void Pipeline(PipelineStatement pipeline, Action<object?> output)
    {
        try
        {
            if (pipeline.OnlyExpression is { } expression)
            {
                Emit(expression, output);
                _session.Variables.SetGlobal("?", true);
            }
            else
            {
                _session.Variables.SetGlobal("?", _commands.Run(pipeline, output));
            }
        }
        catch (RuntimeException failure)
        {
            ScriptErrors.Locate(failure, pipeline.Extent);
            throw;
        }
        catch (PSInvalidCastException failure)
        {
            throw ScriptErrors.FromCast(failure, pipeline.Extent);
        }
    }

    // Lists are enumerated, unless a comma or a method's result keeps them whole.
    private void Emit(Expression expression, Action<object?> output)
    {
        if (expression is SubExpression { Body: var block })
        {
            Run(block.Statements, output);
            return;
        }

        // An assignment in parentheses outputs its value; one without doesn't.
        if (expression is Paren { Inner: PipelineStatement { OnlyExpression: null } inner })
        {
            Pipeline(inner, output);
            return;
        }

        var value = _expressions.Evaluate(expression);
        if (ReferenceEquals(value, System.Management.Automation.Internal.AutomationNull.Value))
        {
            return;
        }

        if (LanguagePrimitives.GetEnumerator(value) is not { } elements)
        {
            output(value);
            return;
        }

        while (elements.MoveNext())
        {
            output(elements.Current);
        }
    }

    private object? Assign(Assignment assignment)
    {
        try
        {
            var value = assignment.Value is Assignment inner ? Assign(inner) : Value(assignment.Value);
            value = PSObject.IsNothing(value) ? null : value;
            return _expressions.Assign(assignment.Target, assignment.Operator, value);
        }
        catch (RuntimeException failure)
        {
            ScriptErrors.Locate(failure, assignment.Extent);
            throw;
        }
        catch (PSInvalidCastException failure)
        {
            throw ScriptErrors.FromCast(failure, assignment.Extent);
        }
    }

    private void If(IfStatement conditional, Action<object?> output)
    {
        foreach ((var condition, var then) in conditional.Clauses)
        {
            if (LanguagePrimitives.IsTrue(Value(condition)))
            {
                Run(then.Statements, output);
                return;
            }
        }

        if (conditional.Otherwise is not null)
        {
            Run(conditional.Otherwise.Statements, output);
        }
    }

    private void Foreach(ForeachStatement loop, Action<object?> output)
    {
        var items = Value(loop.Items);
        if (PSObject.IsNothing(items))
        {
            return;
        }

        foreach (var item in LanguagePrimitives.GetEnumerable(items) is IEnumerable many ? many : new[] { items })
        {
            _session.Variables.Set(loop.Variable, item);
            Run(loop.Body.Statements, output);
        }
    }

    private void Try(TryStatement attempt, Action<object?> output)
    {
        try
        {
            _tryDepth++;
            try
            {
                Run(attempt.Body.Statements, output);
            }
            finally
            {
                _tryDepth--;
            }
        }
        catch (Exception failure)
            when (failure is not (PipelineStoppedException or FlowControlException) && ScriptErrors.Handler(attempt, failure) is not null)
            {
                var handler = ScriptErrors.Handler(attempt, failure)!;
                var before = _session.Variables.GetValue("_");
                _session.Variables.Set("_", ScriptErrors.RecordFor(handler, failure, attempt.Extent));
                try
                {
                    Run(handler.Body.Statements, output);
                }
                finally
                {
                    _session.Variables.Set("_", before);
                }
            }
        finally
        {
            if (attempt.Finally is not null)
            {
                Run(attempt.Finally.Statements, output);
            }
        }
    }
}
