using System.Management.Automation;

namespace AksEgress.PowerShell.Streams;

/// <summary>Where a command's work writes to, from any thread: the pipeline's pump, or a job.</summary>
internal interface ICommandStreams
{
    /// <summary>Writes a result.</summary>
    void Result(object value);

    /// <summary>Writes a non-terminating error.</summary>
    void Error(ErrorRecord record);

    /// <summary>Writes a warning.</summary>
    void Warning(string text);

    /// <summary>Writes a verbose line.</summary>
    void Verbose(string text);

    /// <summary>Writes progress.</summary>
    void Progress(ProgressRecord record);

    /// <summary>Registers a job and writes it.</summary>
    void Job(Job job);

    /// <summary>Asks whether to go on, as -WhatIf and -Confirm want it.</summary>
    Task<bool> ShouldProcessAsync(string description, string question, string caption);

    /// <summary>Asks whatever -Confirm says; only -Force skips it.</summary>
    Task<bool> ShouldContinueAsync(string question, string caption);
}
