using System.Management.Automation;

namespace AksEgress.PowerShell.Streams;

/// <summary>The streams that a command's work writes to from any thread: the pipeline's pump, or a job.</summary>
internal interface ICommandStreams
{
    /// <summary>Writes a result.</summary>
    void Result(object value);

    /// <summary>Writes a non-terminating error.</summary>
    void Error(ErrorRecord record);

    /// <summary>Writes a warning.</summary>
    void Warning(string text);

    /// <summary>Writes a verbose message.</summary>
    void Verbose(string text);

    /// <summary>Writes progress.</summary>
    void Progress(ProgressRecord record);

    /// <summary>Registers a job and writes it.</summary>
    void Job(Job job);

    /// <summary>Prompts as -WhatIf and -Confirm require.</summary>
    Task<bool> ShouldProcessAsync(string description, string question, string caption);

    /// <summary>Prompts regardless of -Confirm; only -Force skips it.</summary>
    Task<bool> ShouldContinueAsync(string question, string caption);
}
