using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

public sealed class ClusterRuleTests : IDisposable
{
    private readonly ClusterWorld _world = new();

    public void Dispose() => _world.Dispose();

    private SimulatedArm.Answer Network(Action<JsonObject> change, string? version = null, string? cluster = null) =>
        _world.Change(properties => change(properties["networkProfile"]!.AsObject()), cluster, version);

    private static void Refused(SimulatedArm.Answer answer, string code)
    {
        Assert.True(answer.Code == code, answer.Body?.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);

        // AKS's error bodies are flat.
        Assert.False(answer.Body!.ContainsKey("error"));
        Assert.True(answer.Body.ContainsKey("details"));
        Assert.True(answer.Body.ContainsKey("subcode"));
    }

    [Fact]
    public void User_defined_routing_needs_a_table_with_a_route_to_an_appliance()
    {
        var missing = _world.Change(properties => ClusterWorld.SetType(properties, "userDefinedRouting"));
        Refused(missing, "ExistingRouteTableNotAssociatedWithSubnet");
        Assert.Equal(
            $"An existing route table has not been associated with subnet {ClusterWorld.Subnet}. Please update the route table association",
            missing.Message);

        _world.AttachTable("[]");
        Refused(
            _world.Change(properties => ClusterWorld.SetType(properties, "userDefinedRouting")),
            "ExistingRouteTableNotAssociatedWithSubnet");

        _world.AttachTable("""[{"name":"d","properties":{"addressPrefix":"0.0.0.0/0","nextHopType":"Internet"}}]""");
        var internet = _world.Change(properties => ClusterWorld.SetType(properties, "userDefinedRouting"));
        Refused(internet, "RouteTableInvalidNextHop");
        Assert.Equal(
            "Default route 0.0.0.0/0 has a next hop of Internet but only next hops of VirtualAppliance or VirtualNetworkGateway are "
                + "allowed. Please see http://aka.ms/aks/outboundtype for more details",
            internet.Message);

        _world.AttachTable();
        Assert.Equal(HttpStatusCode.OK, _world.Change(properties => ClusterWorld.SetType(properties, "userDefinedRouting")).Status);
    }

    [Fact]
    public void User_defined_routing_excludes_outbound_members_but_not_inbound_ones()
    {
        _world.AttachTable();
        var answer = Network(network => network["outboundType"] = "userDefinedRouting");
        Refused(answer, "InvalidUserDefinedRoutingWithLoadBalancerProfile");
        Assert.Equal(
            "UserDefinedRouting and load balancer profile are mutually exclusive. Please refer to http://aka.ms/aks/outboundtype for more "
                + "details",
            answer.Message);
        Assert.Equal("networkProfile.loadBalancerProfile", (string?)answer.Body!["target"]);
        var made = _world.Make(properties => ClusterWorld.SetType(properties, "userDefinedRouting"));
        Assert.Equal(
            """{"backendPoolType":"nodeIPConfiguration"}""", made["properties"]!["networkProfile"]!["loadBalancerProfile"]!.ToJsonString());
    }

    [Fact]
    public void A_user_assigned_gateway_must_be_on_every_node_subnet_and_have_an_address()
    {
        Refused(
            _world.Change(properties => ClusterWorld.SetType(properties, "userAssignedNATGateway")),
            "SubnetNotAssociatedWithNATGateway");
        _world.AttachGateway(address: false);
        Refused(
            _world.Change(properties => ClusterWorld.SetType(properties, "userAssignedNATGateway")),
            "NATGatewayNotAssociatedWithPublicIPOrIPPrefix");
        _world.AttachGateway();
        Assert.Equal(HttpStatusCode.OK, _world.Change(properties => ClusterWorld.SetType(properties, "userAssignedNATGateway")).Status);
    }

    [Fact]
    public void Managed_gateways_need_managed_networks_and_user_assigned_ones_BYO_networks()
    {
        var managed = _world.Change(properties => ClusterWorld.SetType(properties, "managedNATGateway"));
        Refused(managed, "InvalidParameter");
        Assert.Equal("ManagedNATGatewayWithCustomVNetNotAllowed", (string?)managed.Body!["subcode"]);
        Assert.Equal(
            "Outbound type is managedNATGateway but agent pool 'nodepool1' is using custom VNet, which is not allowed.", managed.Message);
        Assert.Equal("properties.vnetSubnetID", (string?)managed.Body["target"]);
        Refused(
            _world.Change(properties => ClusterWorld.SetType(properties, "userDefinedRouting"), ClusterWorld.Fabrikam),
            "UpdatingOutboundTypeNotAllowed");
        Refused(Create("""{"outboundType":"userDefinedRouting"}"""), "InvalidParameter");
        Refused(Create("""{"outboundType":"userAssignedNATGateway"}"""), "InvalidParameter");
    }

