using System.Net;
using AksEgress.Core.Addressing;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Subnets;

/// <summary>A subnet's name and ranges, and the rules for them that ARM checks only after minutes.</summary>
/// <param name="Name">The subnet's name.</param>
/// <param name="AddressPrefix">Its ranges as CIDR: one of IPv4, and one of IPv6 for a dual-stack subnet.</param>
public sealed record SubnetAddresses(string Name, IReadOnlyList<string> AddressPrefix)
{
    private const int SmallestIPv4 = 29;
    private const int OnlyIPv6 = 64;
    private const int SmallestServiceSubnet = 26;

    /// <summary>Reads the ranges and checks their sizes.</summary>
    /// <param name="parameterName">The parameter that holds them, for the error.</param>
    /// <exception cref="EgressException">InvalidValue.</exception>
    public IReadOnlyList<IPNetwork> Parse(string parameterName)
    {
        var networks = AddressPrefix.Select(prefix => Cidr.Parse(prefix, parameterName)).ToList();
        if (networks.Count == 0)
        {
            throw EgressErrors.InvalidValue(parameterName, $"subnet '{Name}' has no address range.", Name);
        }

        foreach (var network in networks)
        {
            var smallest = Name is "AzureFirewallSubnet" or "AzureBastionSubnet" ? SmallestServiceSubnet : SmallestIPv4;
            if (Cidr.IsIPv6(network) ? network.PrefixLength != OnlyIPv6 : network.PrefixLength > smallest)
            {
                var size = Cidr.IsIPv6(network) ? "an IPv6 subnet must be a /64" : $"the smallest allowed range is /{smallest}";
                throw EgressErrors.InvalidValue(parameterName, $"subnet '{Name}' can't be {network}: {size}.", Name);
            }
        }

        return networks;
    }

    /// <summary>Checks that the ranges are inside a network and overlap with no other subnet.</summary>
    /// <param name="parameterName">The parameter that holds them, for the error.</param>
    /// <param name="networkName">The virtual network's name.</param>
    /// <param name="space">The network's ranges.</param>
    /// <param name="others">The other subnets.</param>
    /// <exception cref="EgressException">InvalidValue, SubnetOutsideNetwork or SubnetOverlaps.</exception>
    public void Check(string parameterName, string networkName, IReadOnlyList<IPNetwork> space, IEnumerable<SubnetAddresses> others)
    {
        ArgumentNullException.ThrowIfNull(others);
        var own = Parse(parameterName);
        var taken = others.Where(other => !string.Equals(other.Name, Name, StringComparison.OrdinalIgnoreCase))
            .SelectMany(other => other.Networks().Select(network => (other.Name, Network: network))).ToList();
        foreach (var network in own)
        {
            if (!space.Any(range => Cidr.Contains(range, network)))
            {
                throw EgressErrors.SubnetOutsideNetwork(Name, network, networkName, string.Join(", ", space));
            }

            if (taken.FirstOrDefault(other => Cidr.Overlap(other.Network, network)) is { Name: { } name } other)
            {
                throw EgressErrors.SubnetOverlaps(Name, network, name, other.Network);
            }
        }
    }

    // Existing values from ARM are not checked, only new ones.
    private IEnumerable<IPNetwork> Networks() =>
        AddressPrefix.Select(prefix => (Read: Cidr.TryParse(prefix, out var network), network))
            .Where(item => item.Read)
            .Select(item => item.network);
}
