using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.NetworkSecurityGroups;

/// <summary>Microsoft.Network/networkSecurityGroups and their rules, with the six default rules of every group.</summary>
internal sealed class NetworkSecurityGroupType : NetworkType
{
    private static readonly (
        string Name, string Description, string Source, string Destination, string Access, int Priority, string Direction)[] s_defaults =
    [
        ("AllowVnetInBound", "Allow inbound traffic from all VMs in VNET", "VirtualNetwork", "VirtualNetwork", "Allow", 65000, "Inbound"),
        (
            "AllowAzureLoadBalancerInBound",
            "Allow inbound traffic from azure load balancer",
            "AzureLoadBalancer",
            "*",
            "Allow",
            65001,
            "Inbound"),
        ("DenyAllInBound", "Deny all inbound traffic", "*", "*", "Deny", 65500, "Inbound"),
        (
            "AllowVnetOutBound",
            "Allow outbound traffic from all VMs to all VMs in VNET",
            "VirtualNetwork",
            "VirtualNetwork",
            "Allow",
            65000,
            "Outbound"),
        ("AllowInternetOutBound", "Allow outbound traffic from all VMs to Internet", "*", "Internet", "Allow", 65001, "Outbound"),
        ("DenyAllOutBound", "Deny all outbound traffic", "*", "*", "Deny", 65500, "Outbound"),
    ];

    private const int MaxRules = 1000;

    /// <inheritdoc/>
    public override string Type => "Microsoft.Network/networkSecurityGroups";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> ReadOnly => ["subnets", "networkInterfaces", "flowLogs"];

    /// <inheritdoc/>
    protected override string[] PropertyOrder =>
        ["provisioningState", "resourceGuid", "securityRules", "defaultSecurityRules", "networkInterfaces", "subnets"];

    /// <inheritdoc/>
    public override void Check(NetworkChange change, JsonObject document)
    {
        var rules = document.Object("properties").Array("securityRules");
        if (rules is { Count: > MaxRules })
        {
            // The limit is documented; code and text aren't recorded
            // (https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits).
            throw NetworkErrors.BadRequest("SecurityRuleLimitReached",
                $"Network security group {change.Id} has {rules.Count} security rules. The maximum number of rules is {MaxRules}.");
        }

        HashSet<(string?, double)> priorities = [];
        foreach (var rule in rules.Objects())
        {
            var properties = rule.Object("properties");
            var priority = properties.Number("priority");
            if (priority is null or < 100 or > 4096)
            {
                throw NetworkErrors.BadRequest("SecurityRuleInvalidPriority",
                    "Security rule has invalid Priority. Value provided: "
                        + $"{priority?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"} Allowed range 100-4096.");
            }

            var direction = properties.Text("direction")?.ToUpperInvariant();
            if (!priorities.Add((direction, priority.Value)))
            {
                throw NetworkErrors.BadRequest("SecurityRuleConflict",
                    $"Security rule {RequestErrors.Shorten(rule.Text("name") ?? "")} conflicts with another rule. Rules cannot have the "
                        + "same Priority and Direction.");
            }

            SecurityRuleForm.Check(properties!);
        }
    }

    /// <inheritdoc/>
    public override void CheckDelete(SimulatedWorld world, Resource resource)
    {
        string[] users = [.. world.References.To(resource.Key).Select(static reference => reference.HolderId)];
        if (users.Length > 0)
        {
            throw NetworkErrors.BadRequest("InUseNetworkSecurityGroupCannotBeDeleted",
                $"Network security group {resource.Id} cannot be deleted because it is in use by the following resources: "
                    + $"{string.Join(", ", users)}. In order to delete the Network security group, remove the association with the "
                    + "resource(s).");
        }
    }

    /// <inheritdoc/>
    protected override void Fill(NetworkChange change, JsonObject document, JsonObject properties)
    {
        properties.Default("securityRules", new JsonArray());
        JsonArray defaults = [];
        foreach (var rule in s_defaults)
        {
            defaults.Add(new JsonObject
            {
                ["name"] = rule.Name,
                ["properties"] = new JsonObject
                {
                    ["description"] = rule.Description,
                    ["protocol"] = "*",
                    ["sourcePortRange"] = "*",
                    ["destinationPortRange"] = "*",
                    ["sourceAddressPrefix"] = rule.Source,
                    ["destinationAddressPrefix"] = rule.Destination,
                    ["access"] = rule.Access,
                    ["priority"] = rule.Priority,
                    ["direction"] = rule.Direction,
                },
            });
        }

        properties["defaultSecurityRules"] = defaults;
    }

    /// <inheritdoc/>
    protected override string[] ChildOrder => ["name", "id", "etag", "type", "properties"];

    /// <inheritdoc/>
    protected override string[] OrderOf(InlineChild kind) =>
        [
            "provisioningState", "description", "protocol", "sourcePortRange", "destinationPortRange", "sourceAddressPrefix",
            "destinationAddressPrefix", "access", "priority", "direction"
        ];

    /// <inheritdoc/>
    protected override void FillChild(NetworkChange change, InlineChild kind, JsonObject properties, JsonObject? before)
    {
        foreach (var member in (string[])["sourcePortRanges", "destinationPortRanges", "sourceAddressPrefixes", "destinationAddressPrefixes"
        ])
        {
            properties.Default(member, new JsonArray());
        }
    }
}
