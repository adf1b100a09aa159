using System.Text.Json;
using System.Text.Json.Nodes;

namespace AksEgress.Tests.Schemas;

/// <summary>
/// Checks the traffic between a client and a simulator against the schemas. A side that only repeats what the other one wrote isn't
/// reported: a test can store anything to check that it is kept.
/// </summary>
internal sealed class SchemaWatch
{
    // By name, not by position: a subnet's member that was written with the subnet appears again in its virtual network.
    private readonly HashSet<(string Name, string Kind)> _theirs = [];
    private readonly List<string> _problems = [];

    /// <summary>The problems, each once.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            lock (_theirs)
            {
                return [.. _problems.Distinct()];
            }
        }
    }

    /// <summary>Accepts everything in the initial state.</summary>
    public void Given(JsonArray? documents)
    {
        foreach (var document in documents ?? [])
        {
            if (document?["id"]?.ToString() is { } id)
            {
                Given(id, document);
            }
        }
    }

    /// <summary>Accepts a body: its receiver can repeat it.</summary>
    public void Given(string path, JsonNode? body)
    {
        foreach (var problem in ArmSchemas.All.Check(path, body))
        {
            lock (_theirs)
            {
                _theirs.Add(Key(problem));
            }
        }
    }

    /// <summary>Checks a body; repeated content isn't a problem.</summary>
    /// <param name="what">The sender, such as "PUT" or "answer".</param>
    /// <param name="path">The request's path.</param>
    /// <param name="body">The body.</param>
    public void Check(string what, string path, JsonNode? body)
    {
        foreach (var problem in ArmSchemas.All.Check(path, body))
        {
            lock (_theirs)
            {
                if (!_theirs.Contains(Key(problem)))
                {
                    _problems.Add($"{what} {problem}");
                }
            }
        }
    }

    private static (string Name, string Kind) Key(SchemaProblem problem) =>
        (problem.Path[(problem.Path.LastIndexOf('.') + 1)..].ToLowerInvariant(), problem.Kind);

    /// <summary>Parses JSON; returns null for other text.</summary>
    public static JsonNode? Parse(string? text)
    {
        try
        {
            var node = string.IsNullOrEmpty(text)
                ? null
                : JsonNode.Parse(text, null, new JsonDocumentOptions { AllowDuplicateProperties = false });

            // Texts are decoded late: an incomplete character, which JSON allows, would fail in the middle of a check.
            node?.ToJsonString();
            return node;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
