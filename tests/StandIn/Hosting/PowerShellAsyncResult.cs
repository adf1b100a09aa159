using System.Management.Automation;
using System.Runtime.ExceptionServices;

namespace StandIn.Hosting;

/// <summary>An invocation on its own thread.</summary>
internal sealed class PowerShellAsyncResult(PowerShell owner, PSDataCollection<PSObject>? output) : IAsyncResult
{
    private readonly ManualResetEvent _done = new(false);

    public PowerShell Owner => owner;

    public PSDataCollection<PSObject>? Output => output;

    public ExceptionDispatchInfo? Failure { get; private set; }

    public object? AsyncState => null;

    public WaitHandle AsyncWaitHandle => _done;

    public bool CompletedSynchronously => false;

    public bool IsCompleted { get; private set; }

    public void Complete(ExceptionDispatchInfo? failure)
    {
        Failure = failure;
        IsCompleted = true;
        _done.Set();
    }

    public void Wait() => _done.WaitOne();
}
