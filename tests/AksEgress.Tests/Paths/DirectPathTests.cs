using static AksEgress.Core.Paths.PathVerdict;
using static AksEgress.Tests.Paths.PathSources;

namespace AksEgress.Tests.Paths;

/// <summary>The precedence of egress without an appliance.</summary>
public sealed class DirectPathTests
{
    private const string EmptyNat = "{'sku':{'name':'Standard'},'properties':{}}";
    private const string Nat = "{'sku':{'name':'Standard'},'properties':{'publicIpAddresses':[{'id':'/subscriptions/"
        + "00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/ip4'}]}}";

    public static TheoryData<PathCase> Cases => new()
    {
        new("Outbound rules of the load balancer", TypesPage, "8.8.8.8:443", Allowed, "load balancer"),
        new("A NAT gateway precedes the load balancer", NatOrder, "8.8.8.8:443", Allowed, "NAT gateway nat") { NatGateway = Nat },
        new("A NAT gateway precedes public IP addresses of nodes", NatOrder, "8.8.8.8:443", Allowed, "NAT gateway nat")
        {
            NatGateway = Nat,
            Pool = "{'enableNodePublicIP':true}",
        },
        new("An appliance precedes a NAT gateway", NatOrder, "8.8.8.8:443", Denied, "default deny")
        {
            NatGateway = Nat,
            Routes = PathWorld.ToFirewall,
        },
        new("Public IP addresses of nodes precede the load balancer", NatOrder, "8.8.8.8:443", Allowed, "public IP address of the node")
        {
            Pool = "{'enableNodePublicIP':true}",
        },
        new("Public IP addresses of nodes egress with none", Isolated, "8.8.8.8:443", Allowed, "public IP address of the node")
        {
            Pool = "{'enableNodePublicIP':true}",
            Type = "none",
            Subnet = "{'defaultOutboundAccess':false}",
        },
        new("None in a private subnet", TypesPage, "8.8.8.8:443", Denied, "no egress")
        {
            Type = "none",
            Subnet = "{'defaultOutboundAccess':false}",
        },
        new("None with default outbound access", DefaultAccess, "8.8.8.8:443", Allowed, "default outbound access") { Type = "none" },
        new("None with a NAT gateway", TypesPage, "8.8.8.8:443", Allowed, "NAT gateway nat")
        {
            Type = "none",
            Subnet = "{'defaultOutboundAccess':false}",
            NatGateway = Nat,
        },
        new("Block denies the Internet", TypesPage, "8.8.8.8:443", Denied, "outbound type block")
        {
            Type = "block",
            IsManaged = true,
        },
        new("A managed NAT gateway", AksNat, "8.8.8.8:443", Allowed, "managed NAT gateway")
        {
            Type = "managedNATGateway",
            IsManaged = true,
        },
        new("A user-assigned NAT gateway", AksNat, "8.8.8.8:443", Allowed, "NAT gateway nat")
        {
            Type = "userAssignedNATGateway",
            NatGateway = Nat,
        },
        new("A NAT gateway with a prefix", NatTrouble, "8.8.8.8:443", Allowed, "NAT gateway nat")
        {
            Type = "userAssignedNATGateway",
            NatGateway = "{'sku':{'name':'Standard'},"
                + "'properties':{'publicIpPrefixes':[{'id':'/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/provi"
                + "ders/Microsoft.Network/publicIPPrefixes/x'}]}}",
        },
        new("A NAT gateway without addresses isn't operational", NatTrouble, "8.8.8.8:443", Denied, "no egress")
        {
            Type = "userAssignedNATGateway",
            NatGateway = EmptyNat,
        },
        new("Other methods apply if the NAT gateway isn't operational", NatTrouble, "8.8.8.8:443", Allowed, "load balancer")
        {
            NatGateway = EmptyNat,
        },
        new("A user-assigned NAT gateway that the subnet doesn't have", AksNat, "8.8.8.8:443", Denied, "no egress")
        {
            Type = "userAssignedNATGateway",
            Subnet = "{'defaultOutboundAccess':false}",
        },
        new("userDefinedRouting without routes in a private subnet", Udr, "8.8.8.8:443", Denied, "no egress")
        {
            Type = "userDefinedRouting",
            Subnet = "{'defaultOutboundAccess':false}",
        },
        new("What if: none instead of loadBalancer", TypesPage, "8.8.8.8:443", Denied, "no egress")
        {
            NewType = "none",
            Subnet = "{'defaultOutboundAccess':false}",
        },
        new("What if: the firewall behind a default route", LimitEgress, "8.8.8.8:443", Denied, "default deny")
        {
            NewType = "userDefinedRouting",
            HasNewFirewall = true,
        },
        new("ICMP apart, a NAT gateway translates UDP", NatOrder, "UDP 8.8.8.8:123", Allowed, "NAT gateway nat") { NatGateway = Nat },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_verdict_is_that_of_the_source(PathCase item) => PathWorld.CheckAsync(item);
}
