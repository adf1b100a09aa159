namespace AksEgress.PowerShell.Engine;

/// <summary>
/// What -Force meant besides suppressing the confirmation prompt in version 0.1. It keeps working for one version, with a warning.
/// </summary>
internal static class ForceMeaning
{
    /// <summary>Warns where -Force did what a switch of its own does now.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="isUsed">True where the command depends on the former meaning.</param>
    /// <param name="parameter">The switch to use instead.</param>
    public static void Warn(EgressCmdletBase cmdlet, bool isUsed, string parameter)
    {
        if (isUsed)
        {
            cmdlet.Streams.Warning(
                $"-Force only suppresses the confirmation prompt from the next version on. Use -{parameter} as well.");
        }
    }
}
