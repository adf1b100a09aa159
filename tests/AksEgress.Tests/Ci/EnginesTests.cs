using System.Diagnostics;
using AksEgress.Hosting;

namespace AksEgress.Tests.Ci;

/// <summary>
/// What .ci/run reports about engines and clients, and which missing ones are failures. Needs bash, so not on Windows.
/// </summary>
public sealed class EnginesTests : IDisposable
{
    // Everything that the script calls: the path contains nothing else of this computer, so that its engines aren't found.
    private static readonly string[] s_tools = ["bash", "dirname", "env", "grep", "mktemp", "rm", "sed", "tail", "tee", "tr"];
    private readonly string _path = Directory.CreateTempSubdirectory("engines-").FullName;
    private string _also = "";

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public async Task Installed_engines_are_listed_with_their_versions()
    {
        if (!Prepare("7.5.1", "5.7.1", "2.45.0"))
        {
            return;
        }

        var (code, lines) = await RunAsync(".ci/run", "pwsh,pester,az", "--engines");
        Assert.Equal(0, code);
        Assert.Equal(
            [
                "== engines and clients on this machine",
                "   will run: stand-in engine",
                $"   will run: PowerShell 7.5.1 ({_path}/pwsh)",
                "   will run: Pester 5.7.1 (PowerShell 7.5.1)",
                "   will run: Azure CLI 2.45.0",
                "0 passed, 0 failed, 0 skipped",
            ],
            lines);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("az", 1)]
    [InlineData("pwsh, pester", 2)]
    [InlineData("pwsh,pester,az,", 3)]
    public async Task Missing_engines_are_listed_and_fail_if_required(string required, int failed)
    {
        if (!Prepare(null, null, null))
        {
            return;
        }

        var (code, lines) = await RunAsync(".ci/run", required, "--engines");
        Assert.Equal(failed == 0 ? 0 : 1, code);
        Assert.Equal(["PowerShell", "Pester", "Azure CLI"], Starting(lines, "   !! NOT RUN: ").Select(static line => line.Split(':')[0]));
        Assert.Equal(failed, Starting(lines, "!! AKSEGRESS_REQUIRE names ").Count);
        Assert.Equal($"0 passed, {failed} failed, 0 skipped", lines[^1]);
    }

    [Fact]
    public async Task PowerShell_without_Pester_lacks_only_Pester()
    {
        if (!Prepare("7.4.19", null, null))
        {
            return;
        }

        var (code, lines) = await RunAsync(".ci/run", "pwsh,pester", "--engines");
        Assert.Equal(1, code);
        var missing = Assert.Single(Starting(lines, "!! AKSEGRESS_REQUIRE names "));
        Assert.Equal("pester, and Pester (PowerShell 7.4.19) didn't run: Pester 5 or newer isn't installed", missing);
    }

    [Fact]
    public async Task A_PowerShell_that_does_not_start_counts_as_missing()
    {
        if (!Prepare("", null, null))
        {
            return;
        }

        var (code, lines) = await RunAsync(".ci/run", "pwsh", "--engines");
        Assert.Equal(1, code);
        Assert.Contains($"   !! NOT RUN: PowerShell ({_path}/pwsh): it doesn't start", lines);
    }

    [Theory]
    [InlineData("pwsh,pestr", "pestr")]
    [InlineData("PWSH", "PWSH")]
    [InlineData("all", "all")]
    public async Task An_unknown_word_is_a_failure_before_anything_runs(string required, string word)
    {
        if (!Prepare("7.5.1", "5.7.1", "2.45.0"))
        {
            return;
        }

        // Without --engines: the script has to end before the tests.
        var (code, lines) = await RunAsync(".ci/run", required);
        Assert.Equal(1, code);
        var problem = $"!! AKSEGRESS_REQUIRE: unknown word '{word}'. Known words: pwsh, pester, az (separated by commas).";
        Assert.Equal([problem, "0 passed, 1 failed, 0 skipped"], lines);
    }