    [Theory]
    [InlineData("magic", "2026-06-01")]
    [InlineData("managedNATGatewayV2", "2026-06-01")]
    [InlineData("managedNATGatewayV2", "2026-06-02-preview")]
    [InlineData("managedNATGatewayV2", "2025-10-01")]
    public void Unknown_types_are_refused(string type, string version) =>
        Refused(Create("""{"outboundType":"@t"}""".With("@t", type), version), "InvalidParameter");

    [Fact]
    public void The_previews_of_early_2026_have_a_second_name() =>
        Assert.Equal(HttpStatusCode.Created, Create("""{"outboundType":"managedNATGatewayV2"}""", "2026-05-02-preview").Status);

    [Theory]
    [InlineData("loadBalancer", "block")]
    [InlineData("loadBalancer", "managedNATGateway")]
    [InlineData("userDefinedRouting", "managedNATGateway")]
    public void A_BYO_network_does_not_allow_every_change(string from, string to)
    {
        if (from == "userDefinedRouting")
        {
            _world.AttachTable();
            _world.Make(properties => ClusterWorld.SetType(properties, from));
        }

        Assert.Equal(HttpStatusCode.BadRequest, _world.Change(properties =>
        {
            ClusterWorld.SetType(properties, to);
            properties["bootstrapProfile"] = new JsonObject { ["artifactSource"] = "Cache" };
        }).Status);
    }

    [Fact]
    public void A_managed_gateway_cannot_change_to_a_load_balancer()
    {
        var answer = _world.Change(properties => ClusterWorld.SetType(properties, "loadBalancer"), ClusterWorld.Fabrikam);
        Refused(answer, "UpdatingOutboundTypeNotAllowed");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("block")]
    public void The_disputed_changes_of_a_StandardV2_gateway_are_refused_as_by_the_newer_page(string type)
    {
        _world.Make(properties => properties["networkProfile"]!["natGatewayProfile"]!["sku"] = "standardV2", ClusterWorld.Fabrikam);
        Refused(
            _world.Change(properties =>
            {
                ClusterWorld.SetType(properties, type);
                properties["bootstrapProfile"] = new JsonObject { ["artifactSource"] = "Cache" };
            }, ClusterWorld.Fabrikam),
            "UpdatingOutboundTypeNotAllowed");
    }

    [Fact]
    public void User_defined_routing_excludes_node_public_IPs_and_disabled_public_access()
    {
        _world.AttachTable();
        Refused(
            _world.Change(properties =>
            {
                ClusterWorld.SetType(properties, "userDefinedRouting");
                properties["agentPoolProfiles"]![0]!["enableNodePublicIP"] = true;
            }),
            "UDRWithNodePublicIPNotAllowed");
        var disabled = _world.Change(properties =>
        {
            ClusterWorld.SetType(properties, "userDefinedRouting");
            properties["publicNetworkAccess"] = "Disabled";
        });
        Refused(disabled, "BadRequest");
        Assert.Equal("UserDefinedRouting is not supported when Cluster has public network access set to Disabled.", disabled.Message);
        Assert.Equal(HttpStatusCode.OK, _world.Change(properties => ClusterWorld.SetType(properties, "userDefinedRouting")).Status);
    }

    [Fact]
    public void A_cluster_that_uses_the_load_balancer_cannot_be_created_on_a_subnet_with_a_NAT_gateway_but_updated()
    {
        _world.AttachGateway();
        var pool = """
            "agentPoolProfiles":[{"name":"nodepool1","count":1,"mode":"System","vmSize":"Standard_D2s_v5","vnetSubnetID":"@s"}],
            """.With("@s", ClusterWorld.Subnet);
        var body = """
            {"location":"eastus","identity":{"type":"SystemAssigned"},"properties":{"dnsPrefix":"x",@p
              "networkProfile":{"networkPlugin":"azure","serviceCidr":"172.16.0.0/16","dnsServiceIP":"172.16.0.10","outboundType":"@t"}}}
            """.With("@p", pool);
        var id = SimulatedArm.ClusterId(ClusterWorld.Contoso, "new-aks");

        Refused(_world.Arm.Put(id, body.With("@t", "loadBalancer")), "InvalidParameter");
        Assert.Equal(HttpStatusCode.OK, _world.Change(properties => properties["disableLocalAccounts"] = true).Status);
        Assert.Equal(HttpStatusCode.Created, _world.Arm.Put(id, body.With("@t", "userAssignedNATGateway")).Status);
    }

