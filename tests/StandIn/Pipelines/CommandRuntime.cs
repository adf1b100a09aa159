using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;
using StandIn.Sessions;

namespace StandIn.Pipelines;

/// <summary>A cmdlet's output and prompts, on their way to the next command, the streams, or the host.</summary>
internal sealed class CommandRuntime : ICommandRuntime2
{
    private const string WriteNotPermitted = "The WriteObject and WriteError methods cannot be called from outside the overrides of the "
        + "BeginProcessing, ProcessRecord, and EndProcessing methods, and they can only be called from within the same thread. Validate "
        + "that the cmdlet makes these calls correctly, or contact Microsoft Customer Support Services.";
    private readonly Session _session;
    private readonly Stage _stage;
    private readonly Preferences _preferences;
    private readonly Confirmation _confirmation;
    private readonly CaptureVariables _captured;
    private readonly long _sourceId = Environment.TickCount64;
    private Answer _lastError;
    private Answer _lastMessage;

    public CommandRuntime(Session session, Stage stage, Preferences preferences, ConfirmImpact impact)
    {
        _session = session;
        _stage = stage;
        _preferences = preferences;
        _captured = new CaptureVariables(session, preferences);
        _confirmation = new Confirmation(this, preferences, impact);
    }

    public PSHost Host => _session.Host;

    public Stage Stage => _stage;

    public InvocationInfo Invocation => _stage.Invocation;

    public bool IsStopping => _stage.Pipeline.Stopping;

    private StreamTargets Streams => _stage.Pipeline.Streams;

    public void SetUpVariables() => _captured.SetUp();

    public void ThrowIfStopping()
    {
        if (_stage.Pipeline.Stopping)
        {
            throw new PipelineStoppedException();
        }
    }

    public void CheckThread(bool mustBeWriter)
    {
        if (_stage.Pipeline.OwnerThread != Environment.CurrentManagedThreadId || (mustBeWriter && _stage.Pipeline.Writer != _stage))
        {
            throw new PSInvalidOperationException(WriteNotPermitted);
        }
    }

    public void WriteObject(object? sendToPipeline)
    {
        ThrowIfStopping();
        CheckThread(mustBeWriter: true);
        Emit(sendToPipeline);
    }

    public void WriteObject(object? sendToPipeline, bool enumerateCollection)
    {
        ThrowIfStopping();
        CheckThread(mustBeWriter: true);
        if (!enumerateCollection || LanguagePrimitives.GetEnumerator(sendToPipeline) is not { } elements)
        {
            Emit(sendToPipeline);
            return;
        }

        while (elements.MoveNext())
        {
            ThrowIfStopping();
            Emit(elements.Current);
        }
    }

    public void WriteError(ErrorRecord errorRecord)
    {
        ThrowIfStopping();
        ArgumentNullException.ThrowIfNull(errorRecord);
        if (!errorRecord.KeepsInvocation)
        {
            errorRecord.SetInvocationInfo(Invocation);
        }

        CheckThread(mustBeWriter: true);
        WriteErrorUnchecked(errorRecord);
    }

    /// <summary>For the engine's own errors, which occur while no method of the cmdlet runs.</summary>
    public void WriteErrorUnchecked(ErrorRecord record)
    {
        ThrowIfStopping();
        Streams.HadErrors = true;
        _stage.Pipeline.ReportedErrors = true;
        var preference = _preferences.Error;
        switch (preference)
        {
            case ActionPreference.Ignore:
                return;
            case ActionPreference.SilentlyContinue:
                Remember(record);
                return;
            case ActionPreference.Stop when _lastError != Answer.YesToAll:
                var stop = new ActionPreferenceStopException(
                    Invocation,
                    record,
                    "The running command stopped because the preference variable \"ErrorActionPreference\" or common parameter is set to "
                        + $"Stop: {record}");
                throw Fail(stop);
            case ActionPreference.Inquire when _lastError != Answer.YesToAll:
                _lastError = _confirmation.Ask(
                    record.ToString(), null, allowYesToAll: true, allowNoToAll: false, haltInsteadOfNo: true, security: false);
                break;
        }

        Remember(record);
        Streams.Error(record);
    }

    public void WriteWarning(string? text) => WriteWarning(new WarningRecord(text));

    public void WriteWarning(WarningRecord record) => WriteMessage(record, _preferences.Warning, "WarningPreference", () =>
    {
        _captured.Warning(record);
        Streams.Warning(record);
    });

    public void WriteVerbose(string? text)
    {
        var record = new VerboseRecord(text);
        WriteMessage(record, _preferences.Verbose, "VerbosePreference", () => Streams.Verbose(record));
    }

    public void WriteDebug(string? text)
    {
        var record = new DebugRecord(text);
        WriteMessage(record, _preferences.Debug, "DebugPreference", () => Streams.Debug(record));
    }

