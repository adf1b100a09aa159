using System.Text.Json.Nodes;
using AksEgress.Core.Documents;
using AksEgress.Core.Subnets;

namespace AksEgress.Core.Egress;

/// <summary>
/// Resources to evaluate instead of those of the subnets, for changes that haven't been made yet. Null keeps what is there.
/// </summary>
public sealed record SubnetOverrides
{
    /// <summary>The ID of the route table.</summary>
    public string? RouteTable { get; init; }

    /// <summary>The ID of the NAT gateway.</summary>
    public string? NatGateway { get; init; }

    /// <summary>The ID of the network security group.</summary>
    public string? NetworkSecurityGroup { get; init; }

    /// <summary>The ID of the firewall that the default route points to.</summary>
    public string? Firewall { get; init; }

    /// <summary>The ID of the policy of that firewall.</summary>
    public string? FirewallPolicy { get; init; }

    /// <summary>A subnet with the associations as they would be.</summary>
    internal Subnet Apply(Subnet subnet)
    {
        if (RouteTable is null && NatGateway is null && NetworkSecurityGroup is null)
        {
            return subnet;
        }

        var document = new ArmDocument((JsonObject)subnet.Document.Root.DeepClone());
        Set("routeTable", RouteTable);
        Set("natGateway", NatGateway);
        Set("networkSecurityGroup", NetworkSecurityGroup);
        return new Subnet(document);

        void Set(string member, string? id)
        {
            if (id is not null)
            {
                document.Properties[member] = new JsonObject { ["id"] = id };
            }
        }
    }
}
