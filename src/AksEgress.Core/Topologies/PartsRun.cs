using System.Diagnostics.CodeAnalysis;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Topologies;

/// <summary>Runs each part as soon as the parts that it needs are done, and keeps the result of each.</summary>
/// <param name="clock">The session's clock.</param>
/// <param name="progress">Receives the progress, or null.</param>
/// <param name="all">The number of parts.</param>
internal sealed class PartsRun(TimeProvider clock, IPartProgress? progress, int all)
{
    public const string Failed = "Failed";
    public const string NotStarted = "NotStarted";

    private readonly long _start = clock.GetTimestamp();
    private readonly Dictionary<string, Task<TopologyStepResult>> _running = [];
    private readonly List<Task<TopologyStepResult>> _inOrder = [];
    private Exception? _firstFailure;
    private int _done;

    /// <summary>The first part's failure, or null.</summary>
    public Exception? FirstFailure => _firstFailure;

    /// <summary>The session's time since the start.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(_start);

    /// <summary>The message of a failure, as ARM or this module wrote it.</summary>
    public static string Words(Exception failure) => failure is ArmException arm ? $"{arm.Code}: {ArmErrors.Words(arm)}" : failure.Message;

    /// <summary>The recommended action of a failure, or an empty text.</summary>
    public static string Remedy(Exception failure) =>
        failure is EgressException known && known.Remedy.Length > 0 ? known.Remedy.TrimEnd() + " " : string.Empty;

    /// <summary>Adds a part. The parts that it needs must be added before it.</summary>
    public void Add(
        Part part, Func<IProgress<ArmOperationProgress>?, CancellationToken, Task<string>> work, CancellationToken cancellationToken)
    {
        var needs = part.Needs.Select(need => _running[need]).ToList();
        var task = RunAsync(part, needs, work, cancellationToken);
        _running.Add(part.Name, task);
        _inOrder.Add(task);
    }

    /// <summary>Waits for all parts, in the order in which they were added.</summary>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    public async Task<IReadOnlyList<TopologyStepResult>> FinishAsync() => await Task.WhenAll(_inOrder).ConfigureAwait(false);

    [SuppressMessage("Design", "CA1031", Justification = "Each part's failure is kept and thrown when the parts beside it are at rest.")]
    private async Task<TopologyStepResult> RunAsync(
        Part part,
        IReadOnlyList<Task<TopologyStepResult>> needs,
        Func<IProgress<ArmOperationProgress>?, CancellationToken, Task<string>> work,
        CancellationToken cancellationToken)
    {
        var before = await Task.WhenAll(needs).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var began = Elapsed;
        if (before.Any(step => step.Done is Failed or NotStarted))
        {
            return new TopologyStepResult(part.Name, part.Title, part.Id.Text, NotStarted, began, TimeSpan.Zero);
        }

        var what = Failed;
        try
        {
            what = await work(progress?.Begin(part.Name, part.Title, part.Usual), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _firstFailure, e, null);
        }
        finally
        {
            progress?.End(part.Name, Interlocked.Increment(ref _done), all);
        }

        return new TopologyStepResult(part.Name, part.Title, part.Id.Text, what, began, Elapsed - began);
    }

    /// <summary>The name of a part, and the parts that it needs.</summary>
    public sealed record Part(string Name, string Title, ArmResourceId Id, TimeSpan Usual, IReadOnlyList<string> Needs);
}
