using System.Collections;
using System.Globalization;
using System.Management.Automation.Language;

namespace StandIn.Samples;

/// <summary>Offers its arguments, so that a test sees them.</summary>
public sealed class EchoCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var bound = string.Join(';', fakeBoundParameters.Cast<DictionaryEntry>()
            .Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Key}={Show(e.Value)}"))
            .Order(StringComparer.Ordinal));
        yield return new CompletionResult(
            "echo",
            "echo",
            CompletionResultType.ParameterValue,
            $"{commandName}/{parameterName}/<{wordToComplete}>/{bound}/{commandAst?.GetCommandName()}");
    }

    private static string Show(object? value) =>
        value is Array many ? string.Join('+', many.Cast<object?>()) : $"{value} {value?.GetType().Name}";
}

/// <summary>Offers names with blanks that start with the word.</summary>
public sealed class BlankCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        new[] { "plain", "with blank" }
            .Where(n => n.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(n =>
                new CompletionResult(n.Contains(' ', StringComparison.Ordinal) ? $"'{n}'" : n, n, CompletionResultType.ParameterValue, n));
}

/// <summary>A completer that fails.</summary>
public sealed class BrokenCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        throw new InvalidOperationException("No completion.");
}

/// <summary>Parameters with completers.</summary>
[Cmdlet(VerbsCommon.Find, "SampleThing")]
[Alias("fst")]
public sealed class FindSampleThingCommand : PSCmdlet
{
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(EchoCompleter))]
    public string? Name { get; set; }

    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(BlankCompleter))]
    public string? Group { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(BrokenCompleter))]
    public string? Broken { get; set; }

    [Parameter]
    public int Count { get; set; }

    [Parameter]
    public SwitchParameter All { get; set; }

    [Parameter]
    [ValidateSet("one word", "two words", "three")]
    public string? Words { get; set; }

    [Parameter]
    [Alias("Rg")]
    public string[]? ResourceGroup { get; set; }

    protected override void ProcessRecord() => WriteObject(Name);
}