    [Fact]
    public void The_name_of_a_node_resource_group_is_never_truncated()
    {
        var group = new string('g', 60);
        _world.Arm.Make(SimulatedArm.Group(group), """{"location":"eastus"}""");
        var body = """
            {"location":"eastus","identity":{"type":"SystemAssigned"},"properties":{"dnsPrefix":"x",
              "agentPoolProfiles":[{"name":"nodepool1","count":1,"mode":"System","vmSize":"Standard_D2s_v5"}]}}
            """;

        // MC_ + 60 + _ + name + _eastus: 9 characters are the most that fit.
        Assert.Equal(HttpStatusCode.Created, _world.Arm.Put(SimulatedArm.ClusterId(group, "cluster-1"), body).Status);
        var answer = _world.Arm.Put(SimulatedArm.ClusterId(group, "cluster-10"), body);

        Refused(answer, "InvalidParameter");
        Assert.Equal("name", (string?)answer.Body!["target"]);
        Assert.Equal(
            "The length of the node resource group name is too long. The maximum length is 80 and the length of the value provided is 81. "
                + "Please see https://aka.ms/aks-naming-rules for more details.",
            answer.Message);
    }

    [Theory]
    [InlineData("""["AzureCloud"]""", true)]
    [InlineData("""["AzureCloud.eastus","20.20.20.20"]""", true)]
    [InlineData("""["AzureCloud","AzureFrontDoor.Backend"]""", false)]
    [InlineData("""["somewhere"]""", false)]
    public void One_service_tag_is_allowed_in_the_authorized_ranges(string ranges, bool accepted)
    {
        var answer = _world.Change(
            properties => properties["apiServerAccessProfile"] = new JsonObject { ["authorizedIPRanges"] = JsonNode.Parse(ranges) });
        Assert.Equal(accepted ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    public void Node_auto_provisioning_prevents_changes_of_the_type()
    {
        _world.AttachTable();
        Refused(_world.Change(properties =>
        {
            properties["nodeProvisioningProfile"] = new JsonObject { ["mode"] = "Auto" };
            ClusterWorld.SetType(properties, "userDefinedRouting");
        }), "UpdatingOutboundTypeNotAllowed");
    }

    [Fact]
    public void None_and_block_need_an_isolated_cluster()
    {
        Refused(_world.Change(properties => ClusterWorld.SetType(properties, "none"), ClusterWorld.Fabrikam), "InvalidParameter");
        _world.Make(properties =>
        {
            ClusterWorld.SetType(properties, "none");
            properties["bootstrapProfile"] = new JsonObject { ["artifactSource"] = "Cache" };
        }, ClusterWorld.Fabrikam);
        var blocked = _world.Make(properties => ClusterWorld.SetType(properties, "block"), ClusterWorld.Fabrikam);
        Assert.Equal("block", (string?)blocked["properties"]!["networkProfile"]!["outboundType"]);
    }

    [Fact]
    public void Exactly_one_kind_of_outbound_address()
    {
        var answer = Network(network =>
            network["loadBalancerProfile"]!["outboundIPs"] = new JsonObject { ["publicIPs"] = new JsonArray() });
        Refused(answer, "InvalidLoadBalancerProfile");
        Assert.Equal(
            "Load balancer profile must specify exactly one of ManagedOutboundIPs, OutboundIPPrefixes and OutboundIPs. Please refer to "
                + "http://aka.ms/slb.",
            answer.Message);
    }

    [Fact]
    public void Own_addresses_must_exist()
    {
        var answer = Network(network => network["loadBalancerProfile"] =
            JsonNode.Parse(
                """{"outboundIPs":{"publicIPs":[{"id":"@ip"}]}}""".With(
                    "@ip", SimulatedArm.NetworkId("contoso-rg", "publicIPAddresses", "none"))));
        Refused(answer, "InvalidLoadBalancerProfileOutboundIPs");
        Assert.Equal(
            "Error in validating load balancer profile outbound IPs, error details: LoadBalancerProfileOutboundIPNotExist", answer.Message);
        Assert.Equal("networkProfile.loadBalancerProfile.outboundIPs", (string?)answer.Body!["target"]);
    }

    [Theory]
    [InlineData("""{"managedOutboundIPs":{"count":0}}""")]
    [InlineData("""{"managedOutboundIPs":{"count":101}}""")]
    [InlineData("""{"managedOutboundIPs":{"count":1.5}}""")]
    [InlineData("""{"managedOutboundIPs":{"count":"2"}}""")]
    [InlineData("""{"managedOutboundIPs":{"count":1,"countIPv6":101}}""")]
    [InlineData("""{"managedOutboundIPs":{"count":1},"idleTimeoutInMinutes":3}""")]
    [InlineData("""{"managedOutboundIPs":{"count":1},"idleTimeoutInMinutes":121}""")]
    [InlineData("""{"managedOutboundIPs":{"count":1},"allocatedOutboundPorts":-8}""")]
    [InlineData("""{"managedOutboundIPs":{"count":1},"allocatedOutboundPorts":64008}""")]
    public void Numbers_of_the_load_balancer_profile_must_be_in_range(string profile) =>
        Refused(Network(network => network["loadBalancerProfile"] = JsonNode.Parse(profile)), "InvalidParameter");

    [Fact]
    public void Ports_must_be_sufficient_for_all_nodes()
    {
        var odd = Network(network => network["loadBalancerProfile"]!["allocatedOutboundPorts"] = 1001);
        Refused(odd, "InvalidLoadBalancerProfileAllocatedOutboundPorts");

        // nodepool1 scales to 6 (surge 1), win1 has 2 (surge 1): 10 nodes.
        var many = Network(network => network["loadBalancerProfile"]!["allocatedOutboundPorts"] = 8000);
        Refused(many, "InvalidLoadBalancerProfileAllocatedOutboundPorts");
        Assert.Equal(
            "Load balancer profile allocated ports 8000 is not in an allowable range given the number of nodes and IPs provisioned. Total "
                + "node count 10 requires 80000 ports but only 64000 ports are available given 1 outbound public IPs. Refer to "
                + "https://aka.ms/aks/slb-ports for more details.",
            many.Message);
        Assert.Equal(HttpStatusCode.OK, Network(network =>
        {
            network["loadBalancerProfile"]!["managedOutboundIPs"]!["count"] = 2;
            network["loadBalancerProfile"]!["allocatedOutboundPorts"] = 8000;
        }).Status);
    }

    [Theory]
    [InlineData("""{"managedOutboundIPProfile":{"count":0}}""")]
    [InlineData("""{"managedOutboundIPProfile":{"count":17}}""")]
    [InlineData("""{"managedOutboundIPProfile":{"count":1,"countIPv6":17}}""")]
    [InlineData("""{"idleTimeoutInMinutes":3}""")]
    [InlineData("""{"idleTimeoutInMinutes":121}""")]
    [InlineData("""{"sku":"Premium"}""")]
    [InlineData("""{"sku":"Standard","outboundIPs":{"publicIPs":["x"]}}""")]
    [InlineData("""{"sku":"StandardV2","managedOutboundIPProfile":{"count":1},"outboundIPs":{"publicIPs":["x"]}}""")]
    public void Numbers_of_the_gateway_profile_must_be_in_range(string profile) =>
        Refused(
            Network(network => network["natGatewayProfile"] = JsonNode.Parse(profile), cluster: ClusterWorld.Fabrikam), "InvalidParameter");

    [Fact]
    public void A_gateway_profile_requires_a_managed_gateway() =>
        Refused(
            Network(network => network["natGatewayProfile"] = JsonNode.Parse("""{"managedOutboundIPProfile":{"count":2}}""")),
            "InvalidParameter");

    [Fact]
    public void A_change_from_StandardV2_to_Standard_is_refused()
    {
        Refused(Create("""{"outboundType":"managedNATGateway","natGatewayProfile":{"sku":"Standard"}}"""), "UnsupportedOutboundType");
        Refused(
            Create("""{"outboundType":"managedNATGateway","natGatewayProfile":{"sku":"StandardV2"}}""", location: "westcentralus"),
            "UnsupportedOutboundType");
        var upgraded = _world.Make(
            properties => properties["networkProfile"]!["natGatewayProfile"]!["sku"] = "StandardV2", ClusterWorld.Fabrikam);
        Assert.Equal("StandardV2", (string?)upgraded["properties"]!["networkProfile"]!["natGatewayProfile"]!["sku"]);
        Refused(
            Network(network => network["natGatewayProfile"]!["sku"] = "Standard", cluster: ClusterWorld.Fabrikam),
            "UnsupportedOutboundType");
    }

    [Fact]
    public void Authorized_ranges_must_follow_their_rules()
    {
        SimulatedArm.Answer Set(params string[] ranges) => _world.Change(properties =>
            properties["apiServerAccessProfile"] = new JsonObject
            {
                ["authorizedIPRanges"] = new JsonArray([.. ranges.Select(static range => (JsonNode)range)])
            });
        Refused(Set("0.0.0.0/32", "20.1.2.3/32"), "InvalidParameter");
        Refused(Set([.. Enumerable.Range(0, 201).Select(static n => $"20.1.{n}.0/24")]), "InvalidParameter");
        Refused(Set("2001:db8::/32"), "InvalidParameter");
        Refused(Set("everywhere"), "InvalidParameter");
        Refused(_world.Change(properties => properties["apiServerAccessProfile"]!["enablePrivateCluster"] = true), "InvalidParameter");
        Assert.Equal(HttpStatusCode.OK, Set([.. Enumerable.Range(0, 200).Select(static n => $"20.1.{n}.0/24")]).Status);
    }

    [Fact]
    public void Immutable_members_cannot_change()
    {
        Refused(
            _world.Change(properties =>
                properties["agentPoolProfiles"]![0]!["vnetSubnetID"] = ClusterWorld.Subnet.With("/aks", "/AzureFirewallSubnet")),
            "PropertyChangeNotAllowed");
        Refused(
            _world.Change(properties => properties["agentPoolProfiles"]![0]!.AsObject().Remove("vnetSubnetID")),
            "PropertyChangeNotAllowed");
        Refused(Network(network => network["networkPlugin"] = "kubenet"), "PropertyChangeNotAllowed");
        Refused(Network(network => network["serviceCidr"] = "10.9.0.0/16"), "PropertyChangeNotAllowed");
        Refused(_world.Change(properties => properties["agentPoolProfiles"]!.AsArray().RemoveAt(1)), "BadRequest");
        var document = _world.Arm.Read(ClusterWorld.Cluster);
        document["location"] = "westus";
        Assert.Equal("InvalidResourceLocation", _world.Arm.Put(ClusterWorld.Cluster, document.ToJsonString()).Code);
    }

    [Fact]
    public void Node_subnets_must_exist()
    {
        var answer = Create("""{"outboundType":"loadBalancer"}""", subnet: ClusterWorld.Subnet + "x");
        Refused(answer, "SubnetNotFound");
        Assert.Equal(
            "Could not find subnet aksx in vnet contoso-vnet from resource group contoso-rg of subscription "
                + $"{AksEgress.Simulator.ArmSimulator.SubscriptionId}.",
            answer.Message);
        Refused(Create("""{"outboundType":"loadBalancer"}""", subnet: "nowhere"), "InvalidParameter");
    }

    [Fact]
    public void Other_outbound_types_require_a_Standard_load_balancer() =>
        Refused(Create("""{"outboundType":"managedNATGateway","loadBalancerSku":"basic"}"""), "InvalidParameter");

    [Fact]
    public void A_subnet_with_nodes_cannot_be_deleted()
    {
        var answer = _world.Arm.Send("DELETE", ClusterWorld.Subnet);
        Assert.Equal("InUseSubnetCannotBeDeleted", answer.Code);
    }

    private SimulatedArm.Answer Create(string network, string? version = null, string? subnet = null, string location = "eastus")
    {
        JsonObject pool = new() { ["name"] = "nodepool1", ["count"] = 1, ["mode"] = "System" };
        if (subnet is not null)
        {
            pool["vnetSubnetID"] = subnet;
        }

        JsonObject body = new()
        {
            ["location"] = location,
            ["identity"] = new JsonObject { ["type"] = "SystemAssigned" },
            ["properties"] = new JsonObject { ["agentPoolProfiles"] = new JsonArray(pool), ["networkProfile"] = JsonNode.Parse(network) },
        };
        return _world.Arm.Put(SimulatedArm.ClusterId("contoso-rg", "new"), body.ToJsonString(), version);
    }
}
