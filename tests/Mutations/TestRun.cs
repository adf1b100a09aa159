using System.Xml.Linq;

namespace AksEgress.Mutations;

/// <summary>The result of a test run.</summary>
/// <param name="Passed">The number of passed tests.</param>
/// <param name="Failed">The names of the tests that failed.</param>
/// <param name="IsComplete">False if the run timed out or ended early.</param>
internal sealed record TestRun(int Passed, IReadOnlyList<string> Failed, bool IsComplete)
{
    private static readonly XNamespace s_trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Reads a result file of dotnet test.</summary>
    /// <param name="path">The file; it doesn't exist after a run that ended early.</param>
    /// <param name="exited">True if the process ended in time.</param>
    public static TestRun Read(string path, bool exited)
    {
        if (!File.Exists(path))
        {
            return new TestRun(0, [], false);
        }

        var document = XDocument.Load(path);
        var results = document.Descendants(s_trx + "UnitTestResult").ToList();
        var isAborted = document.Descendants(s_trx + "RunInfo")
            .Any(info => info.Value.Contains("aborted", StringComparison.OrdinalIgnoreCase));
        return new TestRun(
            With("Passed").Count(), [.. With("Failed").Select(result => (string)result.Attribute("testName")!)], exited && !isAborted);
        IEnumerable<XElement> With(string outcome) => results.Where(result => (string?)result.Attribute("outcome") == outcome);
    }
}
