using System.Net;
using AksEgress.Core.Addressing;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Subnets;

/// <summary>The ranges and subnets in a virtual network's document.</summary>
public static class NetworkSpace
{
    private const string PrefixParameter = "AddressPrefix";

    /// <summary>The subnets in a network's document.</summary>
    public static IReadOnlyList<SubnetAddresses> Subnets(ArmDocument network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return [.. network
            .Root.Items("properties", "subnets")
            .Select(subnet => new SubnetAddresses(subnet.Text("name") ?? string.Empty, Subnet.Prefixes(subnet)))];
    }

    /// <summary>The ranges in a network's document.</summary>
    public static IReadOnlyList<IPNetwork> Ranges(ArmDocument network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Ranges(network.Root.Texts("properties", "addressSpace", "addressPrefixes"));
    }

    /// <summary>Parses ranges and refuses overlapping ones.</summary>
    /// <exception cref="EgressException">InvalidValue.</exception>
    internal static IReadOnlyList<IPNetwork> Ranges(IEnumerable<string> prefixes)
    {
        var space = prefixes.Select(prefix => Cidr.Parse(prefix, PrefixParameter)).ToList();
        foreach (var (range, i) in space.Select((range, i) => (range, i)))
        {
            if (space.Take(i).Any(other => Cidr.Overlap(other, range)))
            {
                throw EgressErrors.InvalidValue(
                    PrefixParameter, $"{range} overlaps with another range of the virtual network.", range.ToString());
            }
        }

        return space;
    }
}
