using System.Net.Sockets;
using System.Text.Json.Nodes;
using AksEgress.Core.Addressing;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.RouteTables;

/// <summary>The requested properties of a route; null keeps the current value.</summary>
/// <param name="Name">The route's name.</param>
/// <param name="AddressPrefix">A CIDR or a service tag such as <c>Storage.EastUS</c>.</param>
/// <param name="NextHopType">VirtualAppliance, VirtualNetworkGateway, VnetLocal, Internet or None.</param>
/// <param name="NextHopIpAddress">The appliance's address; for VirtualAppliance and for nothing else.</param>
public sealed record RouteRequest(string Name, string? AddressPrefix, string? NextHopType, string? NextHopIpAddress)
{
    private const string Appliance = "VirtualAppliance";
    private static readonly string[] s_nextHopTypes = [Appliance, "VirtualNetworkGateway", "VnetLocal", "Internet", "None"];

    /// <summary>A route in memory.</summary>
    /// <exception cref="EgressException">InvalidResourceName or InvalidValue.</exception>
    public Route ToRoute()
    {
        var document = new JsonObject { ["name"] = Name };
        Apply(document);
        return new Route(document);
    }

    /// <summary>Writes the requested properties to a route's document and checks the result.</summary>
    /// <exception cref="EgressException">InvalidResourceName, or InvalidValue when prefix, type and address don't match.</exception>
    public void Apply(JsonObject route)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArmNames.Check(Name, ArmNames.MaximumLength, nameof(Name));
        var properties = route.ObjectAt("properties");
        if (AddressPrefix is not null)
        {
            properties["addressPrefix"] = CheckedPrefix(AddressPrefix);
        }

        if (NextHopType is not null)
        {
            properties["nextHopType"] = Canonical(NextHopType);
        }

        if (!string.IsNullOrEmpty(NextHopIpAddress))
        {
            properties["nextHopIpAddress"] = Cidr.ParseAddress(NextHopIpAddress, nameof(NextHopIpAddress)).ToString();
        }
        else if (NextHopType is not null && Canonical(NextHopType) != Appliance)
        {
            properties.Without("nextHopIpAddress");
        }

        CheckWhole(new Route(route));
    }

    // ValidateSet takes any case, and what a route does is decided by comparing with ARM's own spelling.
    private static string Canonical(string type) =>
        s_nextHopTypes.FirstOrDefault(known => string.Equals(known, type, StringComparison.OrdinalIgnoreCase)) ?? type;

    private static string CheckedPrefix(string prefix)
    {
        // A service tag is one word; a text with a digit or a colon before a slash can only be a range.
        var isTag = prefix.Length is > 0 and <= 80
            && char.IsAsciiLetter(prefix[0])
            && prefix.All(c => char.IsAsciiLetterOrDigit(c) || c == '.');
        return isTag ? prefix : Cidr.Parse(prefix, nameof(AddressPrefix)).ToString();
    }

    private static void CheckWhole(Route route)
    {
        var isAppliance = string.Equals(route.NextHopType, Appliance, StringComparison.OrdinalIgnoreCase);
        if (isAppliance != route.NextHopIpAddress is not null)
        {
            throw EgressErrors.InvalidValue(
                nameof(NextHopIpAddress),
                isAppliance
                    ? $"route '{route.Name}' has the next hop type VirtualAppliance, which requires an address."
                    : $"route '{route.Name}' has the next hop type {route.NextHopType}, which doesn't allow an address.",
                route.Name);
        }

        if (isAppliance && Cidr.TryParse(route.AddressPrefix, out var range) && Cidr.TryParseAddress(route.NextHopIpAddress, out var hop)
            && Cidr.IsIPv6(range) != (hop.AddressFamily == AddressFamily.InterNetworkV6))
        {
            throw EgressErrors.InvalidValue(
                nameof(NextHopIpAddress), $"{route.AddressPrefix} and {route.NextHopIpAddress} must have the same IP version.",
                route.Name);
        }
    }
}
