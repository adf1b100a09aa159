using System.Runtime.Versioning;
using System.Security.AccessControl;

namespace AksEgress.Core.Kubeconfigs;

/// <summary>Writes files that hold credentials: only their owner can read them, from the first byte on.</summary>
internal static class PrivateFile
{
    /// <summary>The mode on Unix.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates an empty file that doesn't exist yet; a link of that name isn't followed.</summary>
    /// <param name="path">The new file.</param>
    /// <param name="original">The file that it copies or replaces. On Windows the new file gets its access control list.</param>
    public static FileStream Create(string path, string original)
    {
        if (OperatingSystem.IsWindows())
        {
            return File.Exists(original)
                ? CreateWithAccessOf(path, original)
                : new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }

        return new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, UnixCreateMode = OwnerOnly,
        });
    }

    /// <summary>Creates a file with this content, flushed to the disk. No file remains after a failure.</summary>
    /// <param name="path">The new file.</param>
    /// <param name="original">The file that it copies or replaces.</param>
    /// <param name="content">The content.</param>
    public static void Write(string path, string original, ReadOnlySpan<byte> content)
    {
        var stream = Create(path, original);
        try
        {
            using (stream)
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Replaces a file with another one. On Windows, the access control list of the replaced file is kept.</summary>
    public static void Replace(string path, string target)
    {
        if (OperatingSystem.IsWindows() && File.Exists(target))
        {
            File.Replace(path, target, null);
        }
        else
        {
            File.Move(path, target, overwrite: true);
        }
    }

    // The folder's list, which a new file inherits, can be more open than that of the file.
    [SupportedOSPlatform("windows")]
    private static FileStream CreateWithAccessOf(string path, string original) => new FileInfo(path).Create(
        FileMode.CreateNew, FileSystemRights.Write, FileShare.None, 4096, FileOptions.None,
        new FileInfo(original).GetAccessControl(AccessControlSections.Access));
}