    [Fact]
    public async Task After_the_tests_the_report_lists_the_engines_that_ran()
    {
        if (!Prepare("7.5.1", "5.7.1", "2.45.0"))
        {
            return;
        }

        const string script = """
            set -u
            . .ci/engines.sh
            find_engines
            note_run stand-in 0 40 1 2
            note_run pwsh 0 0 0 0
            note_run az 0 7 0 0
            print_engines result
            check_required result
            echo "missing $missing"
            """;
        var (_, lines) = await RunAsync("-c", "pwsh,pester,az", script);
        Assert.Equal(
            [
                "   ran: stand-in engine: 40 passed, 1 failed, 2 skipped",
                $"   !! NOT RUN: PowerShell 7.5.1 ({_path}/pwsh): no test ran",
                "   !! NOT RUN: Pester 5.7.1 (PowerShell 7.5.1): the run ended before",
                "   ran: Azure CLI 2.45.0: 7 passed, 0 failed, 0 skipped",
            ],
            lines[..4]);
        Assert.Equal("missing 2", lines[^1]);
    }

    // The whole script, with a fake dotnet and PowerShell that print what the real ones print at the end of their tests.
    [Theory]
    [InlineData("pwsh,pester", 0)]
    [InlineData("pwsh,pester,az", 1)]
    public async Task A_run_counts_all_tests_and_ends_with_the_report(string required, int missing)
    {
        if (!Prepare("7.5.1", "5.7.1", null))
        {
            return;
        }

        var (code, lines) = await RunAsync(".ci/run", required);
        Assert.Equal(missing, code);
        var report = Array.IndexOf(lines, "== engines and clients that ran");
        Assert.Equal(
            [
                "   ran: stand-in engine: 50 passed, 0 failed, 1 skipped",
                $"   ran: PowerShell 7.5.1 ({_path}/pwsh): 20 passed, 0 failed, 0 skipped",
                "   ran: Pester 5.7.1 (PowerShell 7.5.1): 3 passed, 0 failed, 2 skipped",
                "   !! NOT RUN: Azure CLI: there's no az on the PATH",
            ],
            lines[(report + 1)..(report + 5)]);
        Assert.Equal(missing, Starting(lines[report..], "!! AKSEGRESS_REQUIRE names az").Count);

        // The lab's walkthrough counts as one test.
        Assert.Equal($"74 passed, {missing} failed, 3 skipped", lines[^1]);
        Assert.Equal(report + 6 + missing, lines.Length);
    }

    [Theory]
    [InlineData(":")]
    [InlineData(" ")]
    public async Task Additional_PowerShells_run_Pester_and_are_counted(string separator)
    {
        if (!Prepare("7.5.1", "5.7.1", null))
        {
            return;
        }

        var older = Directory.CreateDirectory(Path.Combine(_path, "older")).FullName;
        WriteProgram(Path.Combine(older, "pwsh"), File.ReadAllText(Path.Combine(_path, "pwsh"))
            .Replace("7.5.1", "7.4.19", StringComparison.Ordinal)
            .Replace("3 passed, 0 failed", "2 passed, 1 failed", StringComparison.Ordinal));
        _also = string.Join(separator, older, Path.Combine(_path, "missing"));
        var (code, lines) = await RunAsync(".ci/run", "pwsh");
        Assert.Equal(1, code);
        var report = Array.IndexOf(lines, "== engines and clients that ran");
        Assert.Equal(
            [
                "   ran: stand-in engine: 50 passed, 0 failed, 1 skipped",
                $"   ran: PowerShell 7.5.1 ({_path}/pwsh): 20 passed, 0 failed, 0 skipped",
                "   ran: Pester 5.7.1 (PowerShell 7.5.1): 3 passed, 0 failed, 2 skipped",
                "   ran: Pester 5.7.1 (PowerShell 7.4.19): 2 passed, 1 failed, 2 skipped",
                $"   !! NOT RUN: Pester ({_path}/missing): PowerShell doesn't start",
            ],
            lines[(report + 1)..(report + 6)]);
        Assert.Equal("76 passed, 1 failed, 5 skipped", lines[^1]);
    }

