using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using AksEgress.Core.Errors;

namespace AksEgress.Tests.Errors;

/// <summary>The factories of errors and findings, and the resource files with their texts.</summary>
public sealed partial class EgressErrorsTests
{
    private const string Errors = "AksEgress.Core.Errors.Errors";
    private const string Advice = "AksEgress.Core.Errors.Advice";
    private const string Findings = "AksEgress.Core.Preflight.FindingKinds";

    public static TheoryData<string> ErrorIds => [.. Factory.Errors.Select(factory => factory.Id)];

    public static TheoryData<string> FindingIds => [.. Factory.Findings.Select(factory => factory.Id)];

    [Theory]
    [MemberData(nameof(ErrorIds))]
    public void An_error_has_the_name_of_its_factory_and_a_text_and_a_remedy_with_every_argument(string id)
    {
        var factory = Factory.Errors.First(factory => factory.Id == id);
        var error = factory.Error();

        Assert.Equal(id, error.Id);
        Assert.Empty(Problems(factory, error.Message, error.Remedy));
    }

    [Theory]
    [MemberData(nameof(FindingIds))]
    public void A_finding_has_the_name_of_its_factory_and_a_text_and_a_next_step_with_every_argument(string id)
    {
        var factory = Factory.Findings.First(factory => factory.Id == id);
        var finding = factory.Finding();

        Assert.Equal(id, finding.Id);
        Assert.Empty(Problems(factory, finding.Found, finding.Next));
    }

    [Theory]
    [MemberData(nameof(ErrorIds))]
    public void An_error_has_the_target_cause_and_parameter_of_its_factory(string id)
    {
        var factory = Factory.Errors.First(factory => factory.Id == id);
        var error = factory.Error();

        Assert.Equal(factory.Takes("innerException"), error.InnerException is not null);
        Assert.True(!factory.Takes("target") || Equals(error.Target, factory.Argument("target")), $"The target is {error.Target}.");
        Assert.All(
            new[] { "parameter", "parameterName" }.Where(factory.Takes),
            name => Assert.Equal(factory.Argument(name), error.ParameterName));
    }

    [Fact]
    public void Each_method_of_Advice_has_a_text_with_every_argument_and_each_text_has_a_method()
    {
        Assert.All(Factory.Advice, factory => Assert.Empty(Problems(factory, factory.Text(), factory.Text())));
        Assert.Equal(
            Factory.Advice.Select(factory => factory.Id).Order(StringComparer.Ordinal),
            Texts(Advice).Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Errors, ".Remedy")]
    [InlineData(Findings, ".Next")]
    public void Each_text_has_a_factory_and_each_factory_has_its_texts(string resource, string second)
    {
        var factories = resource == Errors ? Factory.Errors : Factory.Findings;

        Assert.True(factories.Count > 50, $"Only {factories.Count} factories were found.");
        Assert.Equal(
            factories.SelectMany(factory => new[] { factory.Id, factory.Id + second }).Order(StringComparer.Ordinal),
            Texts(resource).Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Errors)]
    [InlineData(Findings)]
    [InlineData(Advice)]
    public void Placeholders_have_names(string resource) =>
        Assert.DoesNotContain(Texts(resource).Values, text => Positional().IsMatch(text) || string.IsNullOrWhiteSpace(text));

    [Theory]
    [InlineData("EgressErrors", 109)]
    [InlineData("FindingKinds", 54)]
    [InlineData("Advice", 14)]
    public void Each_factory_is_called_somewhere(string type, int count)
    {
        var factories = type switch { "FindingKinds" => Factory.Findings, "Advice" => Factory.Advice, _ => Factory.Errors };
        var sources = string.Concat(Sources().Select(File.ReadAllText));

        Assert.True(factories.Count >= count, $"{factories.Count} factories");
        Assert.DoesNotContain(factories.Select(factory => factory.Id), id => !Regex.IsMatch(sources, $@"\b{type}\.{id}\("));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void The_culture_of_the_thread_changes_no_text(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        var beforeUi = CultureInfo.CurrentUICulture;
        var texts = Factory.Errors.Select(factory => factory.Error().Message).ToList();
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(texts, Factory.Errors.Select(factory => factory.Error().Message));
            Assert.Contains("7000", EgressErrors.CommandFailed("aks", 7000, "target").Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            CultureInfo.CurrentUICulture = beforeUi;
        }
    }

    [Fact]
    public void A_value_with_braces_is_shown_unchanged() =>
        Assert.Equal(
            "Azure Resource Manager didn't respond: {0} {reason} {",
            EgressErrors.ConnectionFailed("{0} {reason} {", new InvalidOperationException()).Message);

    // The plans of a change and of a topology end with a line about how to undo it, and one reason names the author of a record.
    [Fact]
    public void No_remedy_that_names_a_cmdlet_is_in_the_code_of_Core()
    {
        string[] noRemedies = ["OutboundTypeChange.cs", "OutboundTypePlan.cs", "TopologyPlan.cs"];
        var core = $"{Path.DirectorySeparatorChar}AksEgress.Core{Path.DirectorySeparatorChar}";
        var lines = Sources().Where(file => file.Contains(core, StringComparison.Ordinal) && !noRemedies.Contains(Path.GetFileName(file)))
            .SelectMany(file => File.ReadLines(file).Select(line => (File: Path.GetFileName(file), Text: line.Trim())));

        Assert.DoesNotContain(lines, line => !line.Text.StartsWith("//", StringComparison.Ordinal) && Cmdlet().IsMatch(line.Text));
    }

    private static IEnumerable<string> Problems(Factory factory, string text, string advice)
    {
        if (text.Length == 0 || advice.Length == 0 || text == factory.Id)
        {
            yield return "there is no text";
        }

        if ((text + advice).IndexOfAny(['{', '}']) >= 0)
        {
            yield return $"a placeholder has no argument: {text} {advice}";
        }

        foreach (var name in factory.Named)
        {
            if (!(text + advice).Contains($"{factory.Argument(name)}", StringComparison.Ordinal))
            {
                yield return $"no text names {name}";
            }
        }
    }

    private static Dictionary<string, string> Texts(string resource)
    {
        using var stream = typeof(EgressErrors).Assembly.GetManifestResourceStream(resource + ".resources");
        Assert.NotNull(stream);
        using var reader = new ResourceReader(stream);
        return reader.Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static IEnumerable<string> Sources()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "AksEgress.slnx")))
        {
            root = root.Parent;
        }

        Assert.NotNull(root);
        return Directory.EnumerateFiles(Path.Combine(root.FullName, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\b[A-Z][a-z]+-Aks[A-Z]")]
    private static partial Regex Cmdlet();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Positional();
}
