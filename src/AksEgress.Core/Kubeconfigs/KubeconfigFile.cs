using System.Globalization;
using System.Text;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Kubeconfigs;

/// <summary>
/// A kubeconfig on disk. It's found like kubectl does, changed under kubectl's lock, and replaced as a whole, so a reader gets the old
/// or the new file. On Unix, only the owner can read the file.
/// </summary>
public sealed class KubeconfigFile
{
    /// <summary>
    /// The maximum size of a file, 16,777,216 bytes (16 MiB). It's a limit of this module: a kubeconfig has a few kilobytes.
    /// </summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    private const UnixFileMode OwnersFolder = PrivateFile.OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode Others = (UnixFileMode)0x1FF & ~OwnersFolder;

    /// <summary>Creates an object for a file.</summary>
    /// <param name="path">Its full path.</param>
    public KubeconfigFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
    }

    /// <summary>Its path as specified. A link is followed and kept.</summary>
    public string Path { get; }

    /// <summary>The backup that the last <see cref="Update"/> created, or null.</summary>
    public string? BackupPath { get; private set; }

    /// <summary>
    /// The path that kubectl writes to: the specified one, else the first one in KUBECONFIG, else the default in the home folder.
    /// </summary>
    /// <param name="named">The specified path, or null.</param>
    /// <param name="environment">The variable KUBECONFIG, or null.</param>
    /// <param name="home">The home folder.</param>
    public static string Choose(string? named, string? environment, string home) =>
        named
        ?? environment?.Split(
            System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault()
        ?? System.IO.Path.Combine(home, ".kube", "config");

    /// <summary>Reads, changes, and replaces the file. An unchanged file is written only if other users can read it.</summary>
    /// <param name="change">Returns the new text for the old one, which is null for a missing file.</param>
    /// <param name="keepsBackup">Called after the change; true creates a backup of the old file (<see cref="BackupPath"/>).</param>
    /// <returns>True if the file was written.</returns>
    /// <exception cref="EgressException">
    /// KubeconfigLocked, KubeconfigUnreadable, KubeconfigNotWritten, or an exception of the change. The file isn't changed then.
    /// </exception>
    public bool Update(Func<string?, string> change, Func<bool>? keepsBackup = null)
    {
        ArgumentNullException.ThrowIfNull(change);
        BackupPath = null;
        try
        {
            var target = Target();
            MakeFolder(System.IO.Path.GetDirectoryName(target)!);
            using var turn = Lock(target);
            var before = Read(target);
            var after = change(before);
            if (before == after && !IsOpenToOthers(target))
            {
                return false;
            }

            var backup = before is not null && keepsBackup?.Invoke() == true ? BackUp(target) : null;
            try
            {
                Replace(target, after);
            }
            catch when (backup is not null)
            {
                File.Delete(backup);
                throw;
            }

            BackupPath = backup;
            return true;
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException
                or System.Security.SecurityException)
            {
                throw EgressErrors.KubeconfigNotWritten(Path, e.Message, e);
            }
    }

    // The target of a link is replaced, and the link is kept.
    private string Target()
    {
        var file = new FileInfo(Path);
        var target = file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        return Directory.Exists(target) ? throw new IOException("it's a folder.") : target;
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnersFolder);
        }
    }

    // client-go creates <file>.lock in the same way before it writes.
    private FileStream Lock(string target)
    {
        var path = target + ".lock";
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.None,
                Options = FileOptions.DeleteOnClose
            });
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw EgressErrors.KubeconfigLocked(Path, path, e);
        }
    }

    private string? Read(string target)
    {
        if (!File.Exists(target))
        {
            return null;
        }

        if (new FileInfo(target).Length > MaximumBytes)
        {
            throw EgressErrors.KubeconfigUnreadable(Path, $"it's larger than {MaximumBytes / 1024 / 1024} MiB.");
        }

        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(
                WithoutByteOrderMark(File.ReadAllBytes(target)));
        }
        catch (DecoderFallbackException e)
        {
            throw EgressErrors.KubeconfigUnreadable(Path, "it isn't UTF-8.", e);
        }
    }

    private static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;

    private static bool IsOpenToOthers(string target) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(target) & Others) != 0;

    // In the same folder, because a rename is atomic only within one file system.
    private static void Replace(string target, string text)
    {
        var folder = System.IO.Path.GetDirectoryName(target)!;
        var temporary = System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(target)}.{System.IO.Path.GetRandomFileName()}");
        PrivateFile.Write(temporary, target, Encoding.UTF8.GetBytes(text));
        try
        {
            PrivateFile.Replace(temporary, target);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // The name contains the time of the content, and a random part in case there are two in one second.
    private static string BackUp(string target)
    {
        var time = File.GetLastWriteTimeUtc(target).ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var path = $"{target}.{time}-{Guid.NewGuid().ToString("N")[..8]}.bak";
        PrivateFile.Write(path, target, File.ReadAllBytes(target));
        return path;
    }
}
