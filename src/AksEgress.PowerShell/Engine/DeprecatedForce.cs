namespace AksEgress.PowerShell.Engine;

/// <summary>
/// The former meanings of -Force in version 0.1, besides suppressing the confirmation prompt. They still work for one version, with
/// a warning.
/// </summary>
internal static class DeprecatedForce
{
    /// <summary>Warns if the command depends on a former meaning of -Force that now has its own switch.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="isUsed">True if the command depends on the former meaning.</param>
    /// <param name="parameter">The switch to use instead.</param>
    public static void Warn(EgressCmdletBase cmdlet, bool isUsed, string parameter)
    {
        if (isUsed)
        {
            cmdlet.Streams.Warning(
                $"In the next version, -Force only suppresses the confirmation prompt. To keep this behavior, also specify -{parameter}.");
        }
    }
}
