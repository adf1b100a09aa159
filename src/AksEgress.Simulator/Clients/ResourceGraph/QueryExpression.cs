using System.Text.Json.Nodes;

namespace AksEgress.Simulator.Clients.ResourceGraph;

/// <summary>An expression: a value of a row.</summary>
internal delegate JsonNode? QueryExpression(JsonObject row);
