using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Reflection;
using StandIn.Binding;
using StandIn.Sessions;

namespace StandIn.Pipelines;

/// <summary>A compiled cmdlet in a pipeline.</summary>
internal sealed class CmdletStage : Stage
{
    private readonly Cmdlet _cmdlet;
    private readonly IReadOnlyList<CommandArgument> _arguments;
    private readonly CmdletBinder _binder;
    private bool _disposed;

    public CmdletStage(Session session, CmdletInfo command, IReadOnlyList<CommandArgument> arguments, InvocationInfo invocation)
    {
        _arguments = arguments;
        Invocation = invocation;
        try
        {
            _cmdlet = (Cmdlet)Activator.CreateInstance(command.ImplementingType)!;
        }
        catch (TargetInvocationException failure)
        {
            throw new CmdletInvocationException(failure.InnerException ?? failure, invocation);
        }

        var model = CommandModel.Of(command.ImplementingType);
        var preferences = new Preferences(session);
        Runtime = new CommandRuntime(
            session,
            this,
            preferences,
            model.Declaration?.SupportsShouldProcess == true ? model.Declaration.ConfirmImpact : ConfirmImpact.None);
        var common = new CommonParameters(preferences);
        var shouldProcess = new ShouldProcessParameters(preferences);
        var state = new BindingState(model, _cmdlet, invocation, owner => owner switch
        {
            ParameterOwner.Common => common,
            ParameterOwner.ShouldProcess => shouldProcess,
            _ => _cmdlet,
        });
        _cmdlet.Attach(session, Runtime, invocation, command);
        _binder = new CmdletBinder(state, session.Engine, session.Host);
    }

    public override InvocationInfo Invocation { get; }

    public override void Stop() => _cmdlet.DoStop();

    public override void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            (_cmdlet as IDisposable)?.Dispose();
            base.Dispose();
        }
    }

    protected override void OnPrepare() => _binder.BindCommandLine(_arguments, InputExpected);

    protected override void OnBegin() => InCmdlet(_cmdlet.DoBegin);

    protected override void OnNoInput() => InCmdlet(_cmdlet.DoProcess);

    // The last record's bindings still apply.
    protected override void OnEnd() => InCmdlet(_cmdlet.DoEnd);

    protected override void OnInput(object? input)
    {
        var current = input is null ? null : PSObject.AsPSObject(input);
        try
        {
            if (!_binder.Input.Bind(current))
            {
                WriteInputError(current, "InputObjectNotBound", BindingTexts.InputObjectNotBound);
                return;
            }
        }
        catch (ParameterBindingException failure)
        {
            failure.ErrorRecord.SetTargetObject(current);
            Runtime.WriteErrorUnchecked(new ErrorRecord(failure.ErrorRecord, failure));
            return;
        }

        if (_binder.MissingForRecord() is { } missing)
        {
            WriteInputError(current, "InputObjectMissingMandatory", BindingTexts.InputObjectMissingMandatory, missing);
            return;
        }

        InCmdlet(_cmdlet.DoProcess);
    }

    private void WriteInputError(PSObject? input, string id, string format, params object?[] details)
    {
        var failure = new BindingFault(id, format)
        {
            Invocation = Invocation,
            TypeSpecified = input?.GetType(),
            Arguments = details.Length == 0 ? [string.Empty] : details,
        }.ToException();
        var record = new ErrorRecord(failure, id, ErrorCategory.InvalidArgument, input);
        record.SetInvocationInfo(Invocation);
        Runtime.WriteErrorUnchecked(record);
    }

    // An exception that a cmdlet doesn't catch is reported as the cmdlet's failure; the engine's own exceptions aren't changed.
    private void InCmdlet(Action work)
    {
        try
        {
            work();
        }
        catch (Exception failure)
            when (failure is not (PipelineStoppedException or CmdletInvocationException or ActionPreferenceStopException
                or HaltCommandException or FlowControlException))
            {
                throw new CmdletInvocationException(failure, Invocation);
            }
    }
}
