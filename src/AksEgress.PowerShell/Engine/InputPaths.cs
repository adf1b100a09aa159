using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.PowerShell.Engine;

/// <summary>Paths as parameters hold them: PowerShell's to resolve, and what it says of bad ones in this module's words. For the pipeline thread.</summary>
internal static class InputPaths
{
    // The longest part of a path that the usual file systems take.
    private const int LongestPart = 255;

    /// <summary>The file that a path means; it need not exist.</summary>
    /// <exception cref="EgressException">InvalidValue, which names the parameter.</exception>
    public static string One(PSCmdlet cmdlet, string path, string parameter) =>
        Resolve(path, parameter, () => cmdlet.GetUnresolvedProviderPathFromPSPath(path));

    /// <summary>The files and folders that a path with wildcards means, at least one.</summary>
    /// <exception cref="EgressException">InvalidValue, which names the parameter.</exception>
    public static ICollection<string> Many(PSCmdlet cmdlet, string path, string parameter)
    {
        var found = Resolve(path, parameter, () => cmdlet.GetResolvedProviderPathFromPSPath(path, out _));
        return found.Count > 0 ? found : throw new EgressException(EgressErrors.InvalidValue, path, parameter, $"'{ArmNames.Shown(path)}' is neither a file nor a folder.");
    }

    private static T Resolve<T>(string path, string parameter, Func<T> resolve)
    {
        // The value is not repeated: people paste a token itself where its file is wanted.
        const string Why = "this is not the path of a file.";
        if (path.Any(char.IsControl) || path.Split('/', '\\').Any(part => part.Length > LongestPart))
        {
            throw new EgressException(EgressErrors.InvalidValue, null, parameter, Why);
        }

        try
        {
            return resolve();
        }
        catch (Exception e) when (e is (RuntimeException and not PipelineStoppedException) or ArgumentException or NotSupportedException)
        {
            throw new EgressException(EgressErrors.InvalidValue, null, e, parameter, Why);
        }
    }
}
