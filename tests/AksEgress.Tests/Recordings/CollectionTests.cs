using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Lab.Replays;
using AksEgress.Tests.Contracts;
using Xunit.Abstractions;

namespace AksEgress.Tests.Recordings;

/// <summary>
/// The simulator, compared with the second collection of recordings (docs/design/simulator-judged.md): the current level of each half,
/// and no less.
/// </summary>
public sealed class CollectionTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(true, 1138, 1131, 1044)]
    [InlineData(false, 1404, 1393, 1139)]
    public void Most_answers_of_the_collection_match(bool developed, int all, int status, int body)
    {
        ReplayResult[] results = [.. Recording.ReadAll(Place(developed)).Select(Replay.Run)];
        foreach (var line in results.SelectMany(static result => result.Lines()).Append(ReplayCommand.Summary(results)))
        {
            output.WriteLine(line);
        }

        Assert.Equal(all, results.Sum(static result => result.Compared.Count));
        Assert.InRange(results.Sum(static result => result.StatusMatches), status, all);
        Assert.InRange(results.Sum(static result => result.BodyMatches), body, all);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_hash_of_its_name_decides_which_half_a_recording_is_in(bool developed)
    {
        foreach (var file in Directory.GetFiles(Place(developed), "*.json"))
        {
            var contract = JsonNode.Parse(File.ReadAllText(file))!;
            var name = ((string)contract["path"]!).Split('/')[^1];
            Assert.Equal(developed, SHA256.HashData(Encoding.UTF8.GetBytes(name))[0] % 2 == 0);
            Assert.Matches("^[A-Za-z0-9-]+/(azure-cli(-extensions)?|azure-service-operator)$", (string?)contract["repository"]);
        }
    }

    private static string Place(bool developed) => developed ? ContractFiles.Developed : ContractFiles.HeldOut;
}
