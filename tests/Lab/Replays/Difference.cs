using System.Text.Json.Nodes;
using AksEgress.Lab.Contracts;

namespace AksEgress.Lab.Replays;

/// <summary>The first place in which two answers differ.</summary>
/// <param name="Path">A JSON path, or what isn't in the body: the status or a header.</param>
/// <param name="Recorded">What ARM answered there.</param>
/// <param name="Simulated">What the simulator answers there.</param>
internal sealed record Difference(string Path, string Recorded, string Simulated)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: ARM {Recorded}, simulator {Simulated}";
}
