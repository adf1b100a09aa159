using AksEgress.Core.Errors;
using AksEgress.Core.Kubeconfigs;

namespace AksEgress.Tests.Kubeconfigs;

public sealed class KubeconfigFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("aksegress-kube-");

    private string Config => Path.Combine(folder.FullName, "new", "config");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_new_file_and_its_folder_are_the_owners_alone_from_the_start()
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
    public void A_link_is_followed_and_stays_one()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Write("old");
        var link = Path.Combine(folder.FullName, "link");
        File.CreateSymbolicLink(link, Config);
        new KubeconfigFile(link).Update(_ => "new");
        Assert.Equal("new", File.ReadAllText(Config));
        Assert.Equal(Config, new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void A_change_that_fails_leaves_the_file_and_nothing_beside_it()
    {
        Write("old");
        Assert.Throws<InvalidCastException>(() => new KubeconfigFile(Config).Update(_ => throw new InvalidCastException()));
        Assert.Equal("old", File.ReadAllText(Config));
        Assert.Equal(["config"], Directory.GetFiles(Path.GetDirectoryName(Config)!).Select(Path.GetFileName));
    }

    [Fact]
    public void The_lock_of_another_program_is_respected()
    {
        Write("old");
        File.WriteAllText(Config + ".lock", string.Empty);
        Assert.Equal(EgressErrors.KubeconfigLocked, Refused(Config).Error);
        Assert.True(File.Exists(Config + ".lock"));
    }

    [Fact]
    public void What_cannot_be_a_file_or_be_read_is_refused()
    {
        Assert.Equal(EgressErrors.KubeconfigNotWritten, Refused(folder.FullName).Error);
        Directory.CreateDirectory(Path.GetDirectoryName(Config)!);
        File.WriteAllBytes(Config, [0xFF, 0xFE, 0x80]);
        Assert.Equal(EgressErrors.KubeconfigUnreadable, Refused(Config).Error);
    }

    [Fact]
    public void A_byte_order_mark_is_no_content()
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

    private static EgressException Refused(string path) => Assert.Throws<EgressException>(() => new KubeconfigFile(path).Update(_ => "new"));

    private void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Config)!);
        File.WriteAllText(Config, text);
    }
}
