using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.PowerShell.Engine;

/// <summary>
/// Paths as parameters hold them: PowerShell's to resolve, and what it says of bad ones in this module's words. For the pipeline thread.
/// </summary>
internal static class InputPaths
{
    // The longest part of a path that the usual file systems take.
    private const int LongestPart = 255;
    private static readonly char[] s_wildcards = ['*', '?', '['];
    private static readonly char[] s_separators = ['/', '\\'];

    /// <summary>The file that a path means; it need not exist.</summary>
    /// <exception cref="EgressException">InvalidValue, which names the parameter.</exception>
    public static string One(PSCmdlet cmdlet, string path, string parameter) =>
        Resolve(path, parameter, () => cmdlet.GetUnresolvedProviderPathFromPSPath(path));

    /// <summary>
    /// The files and folders that a path with wildcards means, at least one. A link that a wildcard matches is refused, as it is
    /// in a folder: it could lead to a file that nobody meant to send. A link that is named without wildcards is followed.
    /// </summary>
    /// <exception cref="EgressException">InvalidValue, which names the parameter.</exception>
    public static ICollection<string> Many(PSCmdlet cmdlet, string path, string parameter)
    {
        var found = Resolve(path, parameter, () => cmdlet.GetResolvedProviderPathFromPSPath(path, out _));
        if (found.Count == 0)
        {
            throw EgressErrors.InvalidValue(parameter, $"'{ArmNames.Shown(path)}' is neither a file nor a folder.", path);
        }

        if (path.IndexOfAny(s_wildcards) is >= 0 and var wildcard)
        {
            var named = path.LastIndexOfAny(s_separators, wildcard) is >= 0 and var separator ? path[..(separator + 1)] : ".";
            var folder = Path.TrimEndingDirectorySeparator(One(cmdlet, named, parameter));
            foreach (var match in found)
            {
                RefuseLinks(match, folder, parameter);
            }
        }

        return found;
    }

    // Every part below the named folder was found by a wildcard.
    private static void RefuseLinks(string match, string folder, string parameter)
    {
        for (var part = match; part is not null && part.Length > folder.Length; part = Path.GetDirectoryName(part))
        {
            // Of a folder, FileInfo reads the attributes too.
            var info = new FileInfo(part);
            if (info.LinkTarget is not null || ((int)info.Attributes != -1 && info.Attributes.HasFlag(FileAttributes.ReparsePoint)))
            {
                throw EgressErrors.InvalidValue(
                    parameter, $"'{ArmNames.Shown(Path.GetFileName(part))}' is a link, which a wildcard doesn't follow; name its target.",
                    part);
            }
        }
    }

    private static T Resolve<T>(string path, string parameter, Func<T> resolve)
    {
        // The value is not repeated: people paste a token itself where its file is wanted.
        const string why = "this is not the path of a file.";
        if (path.Any(char.IsControl) || path.Split('/', '\\').Any(part => part.Length > LongestPart))
        {
            throw EgressErrors.InvalidValue(parameter, why);
        }

        try
        {
            return resolve();
        }
        catch (Exception e) when (e is (RuntimeException and not PipelineStoppedException) or ArgumentException or NotSupportedException)
        {
            throw EgressErrors.InvalidValue(parameter, why, innerException: e);
        }
    }
}
