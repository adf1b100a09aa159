using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.World;

/// <summary>
/// Checks the location that a document requests. Codes and texts are from public issue threads (for types azure-docs 4981 and
/// pcs-cli 409, for groups azure-cli 16368 and executable-docs 74). That the location is checked before the resource's current one
/// isn't recorded. A resource from a state file can stay in any location.
/// </summary>
internal static class Locations
{
    /// <summary>The name of the region that a resource requests, by its name or display name.</summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="type">The type, such as Microsoft.Network/routeTables.</param>
    /// <param name="existing">The current resource, or null.</param>
    /// <exception cref="RefusalException">400 LocationNotAvailableForResourceType.</exception>
    public static string OfResource(string sent, string type, Resource? existing)
    {
        var name = Resource.ShortLocation(sent);
        return RegionDocuments.Has(name) || name == existing?.Location ? name : throw RequestErrors.LocationNotAvailable(sent, type);
    }

    /// <summary>The name of the region that a group requests, by its name or display name.</summary>
    /// <exception cref="RefusalException">400 LocationNotAvailableForResourceGroup.</exception>
    public static string OfGroup(string sent, Resource? existing)
    {
        var name = Resource.ShortLocation(sent);
        return RegionDocuments.Has(name) || name == existing?.Location ? name : throw RequestErrors.LocationNotAvailableForGroup(sent);
    }
}
