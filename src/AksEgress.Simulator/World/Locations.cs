using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.World;

/// <summary>
/// The place that a document asks for: one that there is not is refused. Codes and texts stand in public issue threads
/// (of types azure-docs 4981 and pcs-cli 409, of groups azure-cli 16368 and executable-docs 74). That a place is looked at before
/// a resource's own place is not recorded. What is somewhere else already, out of a state file, may stay there.
/// </summary>
internal static class Locations
{
    /// <summary>The name in addresses of the place that a resource asks for, by that name or the one for people.</summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="type">The type, such as Microsoft.Network/routeTables.</param>
    /// <param name="existing">The resource as it is, or null.</param>
    /// <exception cref="RefusalException">400 LocationNotAvailableForResourceType.</exception>
    public static string OfResource(string sent, string type, Resource? existing)
    {
        var name = Resource.ShortLocation(sent);
        return RegionDocuments.Has(name) || name == existing?.Location ? name : throw RequestErrors.LocationNotAvailable(sent, type);
    }

    /// <summary>The name in addresses of the place that a group asks for, by that name or the one for people.</summary>
    /// <exception cref="RefusalException">400 LocationNotAvailableForResourceGroup.</exception>
    public static string OfGroup(string sent, Resource? existing)
    {
        var name = Resource.ShortLocation(sent);
        return RegionDocuments.Has(name) || name == existing?.Location ? name : throw RequestErrors.LocationNotAvailableForGroup(sent);
    }
}
