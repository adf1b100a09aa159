using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Simulator;

namespace AksEgress.Lab.Replays;

/// <summary>What the simulator answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body, or null.</param>
internal sealed record ReplayAnswer(int Status, IReadOnlyDictionary<string, string> Headers, JsonNode? Body);
