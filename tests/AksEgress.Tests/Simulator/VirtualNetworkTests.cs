using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

public sealed class VirtualNetworkTests : IDisposable
{
    private readonly SimulatedArm _arm = new();
    private readonly string _network = SimulatedArm.NetworkId("rg", "virtualNetworks", "v");
    private readonly string _table = SimulatedArm.NetworkId("rg", "routeTables", "rt");
    private readonly string _gateway = SimulatedArm.NetworkId("rg", "natGateways", "nat");
    private readonly string _security = SimulatedArm.NetworkId("rg", "networkSecurityGroups", "nsg");

    public VirtualNetworkTests()
    {
        _arm.MakeGroup("rg");
        _arm.Make(
            _network,
            """{"location":"eastus","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"dhcpOptions":{},"subnets":["""
                + """{"name":"s","properties":{"addressPrefix":"10.0.0.0/24"}}]}}""");
    }

    public void Dispose() => _arm.Dispose();

    [Fact]
    public void Subnets_are_in_their_network_and_under_their_own_id()
    {
        var subnet = _arm.Make(
            _network + "/subnets/t",
            """{"properties":{"addressPrefix":"10.0.1.0/24","serviceEndpoints":[{"service":"Microsoft.Storage"}]}}""");
        Assert.Equal(["name", "id", "etag", "properties", "type"], subnet.Select(static member => member.Key));
        Assert.Equal("Disabled", (string?)subnet["properties"]!["privateEndpointNetworkPolicies"]);
        Assert.Equal("Succeeded", (string?)subnet["properties"]!["serviceEndpoints"]![0]!["provisioningState"]);
        var network = _arm.Read(_network);
        Assert.Equal(2, network["properties"]!["subnets"]!.AsArray().Count);
        Assert.Equal(subnet.ToJsonString(), network["properties"]!["subnets"]![1]!.ToJsonString());
        Assert.Equal("[]", network["properties"]!["dhcpOptions"]!["dnsServers"]!.ToJsonString());
        Assert.Equal(2, _arm.Read(_network + "/subnets")["value"]!.AsArray().Count);
    }

    [Fact]
    public void A_resource_lists_the_subnets_that_refer_to_it()
    {
        _arm.Make(_table, """{"location":"eastus"}""");
        _arm.Make(_gateway, """{"location":"eastus"}""");
        _arm.Make(_security, """{"location":"eastus"}""");
        var before = (string)_arm.Read(_table)["etag"]!;
        var full = ("""{"properties":{"addressPrefix":"10.0.0.0/24","routeTable":{"id":"@rt"},"natGateway":"""
            + """{"id":"@nat"},"networkSecurityGroup":{"id":"@nsg"}}}""")
            .With("@rt", _table.ToUpperInvariant()).With("@nat", _gateway).With("@nsg", _security);
        _arm.Make(_network + "/subnets/s", full);
        foreach (var id in (string[])[_table, _gateway, _security])
        {
            Assert.Equal(_network + "/subnets/s", (string?)_arm.Read(id)["properties"]!["subnets"]![0]!["id"]);
            Assert.StartsWith("InUse", _arm.Send("DELETE", id).Code, StringComparison.Ordinal);
        }

        Assert.NotEqual(before, (string)_arm.Read(_table)["etag"]!);

        // A PUT of the route table keeps the members that only ARM writes.
        _arm.Make(_table, """{"location":"eastus","properties":{"routes":[]}}""");
        Assert.Single(_arm.Read(_table)["properties"]!["subnets"]!.AsArray());

        _arm.Make(_network + "/subnets/s", """{"properties":{"addressPrefix":"10.0.0.0/24"}}""");
        foreach (var id in (string[])[_table, _gateway, _security])
        {
            Assert.False(_arm.Read(id)["properties"]!.AsObject().ContainsKey("subnets"));
            _arm.Delete(id);
            Assert.Equal("ResourceNotFound", _arm.Get(id).Code);
        }
    }

