using System.Management.Automation.Runspaces;

namespace System.Management.Automation
{
    public class InvalidPowerShellStateException : SystemException
    {
        public InvalidPowerShellStateException()
            : base("The state of the current PowerShell instance is not valid for this operation.")
        {
        }

        public InvalidPowerShellStateException(string? message)
            : base(message)
        {
        }

        public InvalidPowerShellStateException(string? message, Exception? innerException)
            : base(message, innerException)
        {
        }

        internal InvalidPowerShellStateException(PSInvocationState currentState, string message)
            : base(message) => CurrentState = currentState;

        public PSInvocationState CurrentState { get; }
    }

    public class InvalidJobStateException : SystemException
    {
        public InvalidJobStateException()
            : base("The state of the current job instance is not valid for this operation.")
        {
        }

        public InvalidJobStateException(string? message)
            : base(message)
        {
        }

        public InvalidJobStateException(string? message, Exception? innerException)
            : base(message, innerException)
        {
        }

        public InvalidJobStateException(JobState currentState, string? actionMessage)
            : base($"The state of the current job instance is {currentState}. This state is not valid for the attempted operation. {actionMessage}") => CurrentState = currentState;

        public JobState CurrentState { get; }
    }
}

namespace System.Management.Automation.Runspaces
{
    public class InvalidRunspaceStateException : SystemException
    {
        public InvalidRunspaceStateException()
            : base("The state of the runspace is not valid for this operation.")
        {
        }

        public InvalidRunspaceStateException(string? message)
            : base(message)
        {
        }

        public InvalidRunspaceStateException(string? message, Exception? innerException)
            : base(message, innerException)
        {
        }

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
