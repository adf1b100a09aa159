using System.Text.RegularExpressions;
using AksEgress.Hosting;
using AksEgress.Tests.Lab;

namespace AksEgress.Tests.Help;

/// <summary>README.md shows what the lab prints. With AKSEGRESS_RENEW=1 the test updates README.md instead.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task The_plan_and_the_error_of_the_readme_are_what_the_lab_prints()
    {
        var script = Path.Combine(Engine.Root, "docs", "plan-and-refusal.ps1");
        var (code, output, errors) = await LabProcess.RunAsync(
            new Dictionary<string, string?> { ["AKSEGRESS_PWSH"] = null }, "run", script);
        Assert.True(code == 0, output + errors);
        var lines = output.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()).ToList();
        var first = lines.FindIndex(line => line.StartsWith("PS> New-", StringComparison.Ordinal));
        var last = lines.FindLastIndex(line => line.StartsWith("Done in ", StringComparison.Ordinal));
        var printed = string.Join('\n', lines[first..last]).Trim('\n');

        var path = Path.Combine(Engine.Root, "README.md");
        var readme = (await File.ReadAllTextAsync(path)).ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("AKSEGRESS_RENEW") == "1")
        {
            await File.WriteAllTextAsync(path, Block().Replace(readme, _ => $"```text\n{printed}\n```", 1));
            return;
        }

        Assert.Equal($"```text\n{printed}\n```", Block().Match(readme).Value);
    }

    [GeneratedRegex("^```text\n(?:.*?\n)?```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