    public void WriteProgress(ProgressRecord progressRecord) => WriteProgress(_sourceId, progressRecord);

    public void WriteProgress(long sourceId, ProgressRecord progressRecord)
    {
        ThrowIfStopping();
        CheckThread(mustBeWriter: false);
        ArgumentNullException.ThrowIfNull(progressRecord);
        var preference = _preferences.Progress;
        if (preference is not (ActionPreference.Ignore or ActionPreference.SilentlyContinue))
        {
            Streams.Progress(sourceId, progressRecord);
        }

        AfterMessage(preference, "ProgressPreference", progressRecord.Activity);
    }

    public void WriteInformation(InformationRecord informationRecord)
    {
        ThrowIfStopping();
        CheckThread(mustBeWriter: false);
        ArgumentNullException.ThrowIfNull(informationRecord);
        var preference = _preferences.Information;
        if (preference != ActionPreference.Ignore)
        {
            _captured.Information(informationRecord);
            Streams.Information(
                informationRecord, show: informationRecord.Tags.Contains("PSHOST") || preference == ActionPreference.Continue);
        }

        AfterMessage(preference, "InformationPreference", informationRecord.ToString());
    }

    public bool ShouldProcess(string? target) => ShouldProcess(target, Invocation.MyCommand?.Name);

    public bool ShouldProcess(string? target, string? action) =>
        _confirmation.ShouldProcess($"Performing the operation \"{action}\" on target \"{target}\".", null, null, out _);

    public bool ShouldProcess(string? verboseDescription, string? verboseWarning, string? caption) =>
        _confirmation.ShouldProcess(verboseDescription, verboseWarning, caption, out _);

    public bool ShouldProcess(
        string? verboseDescription, string? verboseWarning, string? caption, out ShouldProcessReason shouldProcessReason) =>
        _confirmation.ShouldProcess(verboseDescription, verboseWarning, caption, out shouldProcessReason);

    public bool ShouldContinue(string? query, string? caption)
    {
        var yesToAll = false;
        var noToAll = false;
        return _confirmation.ShouldContinue(query, caption, hasSecurityImpact: false, toAll: false, ref yesToAll, ref noToAll);
    }

    public bool ShouldContinue(string? query, string? caption, ref bool yesToAll, ref bool noToAll) =>
        _confirmation.ShouldContinue(query, caption, hasSecurityImpact: false, toAll: true, ref yesToAll, ref noToAll);

    public void ThrowTerminatingError(ErrorRecord errorRecord)
    {
        ThrowIfStopping();
        ArgumentNullException.ThrowIfNull(errorRecord);
        errorRecord.SetInvocationInfo(Invocation);
        throw Fail(new CmdletInvocationException(errorRecord));
    }

    /// <summary>Ends the pipeline with a failure; the cmdlet only sees that the pipeline stops.</summary>
    public Exception Fail(Exception failure)
    {
        RememberError(failure);
        return _stage.Pipeline.Fail(failure);
    }

    public void RememberError(Exception failure)
    {
        if (failure is IContainsErrorRecord { ErrorRecord: { } record } and not (PipelineStoppedException or FlowControlException))
        {
            Remember(record.Exception is ParentContainsErrorRecordException ? new ErrorRecord(record, failure) : record);
        }
    }

    /// <summary>Passes an object on without checking the writer; for the engine's own stages.</summary>
    public void Emit(object? value)
    {
        if (ReferenceEquals(value, AutomationNull.Value))
        {
            return;
        }

        _captured.Output(value);
        if (_stage.Pipeline.After(_stage) is { } next)
        {
            next.Process(value);
        }
        else
        {
            _stage.Pipeline.Output(value);
        }
    }

    private void Remember(ErrorRecord record)
    {
        _captured.Error(record);
        _session.RememberError(record);
    }

    private void WriteMessage(InformationalRecord record, ActionPreference preference, string variable, Action write)
    {
        ThrowIfStopping();
        CheckThread(mustBeWriter: false);
        record.InvocationInfo ??= Invocation;
        if (_lastMessage != Answer.NoToAll && preference is not (ActionPreference.Ignore or ActionPreference.SilentlyContinue))
        {
            write();
        }

        AfterMessage(preference, variable, record.Message);
    }

    private void AfterMessage(ActionPreference preference, string variable, string message)
    {
        if (_lastMessage == Answer.YesToAll)
        {
            return;
        }

        if (preference == ActionPreference.Stop)
        {
            throw Fail(new ActionPreferenceStopException(
                Invocation,
                $"The running command stopped because the preference variable \"{variable}\" or common parameter is set to Stop: "
                    + $"{message}"));
        }

        if (preference == ActionPreference.Inquire)
        {
            _lastMessage = _confirmation.Ask(null, null, allowYesToAll: true, allowNoToAll: false, haltInsteadOfNo: true, security: false);
        }
    }
}
