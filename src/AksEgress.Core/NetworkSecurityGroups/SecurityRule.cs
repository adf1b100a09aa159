using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Texts;

namespace AksEgress.Core.NetworkSecurityGroups;

/// <summary>A rule of a network security group.</summary>
public sealed class SecurityRule
{
    internal SecurityRule(JsonObject document, ArmResourceId? group = null)
    {
        Document = document;
        NetworkSecurityGroupName = group?.Name;
        ResourceGroupName = group?.ResourceGroupName;
        SubscriptionId = group?.SubscriptionId;
        NetworkSecurityGroup = group?.Text;
    }

    /// <summary>The rule's name, unique in its group.</summary>
    public string Name => Document.Text("name") ?? string.Empty;

    /// <summary>Inbound or Outbound.</summary>
    public string Direction => Document.Text("properties", "direction") ?? string.Empty;

    /// <summary>The priority, 100 to 4096 (default rules: 65000 to 65500). The lowest number is processed first.</summary>
    public int Priority => Document.Number("properties", "priority") ?? int.MaxValue;

    /// <summary>Allow or Deny.</summary>
    public string Access => Document.Text("properties", "access") ?? string.Empty;

    /// <summary>Tcp, Udp, Icmp, Esp, Ah, or <c>*</c>.</summary>
    public string Protocol => Document.Text("properties", "protocol") ?? "*";

    /// <summary>The source addresses, ranges, and service tags.</summary>
    public OutputList<string> SourceAddressPrefix => Values("sourceAddressPrefix", "sourceAddressPrefixes");

    /// <summary>The source ports.</summary>
    public OutputList<string> SourcePortRange => Values("sourcePortRange", "sourcePortRanges");

    /// <summary>The destination addresses, ranges, and service tags.</summary>
    public OutputList<string> DestinationAddressPrefix => Values("destinationAddressPrefix", "destinationAddressPrefixes");

    /// <summary>The destination ports.</summary>
    public OutputList<string> DestinationPortRange => Values("destinationPortRange", "destinationPortRanges");

    /// <summary>The IDs of the application security groups of the source.</summary>
    public OutputList<string> SourceApplicationSecurityGroup => Document.Ids("properties", "sourceApplicationSecurityGroups");

    /// <summary>The IDs of the application security groups of the destination.</summary>
    public OutputList<string> DestinationApplicationSecurityGroup => Document.Ids("properties", "destinationApplicationSecurityGroups");

    /// <summary>The description, or null.</summary>
    public string? Description => Document.Text("properties", "description");

    /// <summary>What the rule applies to, in one line.</summary>
    public string Rule => $"{Protocol} {string.Join(',', SourceAddressPrefix)} -> "
        + $"{string.Join(',', DestinationAddressPrefix)}:{string.Join(',', DestinationPortRange)}";

    /// <summary>The name of the network security group.</summary>
    public string? NetworkSecurityGroupName { get; }

    /// <summary>The resource group of the network security group.</summary>
    public string? ResourceGroupName { get; }

    /// <summary>The subscription of the network security group.</summary>
    public string? SubscriptionId { get; }

    /// <summary>The ID of the network security group.</summary>
    public string? NetworkSecurityGroup { get; }

    /// <summary>The rule's ID, with the name that it has in all outputs.</summary>
    public string? ResourceId => Id;

    /// <summary>The rule's ID.</summary>
    public string? Id => Document.Text("id");

    /// <summary>True for a default rule, which Azure creates with each group; it can't be changed or removed.</summary>
    public bool IsDefault => Priority > SecurityRuleRequest.LargestPriority;

    /// <summary>ARM's provisioning state.</summary>
    public string? ProvisioningState => Document.Text("properties", "provisioningState");

    /// <summary>The etag of the version that was read.</summary>
    public string? ETag => Document.Text("etag");

    /// <summary>The rule as it was read.</summary>
    internal JsonObject Document { get; }

    /// <summary>The rule in one line.</summary>
    public override string ToString() => $"{Priority} {Direction} {Access} {Rule}";

    // A rule has one value or a list; an augmented rule has both members, one of them empty.
    private OutputList<string> Values(string one, string several) =>
        Document.Text("properties", one) is { Length: > 0 } value
            ? (string[])[value, .. Document.Texts("properties", several)]
            : Document.Texts("properties", several);
}
