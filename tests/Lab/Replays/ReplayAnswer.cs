using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Simulator;

namespace AksEgress.Lab.Replays;

/// <summary>The simulator's response.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">The headers of the response.</param>
/// <param name="Body">The body of the response, or null.</param>
internal sealed record ReplayAnswer(int Status, IReadOnlyDictionary<string, string> Headers, JsonNode? Body);
