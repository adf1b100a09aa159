using System.IO.Compression;
using System.Text;
using AksEgress.Core.Errors;
using AksEgress.Core.RunCommands;

namespace AksEgress.Tests.RunCommands;

public sealed class CommandFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aksegress-files-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_file_keeps_its_name_and_a_folders_content_its_relative_path()
    {
        var single = Write("single.yaml", "s");
        Write("app/deploy/web.yaml", "w");
        Write("app/a.yaml", "a");

        var files = CommandFiles.Read([single, Path.Combine(_folder.FullName, "app")]);

        Assert.Equal(["single.yaml", "a.yaml", "deploy/web.yaml"], files.Select(file => file.Name));
        Assert.Equal(
            [("single.yaml", "s"), ("a.yaml", "a"), ("deploy/web.yaml", "w")], Unpack(CommandFiles.Pack(files)));
        Assert.Equal(CommandFiles.Pack(files), CommandFiles.Pack(CommandFiles.Read([single, Path.Combine(_folder.FullName, "app")])));
    }

    [Fact]
    public void Without_files_there_is_no_context() => Assert.Equal(string.Empty, CommandFiles.Pack([]));

    [Fact]
    public void Two_files_of_one_name_are_refused() =>
        Assert.Contains(
            "'x.yaml'", Refused(() => CommandFiles.Read([Write("one/x.yaml", "1"), Write("two/x.yaml", "2")])), StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_refused() => Refused(() => CommandFiles.Read([Path.Combine(_folder.FullName, "none")]));

    [Fact]
    public void A_link_in_a_folder_is_refused_because_its_target_could_be_outside()
    {
        Write("app/a.yaml", "a");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "app", "l.yaml"), Write("secret", "s"));
        Assert.Contains("link", Refused(() => CommandFiles.Read([Path.Combine(_folder.FullName, "app")])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/x")]
    [InlineData("a//b")]
    [InlineData("a\\b")]
    [InlineData("C:x")]
    [InlineData("a\nb")]
    [InlineData("")]
    public void A_name_with_a_path_outside_the_folder_is_refused(string name) =>
        Refused(() => CommandFiles.Pack([new CommandFile(name, default, false)]));

    [Fact]
    public void More_than_ARM_accepts_is_refused()
    {
        var noise = new byte[CommandFiles.MaximumPackedBytes + 100_000];
        new Random(1).NextBytes(noise);
        Assert.Contains(
            "but Azure allows", Refused(() => CommandFiles.Pack([new CommandFile("noise", noise, false)])), StringComparison.Ordinal);
    }

    private static string Refused(Func<object> act)
    {
        var error = Assert.Throws<EgressException>(act);
        Assert.Equal(nameof(EgressErrors.InvalidValue), error.Id);
        return error.Message;
    }

    private static List<(string, string)> Unpack(string context)
    {
        using var archive = new ZipArchive(new MemoryStream(Convert.FromBase64String(context)));
        return [.. archive.Entries.Select(entry => (entry.FullName, new StreamReader(entry.Open(), Encoding.UTF8).ReadToEnd()))];
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
