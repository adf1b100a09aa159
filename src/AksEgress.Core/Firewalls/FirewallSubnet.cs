using System.Text.Json.Nodes;
using AksEgress.Core.Addressing;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.Subnets;
using AksEgress.Core.VirtualNetworks;

namespace AksEgress.Core.Firewalls;

/// <summary>The subnet of a firewall: it has a fixed name and a minimum size, and can contain one firewall.</summary>
internal static class FirewallSubnet
{
    /// <summary>The subnet for traffic.</summary>
    public const string Name = "AzureFirewallSubnet";

    /// <summary>The subnet for management.</summary>
    public const string ManagementName = "AzureFirewallManagementSubnet";

    private const int LongestPrefix = 26;

    /// <summary>Validates the subnet of a virtual network, and returns its ID.</summary>
    /// <exception cref="EgressException">FirewallSubnetMissing, FirewallSubnetTooSmall or FirewallSubnetInUse.</exception>
    public static string Check(VirtualNetwork network, string name, ArmResourceId firewall)
    {
        var subnet = network.Document.Root.Items("properties", "subnets").OfType<JsonObject>()
            .FirstOrDefault(item => string.Equals(item.Text("name"), name, StringComparison.OrdinalIgnoreCase))
            ?? throw EgressErrors.FirewallSubnetMissing(network.Name, name, LongestPrefix, network.Id);
        var id = subnet.Text("id") ?? $"{network.Id}/subnets/{name}";
        foreach (var prefix in Subnet.Prefixes(subnet))
        {
            if (Cidr.TryParse(prefix, out var range) && !Cidr.IsIPv6(range) && range.PrefixLength > LongestPrefix)
            {
                throw EgressErrors.FirewallSubnetTooSmall(network.Name, name, prefix, LongestPrefix, id);
            }
        }

        if (subnet
            .Ids("properties", "ipConfigurations")
            .FirstOrDefault(user => !user.StartsWith(firewall.Text + "/", StringComparison.OrdinalIgnoreCase)) is { } other)
        {
            throw EgressErrors.FirewallSubnetInUse(network.Name, name, Holder(other), id);
        }

        return id;
    }

    private static string Holder(string configuration) => ArmResourceId.TryParse(configuration, out var id) && id.Parent is { } parent
        ? $"{ResourceNouns.InSentence(parent.ResourceType)} '{parent.Name}'"
        : configuration;
}
