namespace AksEgress.Tests.Architecture;

/// <summary>The longest line of code. CONTRIBUTING.md says how to break a longer one.</summary>
public class LineLengthTests
{
    private const int Maximum = 140;

    [Fact]
    public void No_line_of_code_has_more_than_140_columns()
    {
        var tooLong = new List<string>();
        foreach (var (name, file) in SourceFiles.Below("src", "tests", "build"))
        {
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                number++;
                if (line.Length > Maximum)
                {
                    tooLong.Add($"{name}:{number} has {line.Length} columns");
                }
            }
        }

        Assert.True(tooLong.Count == 0, string.Join("\n", tooLong));
    }
}
