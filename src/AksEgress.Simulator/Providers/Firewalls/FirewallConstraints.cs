using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Firewalls;

/// <summary>
/// The rules of Azure Firewall. They are documented (name and size of the subnet, SKU of the addresses, priorities, policy or
/// classic rules); codes and texts aren't recorded.
/// </summary>
internal static class FirewallConstraints
{
    private const int LongestPrefix = 26;
    private static readonly string[] s_tiers = ["Standard", "Premium", "Basic"];

    /// <summary>Refuses a document that violates a rule.</summary>
    public static void Check(NetworkChange change, JsonObject document)
    {
        var properties = document.Object("properties")!;
        var tier = properties.Object("sku").Text("tier") ?? "";
        if (!s_tiers.Contains(tier, StringComparer.OrdinalIgnoreCase))
        {
            throw NetworkErrors.InvalidValue(tier, "AzureFirewallSkuTier", "properties.sku.tier");
        }

        CheckConfigurations(change, properties, tier);
        var hasRules = false;
        foreach (var member in FirewallParts.Collections)
        {
            JsonObject[] collections = [.. properties.Array(member).Objects()];
            hasRules |= collections.Length > 0;
            CheckCollections(change, collections);
        }

        if (change.World.Store.FindId(properties.Object("firewallPolicy").Text("id")) is { } policy
            && policy.Properties.Object("sku").Text("tier") is { } policyTier && !ResourceId.Is(policyTier, tier))
        {
            throw NetworkErrors.BadRequest(
                "AzureFirewallPolicyTierMismatch",
                $"Azure Firewall {change.Id} is of tier {tier} and its firewall policy {policy.Id} of tier {policyTier}.");
        }

        if (hasRules && properties.Object("firewallPolicy") is not null)
        {
            throw NetworkErrors.BadRequest(
                "AzureFirewallPolicyAndRuleCollectionsConflict",
                $"Azure Firewall {change.Id} has a firewall policy and cannot have rule collections of its own.");
        }
    }

    private static void CheckConfigurations(NetworkChange change, JsonObject properties, string tier)
    {
        JsonObject[] own = [.. properties.Array("ipConfigurations").Objects()];
        if (own.Length > 0 && own.Count(static item => item.Object("properties").Object("subnet") is not null) != 1)
        {
            throw NetworkErrors.BadRequest(
                "AzureFirewallIpConfigurationSubnetCount",
                $"Exactly one IP configuration of Azure Firewall {change.Id} must reference a subnet.");
        }

        foreach (var item in own)
        {
            CheckConfiguration(change, item, "AzureFirewallSubnet");
        }

        if (properties.Object("managementIpConfiguration") is { } management)
        {
            CheckConfiguration(change, management, "AzureFirewallManagementSubnet");
        }
        else if (own.Length > 0 && ResourceId.Is(tier, "Basic"))
        {
            throw NetworkErrors.BadRequest(
                "AzureFirewallManagementIpConfigurationRequired",
                $"Azure Firewall {change.Id} of tier Basic needs a management IP configuration.");
        }
    }

    private static void CheckConfiguration(NetworkChange change, JsonObject configuration, string subnetName)
    {
        var own = configuration.Object("properties");
        var subnet = own.Object("subnet").Text("id");
        if (subnet is not null && !subnet.EndsWith("/subnets/" + subnetName, StringComparison.OrdinalIgnoreCase))
        {
            throw NetworkErrors.BadRequest(
                "AzureFirewallSubnetNameInvalid", $"Subnet {subnet} of {configuration.Text("id")} must be named {subnetName}.");
        }

        if (FirewallSubnets.Range(change.World, subnet) is { } range && range.Length > LongestPrefix)
        {
            throw NetworkErrors.BadRequest(
                "AzureFirewallSubnetTooSmall",
                $"Subnet {subnet} ({range}) is too small for Azure Firewall {change.Id}; it must be /{LongestPrefix} or larger.");
        }

        if (change.World.Store.FindId(own.Object("publicIPAddress").Text("id")) is { } address
            && address.Document.Object("sku").Text("name") is var sku
            && sku != "Standard")
        {
            throw NetworkErrors.BadRequest(
                "AzureFirewallPublicIpSkuNotSupported",
                $"Public IP address {address.Id} of sku {sku} cannot be used by Azure Firewall {change.Id}; it must be Standard.");
        }
    }

    private static void CheckCollections(NetworkChange change, JsonObject[] collections)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        HashSet<double> priorities = [];
        foreach (var collection in collections)
        {
            var name = collection.Text("name")!;
            var id = collection.Text("id")!;
            var own = collection.Object("properties");
            var priority = own.Number("priority") ?? -1;
            if (priority is < 100 or > 65000)
            {
                throw NetworkErrors.OutOfRange("priority", id, priority, 100, 65000);
            }

            if (!names.Add(name))
            {
                throw NetworkErrors.DuplicateChild(change.Id, name);
            }

            if (!priorities.Add(priority))
            {
                throw NetworkErrors.BadRequest(
                    "AzureFirewallRuleCollectionPriorityConflict",
                    $"Rule collection {id} has the priority of another rule collection of its kind.");
            }

            HashSet<string> rules = new(StringComparer.OrdinalIgnoreCase);
            foreach (var rule in own.Array("rules").Objects().Select(static item => item.Text("name") ?? ""))
            {
                if (rule.Length == 0 || !rules.Add(rule))
                {
                    throw NetworkErrors.DuplicateChild(id, rule);
                }
            }
        }
    }
}
