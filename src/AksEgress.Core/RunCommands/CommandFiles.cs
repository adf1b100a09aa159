using System.IO.Compression;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.Core.RunCommands;

/// <summary>
/// The files that are attached to a command: read from disk, and packed as AKS requires, a base64-encoded zip. A file is in the
/// command's folder under its own name; of a folder, its content, including folders, as with <c>az aks command invoke --file .</c>.
/// </summary>
public static class CommandFiles
{
    /// <summary>The most files, 1,000. The limit is this module's own, so that a whole disk isn't packed by mistake.</summary>
    public const int MaximumCount = 1000;

    /// <summary>
    /// The most bytes before they are packed, 33,554,432 (32 MiB). The limit is this module's own: ARM limits only the packed size.
    /// </summary>
    public const int MaximumBytes = 32 * 1024 * 1024;

    /// <summary>The most packed bytes: ARM accepts requests of 4 MB, and base64 has four bytes for three.</summary>
    public const int MaximumPackedBytes = 3_000_000;

    private const string Parameter = "File";
    private const int MaximumName = 500;
    private const int RegularFile = 0x8000;
    private static readonly DateTimeOffset s_epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads files and folders.</summary>
    /// <param name="paths">Full paths.</param>
    /// <exception cref="EgressException">InvalidValue: a file doesn't exist or is a link, or there are too many files or bytes.</exception>
    public static IReadOnlyList<CommandFile> Read(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var files = new List<CommandFile>();
        var total = 0L;
        try
        {
            foreach (var (source, name) in paths.SelectMany(Expand))
            {
                var length = new FileInfo(source).Length;
                total += length;
                if (files.Count == MaximumCount || total > MaximumBytes)
                {
                    throw Wrong(
                        source,
                        $"more than {MaximumCount} files or {MaximumBytes / 1024 / 1024} MiB are specified. AKS receives all files in one "
                            + "request; attach only what the command requires.");
                }

                files.Add(new CommandFile(CheckedName(name), File.ReadAllBytes(source), IsExecutable(source)));
            }
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or NotSupportedException or System.Security.SecurityException)
            {
                throw EgressErrors.InvalidValue(Parameter, e.Message, innerException: e);
            }

        var twice = files.GroupBy(file => file.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? files
            : throw Wrong(twice.Key, $"two files have the same name '{ArmNames.Shown(twice.Key)}' in the folder of the command.");
    }

    /// <summary>Packs files as the command's context; an empty text for none.</summary>
    /// <exception cref="EgressException">InvalidValue: more than ARM accepts, or a name that points outside the folder.</exception>
    public static string Pack(IReadOnlyList<CommandFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.Count == 0)
        {
            return string.Empty;
        }

        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in files)
            {
                // The same files result in the same archive, independent of the time and the user.
                var entry = archive.CreateEntry(CheckedName(file.Name), CompressionLevel.Optimal);
                entry.LastWriteTime = s_epoch;
                entry.ExternalAttributes = (RegularFile | (file.IsExecutable ? 0x1ED : 0x1A4)) << 16;
                using var stream = entry.Open();
                stream.Write(file.Content.Span);
            }
        }

        return packed.Length <= MaximumPackedBytes
            ? Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length)
            : throw Wrong(null, $"the compressed files have {packed.Length} bytes, but Azure allows about {MaximumPackedBytes}.");
    }

    private static IEnumerable<(string Source, string Name)> Expand(string path)
    {
        if (File.Exists(path))
        {
            return [(path, Path.GetFileName(path))];
        }

        if (!Directory.Exists(path))
        {
            throw Wrong(path, $"'{ArmNames.Shown(path)}' isn't an existing file or folder.");
        }

        return Below(new DirectoryInfo(path).EnumerateFileSystemInfos(), path);
    }

    private static IEnumerable<(string Source, string Name)> Below(IEnumerable<FileSystemInfo> entries, string root)
    {
        foreach (var entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            // A link could point to a file outside the folder that the user didn't mean to send.
            if (entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                throw Wrong(
                    entry.FullName,
                    $"'{ArmNames.Shown(entry.Name)}' in the folder is a link, and links aren't followed. Specify its target instead.");
            }

            if (entry is DirectoryInfo folder)
            {
                foreach (var deeper in Below(folder.EnumerateFileSystemInfos(), root))
                {
                    yield return deeper;
                }
            }
            else
            {
                yield return (entry.FullName, Path.GetRelativePath(root, entry.FullName).Replace(Path.DirectorySeparatorChar, '/'));
            }
        }
    }

    private static string CheckedName(string name) =>
        name.Length is > 0 and <= MaximumName && !name.StartsWith('/') && !name.Any(c => char.IsControl(c) || c is '\\' or ':')
        && name.Split('/').All(part => part is not ("" or "." or ".."))
            ? name
            : throw Wrong(
                name,
                $"'{ArmNames.Shown(name)}' isn't a valid name for a file of the command: it must be a relative path without '..', '\\', "
                    + "':', or control characters.");

    private static bool IsExecutable(string path) =>
        !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute);

    private static EgressException Wrong(string? path, string why) => EgressErrors.InvalidValue(Parameter, why, path);
}
