using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.PublicIps;

namespace AksEgress.Core.Firewalls;

/// <summary>A firewall's IP configurations: one for each address, the first of them with the subnet.</summary>
internal static class FirewallConfigurations
{
    /// <summary>Lets the firewall have exactly these addresses; a configuration whose address stays keeps its name and all else.</summary>
    /// <exception cref="EgressException">InvalidValue for a firewall that stands in another subnet.</exception>
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

        if (ips.Count == existing.Count && ips.All(ip => existing.Exists(item => Has(item, ip.Id))))
        {
            return;
        }

        // The configuration with the subnet stays whatever its address: without it the firewall would leave the subnet.
        var rest = ips.ToList();
        var kept = existing.Where(item => rest.RemoveAll(ip => Has(item, ip.Id)) > 0).ToList();
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

    /// <summary>Gives the firewall its way in for management.</summary>
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
