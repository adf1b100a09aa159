using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Runtime.ExceptionServices;
using AksEgress.Core.Errors;

namespace AksEgress.PowerShell.Streams;

/// <summary>
/// Runs asynchronous work off the pipeline thread, and executes its writes on the pipeline thread, because PowerShell lets only
/// that thread write. Writes after the work has ended are refused.
/// </summary>
internal sealed class PipelinePump : ICommandStreams, IDisposable
{
    // Canceled work ends at once. The pump doesn't wait for work that can't be canceled, such as a DNS lookup.
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(700);

    // A command that has shown no progress for this long shows that it works.
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);
    private readonly PSCmdlet _cmdlet;
    private readonly BlockingCollection<Action> _queue = [];
    private readonly CancellationTokenSource _work;
    private readonly CancellationTokenSource _late = new();
    private readonly OpenActivities _activities = new();
    private readonly Stopwatch _started = Stopwatch.StartNew();
    private TimeSpan _showAt = s_quiet;
    private ProgressRecord? _waiting;
    private bool _abandoned;

    public PipelinePump(PSCmdlet cmdlet, CancellationToken stopped)
    {
        _cmdlet = cmdlet;
        _work = CancellationTokenSource.CreateLinkedTokenSource(stopped);
    }

    /// <summary>True if a write threw. The exception is then the engine's, not an outcome of the work.</summary>
    public bool WriteFailed { get; private set; }

    /// <summary>
    /// Runs the work to its end. If a write throws because the pipeline stops or a downstream command needs no more input, the work
    /// is canceled and awaited before the exception is rethrown, so that no thread is left behind. The wait is short: work that
    /// doesn't end in that time can't write any more, and ends by itself.
    /// </summary>
    public void Run(Func<CancellationToken, Task> action)
    {
        using var stopping = _work.Token.Register(() => _late.CancelAfter(s_grace));
        var task = Task.Run(async () =>
        {
            try
            {
                await action(_work.Token).ConfigureAwait(false);
            }
            finally
            {
                _queue.CompleteAdding();
            }
        });

        var refused = WriteAll();
        if (_abandoned)
        {
            _ = task.ContinueWith(
                ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            refused?.Throw();
            throw new PipelineStoppedException();
        }

        // The queue completes only after the work has, so its outcome is available.
        ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        refused?.Throw();
        foreach (var end in _activities.Close())
        {
            Show(end);
        }

        if (task.Exception?.InnerException is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        if (task.IsCanceled)
        {
            // Without Ctrl+C, something inside the work canceled itself; that must not look like Ctrl+C.
            throw _work.IsCancellationRequested
                ? new PipelineStoppedException()
                : new TimeoutException("The command was canceled because an internal operation timed out.");
        }
    }

    public void Result(object value) => Post(() => _cmdlet.WriteObject(value));

    public void Error(ErrorRecord record) => Post(() => _cmdlet.WriteError(record));

    public void Warning(string text) => Post(() => _cmdlet.WriteWarning(text));

    public void Verbose(string text) => Post(() => _cmdlet.WriteVerbose(text));

    public void Progress(ProgressRecord record) => Post(() =>
    {
        EndWaiting();
        _activities.Record(record);
        Show(record);
    });

    public void Job(Job job) => Post(() =>
    {
        _cmdlet.JobRepository.Add(job);
        _cmdlet.WriteObject(job);
    });

    public Task<bool> ShouldProcessAsync(string description, string question, string caption) =>
        Ask(() => _cmdlet.ShouldProcess(description, question, caption), description);

    public Task<bool> ShouldContinueAsync(string question, string caption) =>
        Ask(() => _cmdlet.ShouldContinue(question, caption), question);

    public void Dispose()
    {
        if (_abandoned)
        {
            // The abandoned work still uses these objects.
            return;
        }

        _queue.Dispose();
        _work.Dispose();
        _late.Dispose();
    }

    /// <summary>Executes the work's writes until the work ends or is abandoned.</summary>
    /// <returns>The exception of a write, or null.</returns>
    private ExceptionDispatchInfo? WriteAll()
    {
        ExceptionDispatchInfo? refused = null;
        try
        {
            while (!_queue.IsCompleted)
            {
                var rest = _showAt - _started.Elapsed;
                var timeout = refused is not null ? Timeout.Infinite : rest > TimeSpan.Zero ? (int)rest.TotalMilliseconds + 1 : 0;
                if (!_queue.TryTake(out var write, timeout, _late.Token) && timeout == 0 && !_queue.IsAddingCompleted)
                {
                    write = ShowWaiting;
                }

                if (refused is not null || write is null)
                {
                    continue;
                }

                try
                {
                    write();
                }
                catch (Exception e)
                {
                    refused = ExceptionDispatchInfo.Capture(e);
                    WriteFailed = true;
                    _work.Cancel();
                }
            }
        }
        catch (OperationCanceledException) when (_late.IsCancellationRequested)
        {
            _abandoned = true;
            _queue.CompleteAdding();
        }

        return refused;
    }

    // An operation that displays its own progress bar needs no other bar.
    private void ShowWaiting()
    {
        _showAt = _started.Elapsed + s_tick;
        if (_waiting is null && _activities.IsAnyOpen)
        {
            return;
        }

        var time = _started.Elapsed;
        var status = string.Create(CultureInfo.InvariantCulture, $"Working {(int)time.TotalMinutes}:{time.Seconds:00}");
        _waiting = new ProgressRecord(_waiting?.ActivityId ?? OperationProgress.NextId(), _cmdlet.MyInvocation.MyCommand.Name, status);
        _activities.Record(_waiting);
        Show(_waiting);
    }

    private void EndWaiting()
    {
        if (_waiting is { } shown)
        {
            _waiting = null;
            var end = new ProgressRecord(shown.ActivityId, shown.Activity, shown.StatusDescription)
            {
                RecordType = ProgressRecordType.Completed
            };
            _activities.Record(end);
            Show(end);
        }
    }

    private void Show(ProgressRecord record)
    {
        try
        {
            _cmdlet.WriteProgress(record);
        }
        catch (Exception e) when (IsDeaf(e))
        {
            // A host that can't display progress must not end a running change.
        }
    }

    private Task<bool> Ask(Func<bool> question, string about)
    {
        // Continuations run on other threads: inline, they would run the use case on the pipeline thread and block the pump.
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                answer.SetResult(question());
            }
            catch (Exception e) when (IsDeaf(e))
            {
                answer.TrySetException(EgressErrors.ConfirmationUnavailable(about.Split('\n')[0].Trim(), e));
            }
            catch
            {
                answer.TrySetCanceled(CancellationToken.None);
                throw;
            }
        });
        return answer.Task.WaitAsync(_work.Token);
    }

    // The exceptions of hosts that can't prompt: -NonInteractive, a host without a user interface or an implementation of it, and a
    // console whose input is closed. Any other exception ends the pipeline.
    private static bool IsDeaf(Exception exception) =>
        exception is HostException or InvalidOperationException or NotImplementedException or NotSupportedException
            or NullReferenceException;

    private void Post(Action action)
    {
        try
        {
            _queue.Add(action, CancellationToken.None);
        }
        catch (Exception e) when (e is InvalidOperationException or ObjectDisposedException)
        {
            // The work has ended; nothing may reach the pipeline any more.
        }
    }
}
