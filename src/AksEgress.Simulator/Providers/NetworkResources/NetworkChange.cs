using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.NetworkResources;

/// <summary>A document before it is written.</summary>
/// <param name="World">The simulated world.</param>
/// <param name="Path">The parsed resource id.</param>
/// <param name="Id">The resource's id in ARM's casing.</param>
/// <param name="Existing">The current resource, or null for a new one.</param>
/// <param name="ApiVersion">The request's api-version: some defaults depend on it.</param>
internal sealed record NetworkChange(SimulatedWorld World, ResourceId Path, string Id, Resource? Existing, string ApiVersion)
{
    /// <summary>True if the date of the api-version is the given day or later.</summary>
    public bool Since(string date) => ApiVersionDate.Since(ApiVersion, date);
}
