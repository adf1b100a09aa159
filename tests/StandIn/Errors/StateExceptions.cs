namespace System.Management.Automation
{
    public class InvalidPowerShellStateException : SystemException
    {
        internal InvalidPowerShellStateException(PSInvocationState currentState, string message)
            : base(message) => CurrentState = currentState;

        public PSInvocationState CurrentState { get; }
    }
}

namespace System.Management.Automation.Runspaces
{
    public class InvalidRunspaceStateException : SystemException
    {
        internal InvalidRunspaceStateException(RunspaceState current, RunspaceState expected)
            : base($"Cannot perform operation because the runspace is not in the '{expected}' state. Current state of runspace is '{current}'.")
        {
            CurrentState = current;
            ExpectedState = expected;
        }

        public RunspaceState CurrentState { get; }

        public RunspaceState ExpectedState { get; }
    }
}