    [Fact]
    public async Task Additional_PowerShells_run_Pester_without_another_one()
    {
        if (!Prepare(null, "5.7.1", null))
        {
            return;
        }

        var shell = Path.Combine(_path, "other");
        WriteProgram(shell, $"""
            #!{_path}/bash
            case "$*" in
                *PSVersionTable*) echo 7.4.19 ;;
                *Run.ps1*) echo 'pester: 4 passed, 0 failed, 0 skipped' ;;
                *) echo 6.0.0 ;;
            esac
            """);
        _also = shell;
        var (code, lines) = await RunAsync(".ci/run", "");
        Assert.Equal(0, code);
        Assert.Contains("   ran: Pester 6.0.0 (PowerShell 7.4.19): 4 passed, 0 failed, 0 skipped", lines);
        Assert.Contains("   !! NOT RUN: Pester: there's no PowerShell", lines);
        Assert.Equal("55 passed, 0 failed, 1 skipped", lines[^1]);
    }

    [Fact]
    public void The_report_comes_just_before_the_last_line()
    {
        var lines = File.ReadAllLines(Path.Combine(Engine.Root, ".ci", "run"));
        var report = Array.IndexOf(lines, "print_engines result");
        Assert.True(report > Array.IndexOf(lines, "print_engines plan"), "The report is missing.");
        string[] last = ["echo \"$passed passed, $failed failed, $skipped skipped\"", "[ \"$failed\" -eq 0 ]"];
        Assert.Equal(["check_required result", "failed=$((failed + missing))", .. last], lines[(report + 1)..]);
    }

    private static List<string> Starting(IEnumerable<string> lines, string start) =>
        [.. lines.Where(line => line.StartsWith(start, StringComparison.Ordinal)).Select(line => line[start.Length..])];

    // A path with fake engines: without a version, the engine is missing; with an empty version, it doesn't start.
    private bool Prepare(string? pwsh, string? pester, string? az)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        foreach (var tool in s_tools)
        {
            var folders = Environment.GetEnvironmentVariable("PATH")!.Split(':');
            File.CreateSymbolicLink(Path.Combine(_path, tool), folders.Select(folder => Path.Combine(folder, tool)).First(File.Exists));
        }

        Write("pwsh", pwsh, $"""
            case "$*" in
                *PSVersionTable*) echo '{pwsh}' ;;
                *Run.ps1*) echo 'pester: 3 passed, 0 failed, 2 skipped' ;;
                *) echo '{pester}' ;;
            esac
            """);
        Write("dotnet", "", """
            case "$*" in
                run*) echo ran ;;
                *Engine=Both*) echo "Passed!  - Failed:     0, Passed:    20, Skipped:     0, Total:    20" ;;
                *)
                    echo "Passed!  - Failed:     0, Passed:    40, Skipped:     1, Total:    41"
                    echo "Passed!  - Failed:     0, Passed:    10, Skipped:     0, Total:    10"
                    ;;
            esac
            """, starts: true);
        Write("az", az, $"echo '{az}'");
        return true;

        void Write(string name, string? version, string script, bool starts = false)
        {
            if (version is not null)
            {
                WriteProgram(Path.Combine(_path, name), $"#!{_path}/bash\n{(starts || version.Length > 0 ? script : "exit 1")}\n");
            }
        }
    }

    private static void WriteProgram(string file, string text)
    {
        File.WriteAllText(file, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task<(int Code, string[] Lines)> RunAsync(string script, string required, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(_path, "bash"), [script, .. arguments])
        {
            WorkingDirectory = Engine.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = _path;
        start.Environment["AKSEGRESS_REQUIRE"] = required;
        start.Environment["AKSEGRESS_PWSH_ALSO"] = _also;
        start.Environment.Remove("AKSEGRESS_PWSH");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal("", await errors);
        return (process.ExitCode, output.TrimEnd().Split('\n'));
    }
}
