using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.PowerShell.Engine;

/// <summary>
/// Resolves path parameters with PowerShell, and reports invalid ones with this module's errors. For the pipeline thread.
/// </summary>
internal static class InputPaths
{
    // The longest name of a file or folder that common file systems accept.
    private const int LongestPart = 255;
    private static readonly char[] s_wildcards = ['*', '?', '['];
    private static readonly char[] s_separators = ['/', '\\'];

    /// <summary>Returns the file that a path identifies. The file doesn't have to exist.</summary>
    /// <exception cref="EgressException">InvalidValue, which names the parameter.</exception>
    public static string Resolve(PSCmdlet cmdlet, string path, string parameter) =>
        ResolveWith(path, parameter, () => cmdlet.GetUnresolvedProviderPathFromPSPath(path));

    /// <summary>
    /// Returns the files and folders that a path with wildcards matches, at least one. Links that a wildcard matches are refused,
    /// as are links in a folder: they could lead to a file that the user didn't intend to send. A link that is named without
    /// wildcards is followed.
    /// </summary>
    /// <exception cref="EgressException">InvalidValue, which names the parameter.</exception>
    public static ICollection<string> ResolveMany(PSCmdlet cmdlet, string path, string parameter)
    {
        var found = ResolveWith(path, parameter, () => cmdlet.GetResolvedProviderPathFromPSPath(path, out _));
        if (found.Count == 0)
        {
            throw EgressErrors.InvalidValue(parameter, $"'{ArmNames.Shown(path)}' isn't an existing file or folder.", path);
        }

        if (path.IndexOfAny(s_wildcards) is >= 0 and var wildcard)
        {
            var named = path.LastIndexOfAny(s_separators, wildcard) is >= 0 and var separator ? path[..(separator + 1)] : ".";
            var folder = Path.TrimEndingDirectorySeparator(Resolve(cmdlet, named, parameter));
            foreach (var match in found)
            {
                RefuseLinks(match, folder, parameter);
            }
        }

        return found;
    }

    // A wildcard matched every part of the path below the named folder.
    private static void RefuseLinks(string match, string folder, string parameter)
    {
        for (var part = match; part is not null && part.Length > folder.Length; part = Path.GetDirectoryName(part))
        {
            // FileInfo also reads the attributes of a folder.
            var info = new FileInfo(part);
            if (info.LinkTarget is not null || ((int)info.Attributes != -1 && info.Attributes.HasFlag(FileAttributes.ReparsePoint)))
            {
                throw EgressErrors.InvalidValue(
                    parameter,
                    $"'{ArmNames.Shown(Path.GetFileName(part))}' is a link, and wildcards don't follow links. Specify its target.",
                    part);
            }
        }
    }

    private static T ResolveWith<T>(string path, string parameter, Func<T> resolve)
    {
        // The error doesn't repeat the value, because users paste the token itself where its file is expected.
        const string why = "the value isn't the path of a file.";
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
