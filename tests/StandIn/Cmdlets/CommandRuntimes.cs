namespace System.Management.Automation;

public interface ICommandRuntime
{
    void WriteDebug(string? text);

    void WriteError(ErrorRecord errorRecord);

    void WriteObject(object? sendToPipeline);

    void WriteObject(object? sendToPipeline, bool enumerateCollection);

    void WriteProgress(ProgressRecord progressRecord);

    void WriteVerbose(string? text);

    void WriteWarning(string? text);

    bool ShouldProcess(string? target);

    bool ShouldProcess(string? target, string? action);

    bool ShouldProcess(string? verboseDescription, string? verboseWarning, string? caption);

    bool ShouldProcess(string? verboseDescription, string? verboseWarning, string? caption, out ShouldProcessReason shouldProcessReason);

    bool ShouldContinue(string? query, string? caption);

    bool ShouldContinue(string? query, string? caption, ref bool yesToAll, ref bool noToAll);

    void ThrowTerminatingError(ErrorRecord errorRecord);
}

public interface ICommandRuntime2 : ICommandRuntime
{
    void WriteInformation(InformationRecord informationRecord);
}

[Flags]
public enum ShouldProcessReason
{
    None = 0,
    WhatIf = 1,
}

public enum ActionPreference
{
    SilentlyContinue = 0,
    Stop = 1,
    Continue = 2,
    Inquire = 3,
    Ignore = 4,
    Suspend = 5,
    Break = 6,
}

public enum CommandOrigin
{
    Runspace = 0,
    Internal = 1,
}
