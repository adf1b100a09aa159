using System.Collections.Concurrent;
using System.Diagnostics;
using AksEgress.Core.Errors;
using AksEgress.Core.Kubeconfigs;

namespace AksEgress.Tests.Kubeconfigs;

public sealed class KubeconfigFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aksegress-kube-");

    private string Config => Path.Combine(_folder.FullName, "new", "config");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_new_file_and_its_folder_are_private_to_the_owner_from_the_start()
    {
        Assert.True(new KubeconfigFile(Config).Update(before =>
        {
            Assert.Null(before);
            return "text";
        }));
        Assert.Equal("text", File.ReadAllText(Config));
        Assert.Equal(["config"], Directory.GetFiles(Path.GetDirectoryName(Config)!).Select(Path.GetFileName));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(Config));
            Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(Config)!));
        }
    }

    [Fact]
    public void An_unchanged_file_is_not_written_unless_others_can_read_it()
    {
        Write("text");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Config, OwnerOnly);
        }

        Assert.False(new KubeconfigFile(Config).Update(before => before!));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Config, OwnerOnly | UnixFileMode.OtherRead);
            Assert.True(new KubeconfigFile(Config).Update(before => before!));
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(Config));
        }
    }

    [Fact]
    public void A_link_is_followed_and_stays_a_link()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Write("old");
        var link = Path.Combine(_folder.FullName, "link");
        File.CreateSymbolicLink(link, Config);
        new KubeconfigFile(link).Update(_ => "new");
        Assert.Equal("new", File.ReadAllText(Config));
        Assert.Equal(Config, new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void A_failed_change_leaves_the_file_and_no_temporary_one()
    {
        Write("old");
        Assert.Throws<InvalidCastException>(() => new KubeconfigFile(Config).Update(_ => throw new InvalidCastException()));
        Assert.Equal("old", File.ReadAllText(Config));
        Assert.Equal(["config"], Directory.GetFiles(Path.GetDirectoryName(Config)!).Select(Path.GetFileName));
    }

    [Fact]
    public void Private_file_is_readable_by_its_owner_only_before_its_first_byte()
    {
        var path = Path.Combine(_folder.FullName, "private");
        using var stream = PrivateFile.Create(path, path);

        Assert.Equal(0, new FileInfo(path).Length);
        Assert.Throws<IOException>(() => PrivateFile.Create(path, path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void Private_file_replaces_no_file_that_exists()
    {
        var path = Path.Combine(_folder.FullName, "theirs");
        File.WriteAllText(path, "theirs");

        Assert.Throws<IOException>(() => PrivateFile.Write(path, path, "mine"u8));

        Assert.Equal("theirs", File.ReadAllText(path));
    }

    [Fact]
    public async Task No_file_in_the_folder_is_readable_by_others_at_any_time()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Write("old");
        File.SetUnixFileMode(Config, OwnerOnly);
        var directory = Path.GetDirectoryName(Config)!;
        var seen = new ConcurrentDictionary<(string Name, UnixFileMode Mode), bool>();
        using var done = new CancellationTokenSource();
        var watch = Task.Factory.StartNew(
            () => Watch(directory, seen, done.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        // Large enough that writing takes much longer than listing the folder; a busy computer can need more than one attempt.
        var text = new string('x', KubeconfigFile.MaximumBytes);
        var clock = Stopwatch.StartNew();
        do
        {
            new KubeconfigFile(Config).Update(before => before == text ? text[1..] : text, keepsBackup: () => seen.IsEmpty);
        }
        while (!seen.Keys.Any(one => one.Name.StartsWith(".config.", StringComparison.Ordinal))
            && clock.Elapsed < TimeSpan.FromSeconds(60));

        done.Cancel();
        await watch.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Contains(seen.Keys, one => one.Name.StartsWith(".config.", StringComparison.Ordinal));
        Assert.All(
            seen.Keys.Where(one => !one.Name.EndsWith(".lock", StringComparison.Ordinal)), one => Assert.Equal(OwnerOnly, one.Mode));
    }

    [Fact]
    public void Backup_contains_the_old_bytes_for_the_owner_only()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Config)!);
        byte[] old = [0xEF, 0xBB, 0xBF, (byte)'o'];
        File.WriteAllBytes(Config, old);
        var file = new KubeconfigFile(Config);

        file.Update(_ => "new", keepsBackup: () => true);

        Assert.Equal(old, File.ReadAllBytes(file.BackupPath!));
        Assert.StartsWith(Config + ".", file.BackupPath, StringComparison.Ordinal);
        Assert.Equal("new", File.ReadAllText(Config));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(file.BackupPath!));
        }

        file.Update(_ => "newer", keepsBackup: () => false);
        Assert.Null(file.BackupPath);
        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(Config)!).Length);
    }

    [Fact]
    public void A_new_file_has_no_backup()
    {
        var file = new KubeconfigFile(Config);
        file.Update(_ => "new", keepsBackup: () => true);
        Assert.Null(file.BackupPath);
    }

    [Fact]
    public void The_lock_of_another_program_is_respected()
    {
        Write("old");
        File.WriteAllText(Config + ".lock", string.Empty);
        Assert.Equal(nameof(EgressErrors.KubeconfigLocked), Refused(Config).Id);
        Assert.True(File.Exists(Config + ".lock"));
    }

    [Fact]
    public void An_invalid_path_or_unreadable_file_is_refused()
    {
        Assert.Equal(nameof(EgressErrors.KubeconfigNotWritten), Refused(_folder.FullName).Id);
        Directory.CreateDirectory(Path.GetDirectoryName(Config)!);
        File.WriteAllBytes(Config, [0xFF, 0xFE, 0x80]);
        Assert.Equal(nameof(EgressErrors.KubeconfigUnreadable), Refused(Config).Id);
    }

    [Fact]
    public void A_byte_order_mark_is_not_content()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Config)!);
        File.WriteAllBytes(Config, [0xEF, 0xBB, 0xBF, (byte)'a']);
        new KubeconfigFile(Config).Update(before =>
        {
            Assert.Equal("a", before);
            return "b";
        });
    }

    [Fact]
    public void The_file_is_the_one_that_kubectl_would_write_to()
    {
        var list = string.Join(Path.PathSeparator, "", "first", "second");
        Assert.Equal("named", KubeconfigFile.Choose("named", list, "home"));
        Assert.Equal("first", KubeconfigFile.Choose(null, list, "home"));
        Assert.Equal(Path.Combine("home", ".kube", "config"), KubeconfigFile.Choose(null, "", "home"));
        Assert.Equal(Path.Combine("home", ".kube", "config"), KubeconfigFile.Choose(null, null, "home"));
    }

    private static EgressException Refused(string path) =>
        Assert.Throws<EgressException>(() => new KubeconfigFile(path).Update(_ => "new"));

    private static void Watch(string directory, ConcurrentDictionary<(string, UnixFileMode), bool> seen, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            foreach (var path in Directory.GetFiles(directory))
            {
                // A file that was deleted in the meantime has no mode.
                if (new FileInfo(path).UnixFileMode is >= 0 and var mode)
                {
                    seen.TryAdd((Path.GetFileName(path), mode), true);
                }
            }
        }
    }

    private void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Config)!);
        File.WriteAllText(Config, text);
    }
}
