using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Selects jobs: by id, name, instance, state, or as objects.</summary>
internal abstract class JobSelectionCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "SessionIdParameterSet")]
    public virtual int[]? Id { get; set; }

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "NameParameterSet")]
    public virtual string[]? Name { get; set; }

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "InstanceIdParameterSet")]
    public virtual Guid[]? InstanceId { get; set; }

    private protected List<Job> Selected(Job[]? given)
    {
        if (given is not null)
        {
            return [.. given];
        }

        var all = JobRepository.Jobs;
        if (Id is not null)
        {
            return [.. Id.SelectMany(id =>
                Required(
                    all,
                    j => j.Id == id,
                    id,
                    "JobWithSpecifiedSessionNotFound",
                    $"The command cannot find a job with the job ID {id}. Verify the value of the Id parameter and then try the command "
                        + "again."))];
        }

        if (InstanceId is not null)
        {
            return [.. InstanceId.SelectMany(id =>
                Required(
                    all,
                    j => j.InstanceId == id,
                    id,
                    "JobWithSpecifiedInstanceIdNotFound",
                    $"The command cannot find a job with the instance identifier {id}. Verify the value of the InstanceId parameter, and "
                        + "then try the command again."))];
        }

        return Name is null
            ? all
            : [.. Name.SelectMany(n =>
            {
                var pattern = new WildcardPattern(n, WildcardOptions.IgnoreCase);
                return WildcardPattern.ContainsWildcardCharacters(n)
                    ? all.Where(j => pattern.IsMatch(j.Name))
                    : Required(
                        all,
                        j => pattern.IsMatch(j.Name),
                        n,
                        "JobWithSpecifiedNameNotFound",
                        $"The command cannot find the job because the job name {n} was not found. Verify the value of the Name parameter, "
                            + "and then try the command again.");
            })];
    }

    private List<Job> Required(List<Job> all, Predicate<Job> match, object wanted, string id, string message)
    {
        var found = all.FindAll(match);
        if (found.Count == 0)
        {
            WriteError(new ErrorRecord(new PSArgumentException(message), id, ErrorCategory.ObjectNotFound, wanted));
        }

        return found;
    }
}

[Cmdlet(VerbsCommon.Get, "Job", DefaultParameterSetName = "SessionIdParameterSet")]
[OutputType(typeof(Job))]
internal sealed class GetJobCommand : JobSelectionCommand
{
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "SessionIdParameterSet")]
    public override int[]? Id { get; set; }

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "StateParameterSet")]
    public JobState State { get; set; }

    protected override void ProcessRecord() =>
        WriteObject(
            Selected(null).Where(j => ParameterSetName != "StateParameterSet" || j.JobStateInfo.State == State), enumerateCollection: true);
}

[Cmdlet(VerbsLifecycle.Wait, "Job", DefaultParameterSetName = "SessionIdParameterSet")]
[OutputType(typeof(Job))]
internal sealed class WaitJobCommand : JobSelectionCommand, IDisposable
{
    private readonly List<Job> _jobs = [];
    private readonly ManualResetEvent _stopped = new(false);

    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = "JobParameterSet")]
    [ValidateNotNullOrEmpty]
    public Job[]? Job { get; set; }

    [Parameter]
    public SwitchParameter Any { get; set; }

    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(-1, int.MaxValue)]
    public int Timeout { get; set; } = -1;

    public void Dispose() => _stopped.Dispose();

    protected override void ProcessRecord() => _jobs.AddRange(Selected(Job));

    protected override void EndProcessing()
    {
        var until = Timeout < 0 ? DateTime.MaxValue : DateTime.UtcNow.AddSeconds(Timeout);
        while (_jobs.Exists(j => !j.IsFinished) && !(Any && _jobs.Exists(j => j.IsFinished)))
        {
            var next = _jobs.Find(j => !j.IsFinished)!;
            var left = until == DateTime.MaxValue ? TimeSpan.FromMilliseconds(200) : until - DateTime.UtcNow;
            if (left <= TimeSpan.Zero || _stopped.WaitOne(0))
            {
                break;
            }

            WaitHandle.WaitAny(
                [next.Finished, _stopped],
                Any ? TimeSpan.FromMilliseconds(50) : left < TimeSpan.FromMilliseconds(200) ? left : TimeSpan.FromMilliseconds(200));
        }

        var done = _jobs.Where(j => j.IsFinished);
        WriteObject(Any ? done.Take(1) : done, enumerateCollection: true);
    }
}

[Cmdlet(VerbsLifecycle.Stop, "Job", SupportsShouldProcess = true, DefaultParameterSetName = "SessionIdParameterSet")]
internal sealed class StopJobCommand : JobSelectionCommand
{
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = "JobParameterSet")]
    [ValidateNotNullOrEmpty]
    public Job[]? Job { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var job in Selected(Job))
        {
            if (!job.IsFinished
                && ShouldProcess($"Remote Command: {job.Command}, associated with the job that has an ID of \"{job.Id}\".", "Stop"))
            {
                job.StopJob();
            }

            if (PassThru)
            {
                WriteObject(job);
            }
        }
    }
}

[Cmdlet(VerbsCommon.Remove, "Job", SupportsShouldProcess = true, DefaultParameterSetName = "SessionIdParameterSet")]
internal sealed class RemoveJobCommand : JobSelectionCommand
{
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = "JobParameterSet")]
    [ValidateNotNullOrEmpty]
    public Job[]? Job { get; set; }

    [Parameter]
    [Alias("F")]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var job in Selected(Job))
        {
            if (!ShouldProcess($"Remote Command: {job.Command}, associated with a job that has an ID of \"{job.Id}\".", "Remove"))
            {
                continue;
            }

            if (!job.IsFinished)
            {
                if (!Force)
                {
                    WriteError(new ErrorRecord(
                        new ArgumentException(
                            $"The command cannot remove the job with the job ID {job.Id} because the job is not finished. To remove the "
                                + "job, first stop the job, or use the Force parameter."),
                        "JobWithSpecifiedSessionIdNotCompleted",
                        ErrorCategory.InvalidOperation,
                        job));
                    continue;
                }

                job.StopJob();
            }

            JobRepository.Remove(job);
            job.Dispose();
        }
    }
}
