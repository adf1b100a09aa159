namespace System.Management.Automation
{
    public class InvalidPowerShellStateException : SystemException
    {
        internal InvalidPowerShellStateException(string message)
            : base(message)
        {
        }
    }
}

namespace System.Management.Automation.Runspaces
{
    public class InvalidRunspaceStateException : SystemException
    {
        internal InvalidRunspaceStateException(RunspaceState current, RunspaceState expected)
            : base(
                $"Cannot perform operation because the runspace is not in the '{expected}' state. Current state of runspace is "
                    + $"'{current}'.")
        {
        }
    }
}
