using System.Text.RegularExpressions;
using AksEgress.Hosting;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Help;

/// <summary>Each example runs exactly as printed, in a new session after Connect-AksEgress -Simulated.</summary>
[Trait("Engine", "Both")]
public sealed partial class ExampleTests
{
    // Only examples that sign in to Azure are exempt; each of them says why.
    private const int MaxExamplesNotRun = 2;

    // What a topic's code takes for granted, and what needs a real account or a server.
    private const string Given = "Get-AksEgressCluster nope contoso-rg -ErrorVariable problem -ErrorAction SilentlyContinue";
    private static readonly string[] s_real = ["-Identity", "dotnet run"];

    public static TheoryData<string> Written => Pages.Written;

    public static TheoryData<string> Topics => Pages.Topics;

    [Theory]
    [MemberData(nameof(Written))]
    public void The_examples_of_a_page_run(string name)
    {
        foreach (var example in Pages.Read(name).Examples.Where(example => example.NotRun is null))
        {
            Examples.Run(example);
        }
    }

    [Fact]
    public void Few_examples_are_not_run_and_each_says_why()
    {
        var notRun = Pages.Commands.SelectMany(command => Pages.Read(command.Name).Examples)
            .Where(example => example.NotRun is not null)
            .ToList();
        Assert.True(notRun.Count <= MaxExamplesNotRun, $"{notRun.Count} examples are not run.");
        Assert.All(notRun, example => Assert.True(example.NotRun!.Length >= 10, example.Title));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void The_code_of_a_topic_runs(string name)
    {
        foreach (var code in Code()
            .Matches(Pages.Text(name))
            .Select(match => match.Groups[1].Value)
            .Where(code => !s_real.Any(word => code.Contains(word, StringComparison.Ordinal))))
        {
            var folder = Directory.CreateTempSubdirectory("aksegress-topic-");
            try
            {
                using var session = Session.Simulated();
                session.Set("ConfirmPreference", "None");
                session.Set("folder", folder.FullName);
                session.Script("Set-Location $folder").Ok();
                session.Script(Given);
                Outcome outcome;
                try
                {
                    outcome = session.Script(code);
                }
                catch (NotSupportedException) when (Engine.RealDirectory is null)
                {
                    // A topic may show what a script looks like; the stand-in runs straight lines only.
                    continue;
                }

                // One block shows what an error looks like.
                Assert.Null(outcome.Terminating);
                Assert.All(outcome.Errors, error => Assert.True(code.Contains("nope", StringComparison.Ordinal), $"{code}: {error}"));
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }

    [GeneratedRegex(@"^```powershell\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();
}
