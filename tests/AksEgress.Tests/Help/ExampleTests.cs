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

    // Code of topics that no test can run, and why.
    private static readonly Dictionary<string, string> s_topicCodeNotRun = new(StringComparer.Ordinal)
    {
        ["-Identity"] = "managed identities exist only in Azure",
        ["dotnet run"] = "starts the lab as a server of its own",
    };

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
    public void Few_examples_are_not_run_and_each_has_a_reason()
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
            .Where(code => !s_topicCodeNotRun.Keys.Any(word => code.Contains(word, StringComparison.Ordinal))))
        {
            try
            {
                Examples.Run(name, code);
            }
            catch (NotSupportedException) when (Engine.RealDirectory is null)
            {
                // A topic may show the shape of a script; the stand-in runs straight lines only.
            }
        }
    }

    [GeneratedRegex(@"^```powershell\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();
}
