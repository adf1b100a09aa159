namespace AksEgress.Tests.Help;

/// <summary>Each example runs as it stands, in a session of its own on the simulator's sample world.</summary>
[Trait("Engine", "Both")]
public sealed class ExampleTests
{
    // What only a real account can do may be left out; more than these few would be an excuse.
    private const int MostThatAreNotRun = 12;

    public static TheoryData<string> Written => Pages.Written;

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
        var notRun = Pages.Commands.SelectMany(command => Pages.Read(command.Name).Examples).Where(example => example.NotRun is not null).ToList();
        Assert.True(notRun.Count <= MostThatAreNotRun, $"{notRun.Count} examples are not run.");
        Assert.All(notRun, example => Assert.True(example.NotRun!.Length >= 10, example.Title));
    }
}
