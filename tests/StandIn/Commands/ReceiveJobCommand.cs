using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsCommunications.Receive, "Job", DefaultParameterSetName = "Location")]
internal sealed class ReceiveJobCommand : PSCmdlet, IDisposable
{
    private readonly List<Job> _jobs = [];
    private readonly ManualResetEvent _stopped = new(false);

    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Location")]
    public Job[]? Job { get; set; }

    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "SessionIdParameterSet")]
    public int[]? Id { get; set; }

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "NameParameterSet")]
    public string[]? Name { get; set; }

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "InstanceIdParameterSet")]
    public Guid[]? InstanceId { get; set; }

    [Parameter]
    public SwitchParameter Keep { get; set; }

    [Parameter]
    public SwitchParameter NoRecurse { get; set; }

    [Parameter]
    public SwitchParameter Wait { get; set; }

    [Parameter]
    public SwitchParameter AutoRemoveJob { get; set; }

    [Parameter]
    public SwitchParameter WriteJobInResults { get; set; }

    public void Dispose() => _stopped.Dispose();

    protected override void BeginProcessing()
    {
        if (AutoRemoveJob && !Wait)
        {
            ThrowTerminatingError(new ErrorRecord(
                new PSArgumentException("The AutoRemoveJob parameter cannot be used without the Wait parameter."),
                "ReceiveJobAutoRemoveJobWithoutWait",
                ErrorCategory.InvalidOperation,
                null));
        }
    }

    protected override void ProcessRecord()
    {
        foreach (var job in Selected())
        {
            if (Wait)
            {
                _jobs.Add(job);
            }
            else
            {
                Drain(job);
                WriteReason(job);
            }
        }
    }

    protected override void EndProcessing()
    {
        foreach (var job in _jobs)
        {
            if (WriteJobInResults)
            {
                WriteObject(job);
            }

            // Results are passed on while the job runs.
            while (!job.IsFinished && WaitHandle.WaitAny([job.Finished, _stopped], 50) != 1)
            {
                Drain(job);
            }

            Drain(job);
            if (job.IsFinished)
            {
                WriteReason(job);
            }

            if (AutoRemoveJob && job.IsFinished)
            {
                JobRepository.Remove(job);
                job.Dispose();
            }
        }
    }

    private IEnumerable<Job> Selected() => Job
        ?? JobRepository.Jobs.Where(j =>
            Id?.Contains(j.Id)
                ?? InstanceId?.Contains(j.InstanceId)
                ?? Name!.Any(n => new WildcardPattern(n, WildcardOptions.IgnoreCase).IsMatch(j.Name)));

    private IReadOnlyCollection<T> Take<T>(PSDataCollection<T> stream) => Keep ? [.. stream] : stream.ReadAll();

    private void Drain(Job job)
    {
        foreach (var output in Take(job.Output))
        {
            WriteObject(output);
        }

        foreach (var error in Take(job.Error))
        {
            error.KeepsInvocation = true;
            WriteError(error);
        }

        foreach (var record in Take(job.Verbose))
        {
            WriteVerbose(record.Message);
        }

        foreach (var record in Take(job.Warning))
        {
            WriteWarning(record.Message);
        }

        foreach (var record in Take(job.Debug))
        {
            WriteDebug(record.Message);
        }

        foreach (var record in Take(job.Progress))
        {
            WriteProgress(record);
        }

        foreach (var record in Take(job.Information))
        {
            WriteInformation(record);
        }

        foreach (var child in NoRecurse ? [] : job.ChildJobs)
        {
            Drain(child);
            if (child.IsFinished)
            {
                WriteReason(child);
            }
        }
    }

    private void WriteReason(Job job)
    {
        if (job.JobStateInfo is { State: JobState.Failed, Reason: { } reason })
        {
            var record = reason is IContainsErrorRecord { ErrorRecord: { } own }
                ? new ErrorRecord(own, reason)
                : new ErrorRecord(reason, "JobStateFailed", ErrorCategory.InvalidResult, null);
            record.KeepsInvocation = true;
            WriteError(record);
        }
    }
}
