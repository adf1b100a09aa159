using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.Core.PublicIps;

/// <summary>What a public IP address or prefix must satisfy whatever takes it: it is free, and in the same region.</summary>
internal static class AddressFit
{
    /// <summary>Refuses an address that another resource uses.</summary>
    /// <param name="address">The address or prefix.</param>
    /// <param name="users">The ids of what uses it.</param>
    /// <param name="taker">What is to take it; its own parts may have it already.</param>
    /// <exception cref="EgressException">AddressInUse.</exception>
    public static void CheckFree(ArmResource address, IEnumerable<string> users, ArmResourceId taker)
    {
        if (users.FirstOrDefault(user => !IsOf(user, taker)) is { } user)
        {
            throw EgressErrors.AddressInUse(ResourceNouns.Describe(address.ParsedId.ResourceType), address.Name, user, address.Id);
        }
    }

    /// <summary>Refuses a resource of another region.</summary>
    /// <param name="resource">The address, prefix or network.</param>
    /// <param name="parameter">The parameter that names it.</param>
    /// <param name="taker">What is to take it.</param>
    /// <param name="location">Where that is; null when it is not known.</param>
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
