namespace StandIn.Samples;

/// <summary>A job of this module, on its own thread.</summary>
public sealed class SampleJob : Job
{
    private readonly ManualResetEventSlim _stop = new();
    private readonly string _how;

    public SampleJob(string command, string name, string how)
        : base(command, name)
    {
        PSJobTypeName = "SampleJob";
        _how = how;
    }

    public override string StatusMessage => "working";

    public override bool HasMoreData => Output.Count > 0 || Error.Count > 0;

    public override string Location => "here";

    public void Start()
    {
        SetJobState(JobState.Running);
        new Thread(Work) { IsBackground = true }.Start();
    }

    public override void StopJob()
    {
        _stop.Set();
        Finished.WaitOne(TimeSpan.FromSeconds(10));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Work()
    {
        Output.Add(PSObject.AsPSObject("first"));
        Warning.Add(new WarningRecord("careful"));
        if (_how == "Wait")
        {
            SetJobState(_stop.Wait(TimeSpan.FromSeconds(20)) ? JobState.Stopped : JobState.Failed);
            return;
        }

        if (_how == "Error")
        {
            Error.Add(new ErrorRecord(new InvalidOperationException("job error"), "JobError", ErrorCategory.DeviceError, "t"));
        }

        Output.Add(PSObject.AsPSObject("last"));
        SetJobState(_how == "Fail" ? JobState.Failed : JobState.Completed);
    }
}

/// <summary>Starts a job and writes it.</summary>
[Cmdlet(VerbsLifecycle.Start, "SampleJob")]
[OutputType(typeof(Job))]
public sealed class StartSampleJobCommand : PSCmdlet
{
    [Parameter(Position = 0)]
    public string How { get; set; } = "Complete";

    [Parameter]
    public string Name { get; set; } = "sample";

    protected override void ProcessRecord()
    {
        var job = new SampleJob(MyInvocation.MyCommand.Name, Name, How);
        JobRepository.Add(job);
        job.Start();
        WriteObject(job);
    }
}
