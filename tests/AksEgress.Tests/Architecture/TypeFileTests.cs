using System.Text.RegularExpressions;

namespace AksEgress.Tests.Architecture;

/// <summary>
/// One type per file, with the file named after it. The stand-in groups small contracts as PowerShell's documentation does.
/// </summary>
public partial class TypeFileTests
{
    [Fact]
    public void A_file_contains_one_type()
    {
        var wrong = SourceFiles.Below("src", "build", "tests")
            .Where(file => !file.Name.StartsWith("tests/StandIn/", StringComparison.Ordinal)
                && !file.Name.StartsWith("tests/StandIn.Samples/", StringComparison.Ordinal))
            .Select(file => (file.Name, Types: Types(File.ReadAllText(file.File))))
            .Where(file => file.Types.Count > 1)
            .Select(file => $"{file.Name} holds {string.Join(", ", file.Types)}")
            .ToList();

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    // Types start in the first column, in file-scoped namespaces. File-local types don't count.
    private static List<string> Types(string text) =>
        [.. Declaration().Matches(RawText().Replace(text, "")).Select(match => match.Groups["name"].Value).Distinct()];

    [GeneratedRegex("\"\"\".*?\"\"\"", RegexOptions.Singleline)]
    private static partial Regex RawText();

    [GeneratedRegex(
        @"^(?:(?:public|internal|static|abstract|sealed|partial|readonly|ref|unsafe) )*"
            + @"(?:class|struct|interface|enum|record(?: struct| class)?|delegate [\w<>?, ]+?) (?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
