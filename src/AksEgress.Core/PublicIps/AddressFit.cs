using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.Core.PublicIps;

/// <summary>Checks that a public IP address or prefix isn't in use, and is in the same region as the resource that uses it.</summary>
internal static class AddressFit
{
    /// <summary>Rejects an address that another resource uses.</summary>
    /// <param name="address">The address or prefix.</param>
    /// <param name="users">The IDs of the resources that use it.</param>
    /// <param name="taker">The resource that should use it; its own parts may already use it.</param>
    /// <exception cref="EgressException">AddressInUse.</exception>
    public static void CheckFree(ArmResource address, IEnumerable<string> users, ArmResourceId taker)
    {
        if (users.FirstOrDefault(user => !IsOf(user, taker)) is { } user)
        {
            throw EgressErrors.AddressInUse(ResourceNouns.Describe(address.ParsedId.ResourceType), address.Name, user, address.Id);
        }
    }

    /// <summary>Rejects a resource in another region.</summary>
    /// <param name="resource">The address, prefix or network.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="taker">The resource that should use it.</param>
    /// <param name="location">Its region; null if unknown.</param>
    /// <exception cref="EgressException">InvalidValue.</exception>
    public static void CheckRegion(ArmResource resource, string parameter, ArmResourceId taker, string? location)
    {
        if (location is not null && resource.Location is { } other && !string.Equals(location, other, StringComparison.OrdinalIgnoreCase))
        {
            throw EgressErrors.InvalidValue(
                parameter,
                $"'{resource.Name}' is in {other}, but {ResourceNouns.InSentence(taker.ResourceType)} '{taker.Name}' is in {location}.",
                resource.Id);
        }
    }

    private static bool IsOf(string user, ArmResourceId taker) =>
        string.Equals(user, taker.Text, StringComparison.OrdinalIgnoreCase)
            || user.StartsWith(taker.Text + "/", StringComparison.OrdinalIgnoreCase);
}
