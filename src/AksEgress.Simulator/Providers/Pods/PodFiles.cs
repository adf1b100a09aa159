using System.IO.Compression;
using System.Text;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Pods;

/// <summary>The files attached to a command: a zip in base64. Nothing is written to a disk, and the unpacked size is limited.</summary>
internal static class PodFiles
{
    private const int MaxEntries = 500;
    private const int MaxEncoded = 8 * 1024 * 1024;
    private const int MaxUnpacked = 4 * 1024 * 1024;

    /// <summary>Unpacks a context.</summary>
    /// <exception cref="RefusalException">
    /// 400: it isn't a zip, it is too large, or a name in it is outside its folder. Texts aren't recorded.
    /// </exception>
    public static Dictionary<string, string> Read(string? context)
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        if (string.IsNullOrEmpty(context))
        {
            return files;
        }

        if (context.Length > MaxEncoded)
        {
            throw Refusal("it is larger than the simulator takes");
        }

        var bytes = new byte[context.Length];
        if (!Convert.TryFromBase64String(context, bytes, out var length))
        {
            throw Refusal("it is not base64");
        }

        try
        {
            using ZipArchive archive = new(new MemoryStream(bytes, 0, length), ZipArchiveMode.Read);
            if (archive.Entries.Count > MaxEntries)
            {
                throw Refusal($"it has more than {MaxEntries} files");
            }

            var left = MaxUnpacked;
            foreach (var entry in archive.Entries.Where(static entry => !entry.FullName.EndsWith('/')))
            {
                files[SafeName(entry.FullName)] = Text(entry, ref left);
            }
        }
        catch (Exception fault)
            when (fault is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException or IOException)
            {
                throw Refusal("it is not a zip file");
            }

        return files;
    }

    /// <summary>A name as the shell uses it: without a leading ./.</summary>
    public static string Plain(string path)
    {
        while (path.StartsWith("./", StringComparison.Ordinal))
        {
            path = path[2..];
        }

        return path.TrimEnd('/');
    }

    // The sizes in a zip's directory can be wrong; only the extracted bytes count.
    private static string Text(ZipArchiveEntry entry, ref int left)
    {
        using var stream = entry.Open();
        using MemoryStream content = new();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            left -= read;
            if (left < 0)
            {
                throw Refusal("it unpacks to more than the simulator takes");
            }

            content.Write(buffer, 0, read);
        }

        var text = Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length);
        return text.StartsWith('\uFEFF') ? text[1..] : text;
    }

    private static string SafeName(string name)
    {
        var plain = Plain(name);
        return plain.Length is 0 or > 255
            || plain[0] == '/'
            || plain.Any(static c => char.IsControl(c) || c is '\\' or ':')
            || plain.Split('/').Any(static part => part is ".." or "." or "")
            ? throw Refusal($"the name '{RequestErrors.Shorten(name)}' leads out of its folder") : plain;
    }

    private static RefusalException Refusal(string reason) =>
        ClusterErrors.InvalidParameter($"The value of parameter context is invalid: {reason}.", "context");
}
