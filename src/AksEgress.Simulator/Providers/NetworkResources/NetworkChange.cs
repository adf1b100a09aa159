using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.NetworkResources;

/// <summary>A document that is about to be written.</summary>
/// <param name="World">The world it is written in.</param>
/// <param name="Path">The resource's id, taken apart.</param>
/// <param name="Id">The resource's id in ARM's casing.</param>
/// <param name="Existing">The resource as it is, or null when it is new.</param>
/// <param name="ApiVersion">The request's api-version: some defaults depend on it.</param>
internal sealed record NetworkChange(SimulatedWorld World, ResourceId Path, string Id, Resource? Existing, string ApiVersion)
{
    /// <summary>Whether the api-version's date is that day or later.</summary>
    public bool Since(string date) => ApiVersionDate.Since(ApiVersion, date);
}
