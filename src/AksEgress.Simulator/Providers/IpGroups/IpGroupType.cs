using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.IpGroups;

/// <summary>
/// Microsoft.Network/ipGroups: addresses, ranges, and spans of addresses for the rules of Azure Firewall
/// (https://learn.microsoft.com/azure/firewall/ip-groups: up to 5,000 of them). Codes and texts aren't recorded.
/// </summary>
internal sealed class IpGroupType : NetworkType
{
    private const int MaxAddresses = 5000;

    /// <inheritdoc/>
    public override string Type => "Microsoft.Network/ipGroups";

    /// <inheritdoc/>
    protected override bool HasGuid => false;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> ReadOnly => ["firewalls", "firewallPolicies"];

    /// <inheritdoc/>
    protected override string[] PropertyOrder => ["provisioningState", "ipAddresses", "firewalls", "firewallPolicies"];

    /// <inheritdoc/>
    public override void Check(NetworkChange change, JsonObject document)
    {
        string[] addresses = [.. document.Object("properties").Array("ipAddresses").Texts()];
        if (addresses.Length > MaxAddresses)
        {
            throw NetworkErrors.BadRequest(
                "IpGroupMaximumNumberOfIpAddresses",
                $"IP group {change.Id} has {addresses.Length} addresses; the maximum is {MaxAddresses}.");
        }

        if (Array.Find(addresses, static text => !IsValid(text)) is { } wrong)
        {
            throw NetworkErrors.PrefixFormat(wrong, change.Id);
        }
    }

    /// <inheritdoc/>
    protected override void Fill(NetworkChange change, JsonObject document, JsonObject properties)
    {
        properties.Default("ipAddresses", new JsonArray());
        properties.Default("firewalls", new JsonArray());
        properties.Default("firewallPolicies", new JsonArray());
    }

    private static bool IsValid(string text) =>
        AddressRange.TryParse(text, out _)
        || AddressRange.TryAddress(text, out _)
        || text.Split('-', StringSplitOptions.TrimEntries) is [var first, var last]
            && AddressRange.TryAddress(first, out _)
            && AddressRange.TryAddress(last, out _);
}
