using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.NetworkSecurityGroups;

/// <summary>A network security group with its rules: a view of the document of a Microsoft.Network/networkSecurityGroups.</summary>
public sealed class NetworkSecurityGroup(ArmDocument document) : ArmResource(document), IArmResource<NetworkSecurityGroup>
{
    /// <inheritdoc/>
    static string IArmResource<NetworkSecurityGroup>.Type => ResourceTypes.NetworkSecurityGroups;

    /// <summary>The rules that users created, inbound and outbound, by direction and priority.</summary>
    public OutputList<SecurityRule> Rules => (SecurityRule[])[.. Read("securityRules")];

    /// <summary>The default rules of Azure, priorities 65000 to 65500.</summary>
    public OutputList<SecurityRule> DefaultRules => (SecurityRule[])[.. Read("defaultSecurityRules")];

    /// <summary>The IDs of the subnets that use the group.</summary>
    public OutputList<string> Subnets => Document.Root.Ids("properties", "subnets");

    /// <summary>The IDs of the subnets and network interfaces that use the group.</summary>
    public OutputList<string> UsedBy => (string[])[.. Subnets, .. Document.Root.Ids("properties", "networkInterfaces")];

    /// <inheritdoc/>
    static NetworkSecurityGroup IArmResource<NetworkSecurityGroup>.Of(ArmDocument document) => new(document);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Users => UsedBy;

    private IEnumerable<SecurityRule> Read(string member) =>
        Document.Root.Items("properties", member)
            .OfType<JsonObject>()
            .Select(rule => new SecurityRule(rule, ParsedId))
            .OrderBy(rule => rule.Direction, StringComparer.OrdinalIgnoreCase)
            .ThenBy(rule => rule.Priority);
}
