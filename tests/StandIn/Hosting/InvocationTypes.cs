namespace System.Management.Automation;

public enum PSInvocationState
{
    NotStarted = 0,
    Running = 1,
    Stopping = 2,
    Stopped = 3,
    Completed = 4,
    Failed = 5,
    Disconnected = 6,
}

public sealed class PSInvocationStateInfo
{
    internal PSInvocationStateInfo(PSInvocationState state, Exception? reason)
    {
        State = state;
        Reason = reason;
    }

    public PSInvocationState State { get; }

    public Exception? Reason { get; }
}
