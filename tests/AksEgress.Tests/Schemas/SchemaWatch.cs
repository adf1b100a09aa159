using System.Text.Json;
using System.Text.Json.Nodes;

namespace AksEgress.Tests.Schemas;

/// <summary>
/// Holds what passes between one client and a simulator against the schemas. What the other side wrote
/// itself isn't held against who passes it on: a test may put anything into a world to see that it is kept.
/// </summary>
internal sealed class SchemaWatch
{
    // By name, not by place: a subnet's member that was put by itself is seen again in its network.
    private readonly HashSet<(string Name, string Kind)> _theirs = [];
    private readonly List<string> _problems = [];

    /// <summary>What was found, each once.</summary>
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

    /// <summary>Takes what is in a world from the start as given.</summary>
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

    /// <summary>Takes a body as given: who gets it may pass it on.</summary>
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

    /// <summary>Checks a body; what was given before is no problem.</summary>
    /// <param name="what">Who says it, such as "PUT" or "answer".</param>
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

    /// <summary>JSON, or null for what is none.</summary>
    public static JsonNode? Parse(string? text)
    {
        try
        {
            var node = string.IsNullOrEmpty(text)
                ? null
                : JsonNode.Parse(text, null, new JsonDocumentOptions { AllowDuplicateProperties = false });

            // Texts are read late: half a character, which JSON lets stand, would be found in the middle of a check.
            node?.ToJsonString();
            return node;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
