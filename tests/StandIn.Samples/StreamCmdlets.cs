using System.Collections.Concurrent;

namespace StandIn.Samples;

/// <summary>A journal of sample cmdlets, by a name that the test chooses.</summary>
public static class Journal
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> s_entries = new();

    public static void Write(string? name, string entry) =>
        s_entries.GetOrAdd(name ?? string.Empty, _ => new ConcurrentQueue<string>()).Enqueue(entry);

    public static string[] Read(string name) => s_entries.TryGetValue(name, out var entries) ? [.. entries] : [];
}

/// <summary>Writes numbers, and a journal of its calls.</summary>
[Cmdlet(VerbsCommon.Get, "SampleNumber")]
public sealed class GetSampleNumberCommand : PSCmdlet, IDisposable
{
    [Parameter(Position = 0)]
    public int Count { get; set; } = 3;

    [Parameter]
    public string? Log { get; set; }

    [Parameter]
    public SwitchParameter AsList { get; set; }

    public void Dispose() => Journal.Write(Log, "source disposed");

    protected override void BeginProcessing() => Journal.Write(Log, "source begins");

    protected override void ProcessRecord()
    {
        if (AsList)
        {
            WriteObject(Enumerable.Range(1, Count).ToArray(), false);
            return;
        }

        try
        {
            for (var i = 1; i <= Count; i++)
            {
                Journal.Write(Log, $"source writes {i}");
                WriteObject(i);
            }
        }
        catch (PipelineStoppedException)
        {
            Journal.Write(Log, "source is stopped");
            throw;
        }
    }

    protected override void EndProcessing() => Journal.Write(Log, "source ends");
}

/// <summary>Passes numbers through.</summary>
[Cmdlet(VerbsCommunications.Send, "SampleNumber")]
public sealed class SendSampleNumberCommand : PSCmdlet, IDisposable
{
    [Parameter(ValueFromPipeline = true)]
    public int Number { get; set; }

    [Parameter]
    public string? Log { get; set; }

    [Parameter]
    public int FailAt { get; set; }

    public void Dispose() => Journal.Write(Log, "sink disposed");

    protected override void BeginProcessing() => Journal.Write(Log, "sink begins");

    protected override void ProcessRecord()
    {
        if (FailAt != 0 && Number == FailAt)
        {
            throw new InvalidOperationException("That number fails.");
        }

        Journal.Write(Log, $"sink gets {Number}");
        WriteObject(Number * 10);
    }

    protected override void EndProcessing() => Journal.Write(Log, "sink ends");
}

/// <summary>Writes to every stream.</summary>
[Cmdlet(VerbsCommunications.Write, "SampleStream")]
public sealed class WriteSampleStreamCommand : PSCmdlet
{
    protected override void ProcessRecord()
    {
        WriteVerbose("v");
        WriteDebug("d");
        WriteWarning("w");
        WriteInformation("i", ["tag"]);
        WriteProgress(new ProgressRecord(1, "act", "stat") { PercentComplete = 40 });
        WriteObject("o");
    }
}

/// <summary>Fails in a given way.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "SampleFailure")]
public sealed class InvokeSampleFailureCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateSet("Write", "Terminate", "Throw", "ThrowOwn")]
    public string? How { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    protected override void ProcessRecord()
    {
        var record = new ErrorRecord(new InvalidOperationException("It failed."), "SampleFailed", ErrorCategory.ResourceBusy, "the target")
        {
            ErrorDetails = new ErrorDetails("It failed, in words.") { RecommendedAction = "Try again." },
        };
        switch (How)
        {
            case "Write":
                WriteError(record);
                break;
            case "Terminate":
                ThrowTerminatingError(record);
                break;
            case "Throw":
                throw new InvalidOperationException("Thrown.");
            case "ThrowOwn":
                throw new PSArgumentException("Own.");
        }

        WriteObject("continued");
    }
}

/// <summary>Waits until it is stopped.</summary>
[Cmdlet(VerbsLifecycle.Wait, "SampleStop")]
public sealed class WaitSampleStopCommand : PSCmdlet, IDisposable
{
    private readonly ManualResetEventSlim _stopped = new();
    private int _thread;

    [Parameter]
    public string? Log { get; set; }

    public void Dispose()
    {
        Journal.Write(Log, "disposed");
        _stopped.Dispose();
    }

    protected override void ProcessRecord()
    {
        _thread = Environment.CurrentManagedThreadId;
        WriteObject("waiting");
        Journal.Write(Log, "waiting");
        _stopped.Wait(TimeSpan.FromSeconds(20));
        Journal.Write(Log, Stopping ? "is stopping" : "not stopping");
        try
        {
            WriteObject("too late");
        }
        catch (PipelineStoppedException)
        {
            Journal.Write(Log, "refused");
            throw;
        }
    }

    protected override void StopProcessing()
    {
        Journal.Write(Log, Environment.CurrentManagedThreadId == _thread ? "stopped on its own thread" : "stopped on another thread");
        _stopped.Set();
    }
}

/// <summary>Prompts before it acts.</summary>
[Cmdlet(VerbsCommon.Remove, "SampleThing", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveSampleThingCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string? Name { get; set; }

    [Parameter]
    public SwitchParameter Sentence { get; set; }

    protected override void ProcessRecord()
    {
        var reason = ShouldProcessReason.None;
        var go = Sentence
            ? ShouldProcess($"Removing {Name} now", $"Really remove {Name}?", "Removal", out reason)
            : ShouldProcess(Name, "Remove thing");
        WriteObject(go ? $"removed {Name}" : $"kept {Name} {reason}");
    }
}

/// <summary>Prompts regardless of the preferences.</summary>
[Cmdlet(VerbsCommon.Clear, "SampleThing", SupportsShouldProcess = true)]
public sealed class ClearSampleThingCommand : PSCmdlet
{
    private bool _yesToAll;
    private bool _noToAll;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string? Name { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        if (ShouldProcess(Name) && (Force || ShouldContinue($"Clear {Name}?", "Sure", ref _yesToAll, ref _noToAll)))
        {
            WriteObject($"cleared {Name}");
        }
    }
}

/// <summary>Creates sample objects.</summary>
[Cmdlet(VerbsCommon.New, "SampleItem")]
[OutputType(typeof(SampleItem))]
public sealed class NewSampleItemCommand : PSCmdlet
{
    [Parameter(Position = 0)]
    public string[] Name { get; set; } = ["one"];

    [Parameter]
    public int Count { get; set; } = 1;

    [Parameter]
    public SampleColour Colour { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            WriteObject(new SampleItem { Name = name, Count = Count, Colour = Colour });
        }
    }
}

/// <summary>Returns its information about the session.</summary>
[Cmdlet(VerbsCommon.Show, "SampleSession")]
public sealed class ShowSampleSessionCommand : PSCmdlet
{
    [Parameter]
    public string? Variable { get; set; }

    [Parameter]
    public string? Path { get; set; }

    protected override void ProcessRecord()
    {
        if (Variable is not null)
        {
            WriteObject(SessionState.PSVariable.GetValue(Variable));
            SessionState.PSVariable.Set("FromCmdlet", "set");
        }
        else if (Path is not null)
        {
            WriteObject(SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path));
        }
        else
        {
            WriteObject(
                $"{MyInvocation.MyCommand.Name} {MyInvocation.InvocationName} "
                    + $"{MyInvocation.PipelinePosition}/{MyInvocation.PipelineLength} {MyInvocation.ExpectingInput} "
                    + $"{SessionState.LanguageMode}");
        }
    }
}
