using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Subnets;

/// <summary>A requested association of a subnet: a route table, NAT gateway or network security group.</summary>
/// <param name="Member">The member of the subnet's properties.</param>
/// <param name="ResourceType">The type of the associated resource.</param>
/// <param name="Wanted">The new resource; null to remove the association.</param>
public sealed record SubnetAssociation(string Member, string ResourceType, ArmResourceId? Wanted)
{
    /// <summary>True when the new resource determines the egress path: a NAT gateway, or a route table with a default route.</summary>
    public bool IsEgressPath { get; init; }

    /// <summary>A subnet's route table.</summary>
    public static SubnetAssociation RouteTable(ArmResourceId? wanted) => new("routeTable", ResourceTypes.RouteTables, wanted);

    /// <summary>A subnet's NAT gateway.</summary>
    public static SubnetAssociation NatGateway(ArmResourceId? wanted) => new("natGateway", ResourceTypes.NatGateways, wanted);

    /// <summary>A subnet's network security group.</summary>
    public static SubnetAssociation NetworkSecurityGroup(ArmResourceId? wanted) =>
        new("networkSecurityGroup", ResourceTypes.NetworkSecurityGroups, wanted);

    /// <summary>The ID of the associated resource in a document, or null.</summary>
    public string? Current(ArmDocument subnet)
    {
        ArgumentNullException.ThrowIfNull(subnet);
        return subnet.Root.Text("properties", Member, "id");
    }

    /// <summary>True when a document already has the association.</summary>
    public bool IsMet(ArmDocument subnet) => string.Equals(Current(subnet), Wanted?.Text, StringComparison.OrdinalIgnoreCase);

    /// <summary>The change as text, for example <c>NAT gateway (none) -> nat</c>.</summary>
    public string Describe(ArmDocument subnet) =>
        $"{ResourceNouns.InSentence(ResourceType)} {Sentences.Short(Current(subnet))} -> {Sentences.Short(Wanted?.Text)}";

    /// <summary>Writes the association to a document. A removal removes the member, because ARM refuses <c>{ "id": null }</c>.</summary>
    /// <param name="subnet">The document to change.</param>
    /// <param name="subnetName">The subnet's name.</param>
    /// <param name="replace">True to replace an existing association.</param>
    /// <exception cref="EgressException">AssociationExists, with the old id as its target.</exception>
    public void Apply(ArmDocument subnet, string subnetName, bool replace)
    {
        if (IsMet(subnet))
        {
            return;
        }

        var current = Current(subnet);
        if (current is not null && Wanted is not null && !replace)
        {
            throw EgressErrors.AssociationExists(
                subnetName, ResourceNouns.InSentence(ResourceType), Sentences.Short(current), Wanted.Name, current);
        }

        subnet.Properties.Without(Member);
        if (Wanted is not null)
        {
            subnet.Properties[Member] = new JsonObject { ["id"] = Wanted.Text };
        }
    }
}
