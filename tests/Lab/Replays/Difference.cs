using System.Text.Json.Nodes;
using AksEgress.Lab.Contracts;

namespace AksEgress.Lab.Replays;

/// <summary>The first difference between two responses.</summary>
/// <param name="Path">A JSON path, or the part outside the body: the status or a header.</param>
/// <param name="Recorded">The value in ARM's response.</param>
/// <param name="Simulated">The value in the simulator's response.</param>
internal sealed record Difference(string Path, string Recorded, string Simulated)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: ARM {Recorded}, simulator {Simulated}";
}
