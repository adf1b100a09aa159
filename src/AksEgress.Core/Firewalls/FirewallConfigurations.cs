using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.PublicIps;

namespace AksEgress.Core.Firewalls;

/// <summary>The IP configurations of a firewall: one for each address; the first one has the subnet.</summary>
internal static class FirewallConfigurations
{
    /// <summary>Sets the addresses of a firewall. The configuration of an address that is kept doesn't change.</summary>
    /// <exception cref="EgressException">InvalidValue for a firewall in another subnet.</exception>
    public static void Apply(ArmDocument document, ArmResourceId id, string subnet, IReadOnlyList<PublicIp> ips)
    {
        List<JsonObject> existing = [.. document.Root.Items("properties", "ipConfigurations").OfType<JsonObject>()];
        var first = existing.Find(item => item.Text("properties", "subnet", "id") is not null);
        if (first?.Text("properties", "subnet", "id") is { } currentSubnet && !Same(currentSubnet, subnet))
        {
            throw EgressErrors.InvalidValue(
                "VirtualNetwork",
                $"'{id.Name}' is in {currentSubnet}. A firewall can't be moved to another subnet; create another one.",
                id.Text);
        }

        // Configurations with a prefix don't contain single addresses, and are kept.
        var singles = existing.Count(item => item.Text("properties", "publicIPPrefix", "id") is null);
        if (ips.Count == singles && ips.All(ip => existing.Exists(item => Has(item, ip.Id))))
        {
            return;
        }

        // The configuration with the subnet is always kept, because the firewall would lose its subnet without it.
        var rest = ips.ToList();
        var kept = existing.Where(item =>
            item.Text("properties", "publicIPPrefix", "id") is not null || rest.RemoveAll(ip => Has(item, ip.Id)) > 0).ToList();
        if (first is not null && !kept.Contains(first))
        {
            if (rest.Count == 0)
            {
                rest.Add(ips.First(ip => Has(kept[0], ip.Id)));
                kept.RemoveAt(0);
            }

            first.ObjectAt("properties")["publicIPAddress"] = Reference(rest[0].Id);
            rest.RemoveAt(0);
            kept.Insert(0, first);
        }

        var made = rest.Select((ip, index) => Make(ip, kept.Count + index == 0 ? subnet : null));
        var all = new JsonArray([.. kept.Concat(made).Select(item => item.DeepClone())]);
        document.Properties["ipConfigurations"] = all;
    }

    /// <summary>Sets the management configuration of a firewall.</summary>
    public static void ApplyManagement(ArmDocument document, string subnet, PublicIp ip)
    {
        if (document.Root.At("properties", "managementIpConfiguration") is not JsonObject existing)
        {
            document.Properties["managementIpConfiguration"] = Make(ip, subnet);
        }
        else if (!Has(existing, ip.Id))
        {
            existing.ObjectAt("properties")["publicIPAddress"] = Reference(ip.Id);
        }
    }

    private static JsonObject Make(PublicIp ip, string? subnet)
    {
        var properties = new JsonObject { ["publicIPAddress"] = Reference(ip.Id) };
        if (subnet is not null)
        {
            properties["subnet"] = Reference(subnet);
        }

        return new JsonObject { ["name"] = ip.Name, ["properties"] = properties };
    }

    private static JsonObject Reference(string id) => new() { ["id"] = id };

    private static bool Has(JsonObject configuration, string ip) => Same(configuration.Text("properties", "publicIPAddress", "id"), ip);

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