    [Fact]
    public void A_reference_without_an_id_is_refused_with_Azures_text()
    {
        var answer = _arm.Put(_network + "/subnets/s", """{"properties":{"addressPrefix":"10.0.0.0/24","natGateway":{"id":null}}}""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("InvalidRequestFormat", answer.Code);
        Assert.Equal("MissingJsonReferenceId", (string?)answer.Body!["error"]!["details"]![0]!["code"]);
        Assert.Equal(
            "Value for reference id is missing. Path properties.natGateway.", (string?)answer.Body["error"]!["details"]![0]!["message"]);
        Assert.Equal(
            "InvalidRequestFormat",
            _arm.Put(
                _network,
                """{"location":"eastus","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":["""
                    + """{"name":"s","properties":{"addressPrefix":"10.0.0.0/24","routeTable":{}}}]}}""").Code);
    }

    [Fact]
    public void A_null_member_counts_as_missing()
    {
        _arm.Make(_table, """{"location":"eastus"}""");
        _arm.Make(
            _network + "/subnets/s", """{"properties":{"addressPrefix":"10.0.0.0/24","routeTable":{"id":"@rt"}}}""".With("@rt", _table));
        _arm.Make(_network + "/subnets/s", """{"properties":{"addressPrefix":"10.0.0.0/24","routeTable":null}}""");
        Assert.False(_arm.Read(_network + "/subnets/s")["properties"]!.AsObject().ContainsKey("routeTable"));
        Assert.False(_arm.Read(_table)["properties"]!.AsObject().ContainsKey("subnets"));
    }

    [Fact]
    public void References_to_missing_resources_or_other_regions_are_refused()
    {
        _arm.Make(_table, """{"location":"westus"}""");
        foreach (var target in (string[])[_table, _table + "x"])
        {
            var answer = _arm.Put(
                _network + "/subnets/s",
                """{"properties":{"addressPrefix":"10.0.0.0/24","routeTable":{"id":"@rt"}}}""".With("@rt", target));
            Assert.Equal("InvalidResourceReference", answer.Code);
            Assert.Equal(
                $"Resource {target} referenced by resource {_network}/subnets/s was not found. Please make sure that the referenced "
                    + "resource exists, and that both resources are in the same region.",
                answer.Message);
        }

        Assert.Equal(
            "LinkedInvalidPropertyId",
            _arm.Put(_network + "/subnets/s", """{"properties":{"addressPrefix":"10.0.0.0/24","routeTable":{"id":"rt"}}}""").Code);
    }

    [Theory]
    [InlineData("10.1.0.0/24", "NetcfgSubnetRangeOutsideVnet")]
    [InlineData("10.0.0.128/25", "NetcfgSubnetRangesOverlap")]
    [InlineData("10.0.0.0/8", "NetcfgSubnetRangeOutsideVnet")]
    [InlineData("10.0.1.1/24", "InvalidCIDRNotation")]
    [InlineData("ten", "InvalidAddressPrefixFormat")]
    [InlineData("", "InvalidAddressPrefixFormat")]
    public void Subnets_must_be_in_the_address_space_and_not_overlap(string prefix, string code)
    {
        var answer = _arm.Put(_network + "/subnets/t", """{"properties":{"addressPrefix":"@p"}}""".With("@p", prefix));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(code, answer.Code);
        Assert.Equal("NotFound", _arm.Get(_network + "/subnets/t").Code);
    }

    [Fact]
    public void An_overlap_has_Azures_text()
    {
        Assert.Equal(
            "Subnet 't' is not valid because its IP address range overlaps with that of an existing subnet in virtual network 'v'.",
            _arm.Put(_network + "/subnets/t", """{"properties":{"addressPrefix":"10.0.0.0/25"}}""").Message);
        Assert.Equal("Subnet 't' is not valid because its IP address range is outside the IP address range of virtual network 'v'.",
            _arm.Put(_network + "/subnets/t", """{"properties":{"addressPrefix":"11.0.0.0/25"}}""").Message);
    }

    [Fact]
    public void Writes_of_one_network_are_serialized()
    {
        var first = _arm.Put(_network + "/subnets/t", """{"properties":{"addressPrefix":"10.0.1.0/24"}}""");
        Assert.Equal(HttpStatusCode.Created, first.Status);
        foreach (var second in (SimulatedArm.Answer[])
            [
                _arm.Put(_network + "/subnets/u", """{"properties":{"addressPrefix":"10.0.2.0/24"}}"""),
                _arm.Put(_network, """{"location":"eastus","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]}}}"""),
                _arm.Send("DELETE", _network + "/subnets/s"),
                _arm.Send("DELETE", _network),
            ])
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, second.Status);
            Assert.Equal("AnotherOperationInProgress", second.Code);
            Assert.StartsWith(
                "Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: "
                    + first.Headers["Azure-AsyncOperation"].Split('?')[0],
                second.Message,
                StringComparison.Ordinal);
            Assert.Equal("10", second.Headers["Retry-After"]);
        }

        _arm.Clock.Advance(10);
        Assert.Equal(
            HttpStatusCode.Created, _arm.Put(_network + "/subnets/u", """{"properties":{"addressPrefix":"10.0.2.0/24"}}""").Status);
    }

    [Fact]
    public void A_put_without_subnets_keeps_them_and_an_empty_list_removes_them()
    {
        _arm.Make(_network, """{"location":"eastus","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]}}}""");
        Assert.Single(_arm.Read(_network)["properties"]!["subnets"]!.AsArray());
        _arm.Make(_network, """{"location":"eastus","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":[]}}""");
        Assert.Empty(_arm.Read(_network)["properties"]!["subnets"]!.AsArray());
    }

    [Fact]
    public void A_firewalls_subnet_keeps_its_range_and_cannot_be_deleted()
    {
        var address = SimulatedArm.NetworkId("rg", "publicIPAddresses", "ip");
        _arm.Make(address, """{"location":"eastus","sku":{"name":"Standard"},"properties":{"publicIPAllocationMethod":"Static"}}""");
        _arm.Make(_network + "/subnets/AzureFirewallSubnet", """{"properties":{"addressPrefix":"10.0.9.0/26"}}""");
        var firewall = SimulatedArm.NetworkId("rg", "azureFirewalls", "fw");
        var made = _arm.Make(
            firewall,
            ("""{"location":"eastus","properties":{"ipConfigurations":[{"name":"c","properties":{"subnet":{"id":"@s"},"publicIPAddress":"""
                + """{"id":"@ip"}}}]}}""")
                .With("@s", _network + "/subnets/AzureFirewallSubnet").With("@ip", address));
        Assert.Equal("10.0.9.4", (string?)made["properties"]!["ipConfigurations"]![0]!["properties"]!["privateIPAddress"]);
        var holder = firewall + "/azureFirewallIpConfigurations/c";
        Assert.Equal(holder, (string?)_arm.Read(address)["properties"]!["ipConfiguration"]!["id"]);
        Assert.Equal(holder, (string?)_arm.Read(_network + "/subnets/AzureFirewallSubnet")["properties"]!["ipConfigurations"]![0]!["id"]);

        var refused = _arm.Send("DELETE", _network + "/subnets/AzureFirewallSubnet");
        Assert.Equal("InUseSubnetCannotBeDeleted", refused.Code);
        Assert.Equal(
            $"Subnet AzureFirewallSubnet is in use by {holder} and cannot be deleted. In order to delete the subnet, delete all the "
                + "resources within the subnet. See aka.ms/deletesubnet.",
            refused.Message);
        Assert.Equal("InUseSubnetCannotBeDeleted", _arm.Send("DELETE", _network).Code);
        Assert.Equal(
            "InUseSubnetCannotBeDeleted",
            _arm.Put(
                _network, """{"location":"eastus","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":[]}}""").Code);
        Assert.Equal(
            "InUsePrefixCannotBeDeleted",
            _arm.Put(_network + "/subnets/AzureFirewallSubnet", """{"properties":{"addressPrefix":"10.0.10.0/26"}}""").Code);
        Assert.Equal("PublicIPAddressCannotBeDeleted", _arm.Send("DELETE", address).Code);

        _arm.Delete(firewall);
        _arm.Delete(_network + "/subnets/AzureFirewallSubnet");
        _arm.Delete(address);
        Assert.Equal(HttpStatusCode.NotFound, _arm.Get(address).Status);
    }

    [Fact]
    public void The_firewalls_subnet_refuses_a_route_table_with_another_default_route()
    {
        _arm.Make(
            _table,
            """{"location":"eastus","properties":{"routes":[{"name":"d","properties":"""
                + """{"addressPrefix":"0.0.0.0/0","nextHopType":"VirtualAppliance","nextHopIpAddress":"10.0.0.9"}}]}}""");
        Assert.Equal("AzureFirewallSubnetRouteTableMustHaveDefaultRouteToInternet",
            _arm.Put(
                _network + "/subnets/AzureFirewallSubnet",
                """{"properties":{"addressPrefix":"10.0.9.0/26","routeTable":{"id":"@rt"}}}""".With("@rt", _table)).Code);
    }

    [Fact]
    public void Etags_change_with_every_change_and_If_Match_is_checked()
    {
        var subnet = _network + "/subnets/s";
        var etag = (string)_arm.Read(subnet)["etag"]!;
        Assert.StartsWith("W/\"", etag, StringComparison.Ordinal);
        Assert.Equal(etag, _arm.Get(subnet).Headers["ETag"]);
        _arm.Make(subnet, """{"properties":{"addressPrefix":"10.0.0.0/24","unknown":1}}""");

        var stale = _arm.Put(subnet, """{"properties":{"addressPrefix":"10.0.0.0/24"}}""", ifMatch: etag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Equal("PreconditionFailed", stale.Code);
        Assert.Equal(1, (int)_arm.Read(subnet)["properties"]!["unknown"]!);

        var fresh = (string)_arm.Read(subnet)["etag"]!;
        Assert.NotEqual(etag, fresh);
        Assert.Equal(HttpStatusCode.OK, _arm.Put(subnet, """{"properties":{"addressPrefix":"10.0.0.0/24"}}""", ifMatch: fresh).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, _arm.Send("PUT", _network, """{"location":"eastus"}""", ifNoneMatch: "*").Status);
    }

    [Fact]
    public void Tags_are_patched_without_an_operation()
    {
        var answer = _arm.Send("PATCH", _network, """{"tags":{"a":"1"}}""");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("1", (string?)_arm.Read(_network)["tags"]!["a"]);
        Assert.Single(_arm.Read(_network)["properties"]!["subnets"]!.AsArray());
    }

    [Fact]
    public void Peerings_are_children_too()
    {
        var peering = _arm.Make(
            _network + "/virtualNetworkPeerings/p",
            """{"properties":{"remoteVirtualNetwork":{"id":"@v"}}}""".With("@v", SimulatedArm.NetworkId("rg", "virtualNetworks", "w")));
        Assert.Equal("Initiated", (string?)peering["properties"]!["peeringState"]);
        Assert.Single(_arm.Read(_network)["properties"]!["virtualNetworkPeerings"]!.AsArray());
    }

    [Fact]
    public void A_missing_resource_has_Azures_text()
    {
        Assert.Equal($"Resource {_network}/subnets/none not found.", _arm.Get(_network + "/subnets/none").Message);
        var parent = _arm.Put(_network + "x/subnets/s", """{"properties":{"addressPrefix":"10.0.0.0/24"}}""");
        Assert.Equal(HttpStatusCode.NotFound, parent.Status);
        Assert.Equal("ParentResourceNotFound", parent.Code);
        Assert.Equal(
            "The Resource 'Microsoft.Network/virtualNetworks/none' under resource group 'rg' was not found. For more details please go to "
                + "https://aka.ms/ARMResourceNotFoundFix",
            _arm.Get(SimulatedArm.NetworkId("rg", "virtualNetworks", "none")).Message);
        Assert.Equal("Resource group 'none' could not be found.", _arm.Get(SimulatedArm.NetworkId("none", "virtualNetworks", "v")).Message);
        Assert.Equal(HttpStatusCode.NoContent, _arm.Send("DELETE", _network + "/subnets/none").Status);
        Assert.Equal(HttpStatusCode.NoContent, _arm.Send("DELETE", SimulatedArm.NetworkId("rg", "virtualNetworks", "none")).Status);
    }

    [Fact]
    public void Location_is_required_and_cannot_change()
    {
        Assert.Equal("LocationRequired", _arm.Put(SimulatedArm.NetworkId("rg", "virtualNetworks", "w"), """{"properties":{}}""").Code);
        var moved = _arm.Put(_network, """{"location":"West US","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]}}}""");
        Assert.Equal(HttpStatusCode.Conflict, moved.Status);
        Assert.Equal("InvalidResourceLocation", moved.Code);
    }

    [Fact]
    public void Deletion_has_Location_and_status_and_removes_the_resource()
    {
        var deleting = _arm.Send("DELETE", _network);
        Assert.Equal(HttpStatusCode.Accepted, deleting.Status);
        Assert.Contains("/operationResults/", deleting.Headers["Location"], StringComparison.Ordinal);
        Assert.Equal("Deleting", _arm.Get(_network).State);
        Assert.Equal(HttpStatusCode.Accepted, _arm.Get(deleting.Headers["Location"]).Status);
        Assert.Equal("10", _arm.Get(deleting.Headers["Azure-AsyncOperation"]).Headers["Retry-After"]);
        _arm.Clock.Advance(11);
        Assert.Equal("Succeeded", (string?)_arm.Get(deleting.Headers["Azure-AsyncOperation"]).Body!["status"]);
        Assert.Equal(HttpStatusCode.NoContent, _arm.Get(deleting.Headers["Location"]).Status);
        Assert.Equal(HttpStatusCode.NotFound, _arm.Get(_network).Status);
    }
}
