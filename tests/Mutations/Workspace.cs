namespace AksEgress.Mutations;

/// <summary>
/// A copy of the checkout that mutations are applied to. A mutation builds one project; its assembly then replaces all copies that
/// the tests load, and the original assembly is restored afterwards. That is much faster than a full build.
/// </summary>
internal sealed class Workspace(string root)
{
    private const string TestAssembly = "tests/AksEgress.Tests/bin/Debug/net10.0/AksEgress.Tests.dll";
    private static readonly TimeSpan s_buildLimit = TimeSpan.FromMinutes(15);
    private static readonly string[] s_skipped = [".git", "bin", "obj", "out", "TestResults"];
    private static readonly string[] s_buildOptions = ["--nologo", "-v", "q", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false"];

    private readonly Dictionary<string, byte[]> _originals = [];

    /// <summary>Copies the checkout. The files of an earlier run in the folder are updated, so that its build is reused.</summary>
    public void CopyFrom(string checkout)
    {
        var wanted = Files(checkout).ToHashSet(StringComparer.Ordinal);
        foreach (var stale in Files(root).Where(file => !wanted.Contains(file)).ToList())
        {
            File.Delete(Path.Combine(root, stale));
        }

        foreach (var file in wanted)
        {
            var (content, target) = (File.ReadAllBytes(Path.Combine(checkout, file)), Path.Combine(root, file));
            if (File.Exists(target) && File.ReadAllBytes(target).AsSpan().SequenceEqual(content))
            {
                continue;
            }

            // The time is that of the copy: an interrupted run may have left a mutation's assembly, which is newer than the source.
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, content);
        }
    }

    /// <summary>Builds the tests and everything that they need.</summary>
    public async Task BuildAsync()
    {
        var (code, output) = await Tool.RunAsync(root, s_buildLimit, ["build", "tests/AksEgress.Tests", .. s_buildOptions]);
        if (code != 0)
        {
            throw new InvalidOperationException("The copy doesn't build:" + Environment.NewLine + output);
        }
    }

    /// <summary>Runs tests.</summary>
    /// <param name="filter">The filter of the tests.</param>
    /// <param name="limit">The time at which they must have ended.</param>
    public async Task<TestRun> TestAsync(string filter, TimeSpan limit)
    {
        var results = Path.Combine(root, "TestResults");
        var file = Path.Combine(results, "result.trx");
        Directory.CreateDirectory(results);
        File.Delete(file);
        var (code, _) = await Tool.RunAsync(
            root, limit, "test", TestAssembly, "--nologo", "--filter", filter,
            "--results-directory", results, "--logger", "trx;LogFileName=result.trx");
        return TestRun.Read(file, code is not null);
    }

    /// <summary>Applies a mutation, runs an action, and reverts the mutation.</summary>
    /// <returns>The action's result, or a verdict with its explanation if the mutation can't be applied.</returns>
    public async Task<(TestRun? Run, Verdict Verdict, string Detail)> WithAsync(Mutation mutation, Func<Task<TestRun>> action)
    {
        var path = Path.Combine(root, mutation.File);
        var text = File.Exists(path) ? await File.ReadAllTextAsync(path) : string.Empty;
        if (mutation.CountIn(text) is not 1 and var count)
        {
            return (null, Verdict.Stale, $"{mutation.File} contains the old text {count} times.");
        }

        var project = ProjectOf(path);
        var name = Path.GetFileNameWithoutExtension(project) + ".dll";
        var copies = Copies(name);
        if (!_originals.TryGetValue(name, out var original))
        {
            original = _originals[name] = await File.ReadAllBytesAsync(Built(project, name));
        }

        try
        {
            await File.WriteAllTextAsync(path, text.Replace(mutation.Old, mutation.New, StringComparison.Ordinal));
            string[] build = ["build", project, "--no-restore", "--no-dependencies", .. s_buildOptions];
            var (code, output) = await Tool.RunAsync(root, s_buildLimit, build);
            if (code != 0)
            {
                var error = output.Split('\n').FirstOrDefault(line => line.Contains(": error ", StringComparison.Ordinal));
                return (null, Verdict.Invalid, (error ?? output).Trim());
            }

            var mutated = await File.ReadAllBytesAsync(Built(project, name));
            if (mutated.AsSpan().SequenceEqual(original))
            {
                return (null, Verdict.Invalid, "The mutated source compiles to the same assembly.");
            }

            copies.ForEach(copy => File.WriteAllBytes(copy, mutated));
            return (await action(), Verdict.Survived, string.Empty);
        }
        finally
        {
            // The assembly is written last, so that the next build of the project finds a source that is newer.
            await File.WriteAllTextAsync(path, text);
            copies.ForEach(copy => File.WriteAllBytes(copy, original));
            await File.WriteAllBytesAsync(Built(project, name), original);
        }
    }

    private static IEnumerable<string> Files(string root) =>
        Below(new DirectoryInfo(root)).Select(file => Path.GetRelativePath(root, file.FullName));

    // In a linked worktree .git is a file.
    private static IEnumerable<FileInfo> Below(DirectoryInfo folder) => folder.EnumerateFileSystemInfos()
        .Where(entry => entry.LinkTarget is null && !s_skipped.Contains(entry.Name))
        .SelectMany(entry => entry is DirectoryInfo child ? Below(child) : [(FileInfo)entry]);

    private static string ProjectOf(string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.GetFiles(folder, "*.csproj") is [var project])
            {
                return project;
            }
        }

        throw new InvalidOperationException($"{path} is in no project.");
    }

    // The output of the compiler; the build copies it to bin and to the module.
    private static string Built(string project, string name) =>
        Directory.GetFiles(Path.Combine(Path.GetDirectoryName(project)!, "obj", "Debug"), name, SearchOption.AllDirectories)
            .Single(file => Path.GetFileName(Path.GetDirectoryName(file)) is not ("ref" or "refint"));

    private List<string> Copies(string name) => [.. Directory.GetFiles(root, name, SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar).Contains("obj"))];
}
