using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;
using AksEgress.Core.NatGateways;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight;
using AksEgress.Tests.Errors;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>Every kind of finding: the smallest configuration that causes it, and a similar one that doesn't.</summary>
public sealed class FindingTests
{
    private const string Appliance = "10.1.2.4";

    private static readonly Dictionary<string, (Func<Situation> Given, Func<Situation> Near)> s_cases = new()
    {
        [nameof(FindingKinds.UnsupportedMigration)] = (
            () => new(Nat("StandardV2"), Targets.LoadBalancer),
            () => new(Nat("Standard"), Targets.LoadBalancer)),
        [nameof(FindingKinds.DisputedMigration)] = (
            () => new(Nat("Standard"), Targets.LoadBalancer),
            () => new(Landscape.Managed(), Targets.Nat)),
        [nameof(FindingKinds.NoChangeRequired)] = (
            () => new(Landscape.Managed(), Targets.LoadBalancer),
            () => new(Landscape.Managed(), Targets.Balancer(new(IdleTimeoutInMinutes: 10)))),
        [nameof(FindingKinds.NatGatewaySkuNotSpecified)] = (
            () => new(Landscape.Managed(), Targets.Nat),
            () => new(Nat("Standard"), Targets.Nat)),
        [nameof(FindingKinds.LoadBalancerSkuNotStandard)] = (
            () => new(Landscape.Managed().With(p => p["networkProfile"]!["loadBalancerSku"] = "basic"), Targets.Nat),
            () => new(Landscape.Managed().With(p => p["networkProfile"]!["loadBalancerSku"] = "STANDARD"), Targets.Nat)),
        [nameof(FindingKinds.ScaleSetsRequired)] = (
            () => new(Landscape.Managed().Pool("old", more: """{ "type": "AvailabilitySet" }"""), Targets.Nat),
            () => new(Landscape.Managed().Pool("vms", more: """{ "type": "VirtualMachines" }"""), Targets.Nat)),
        [nameof(FindingKinds.OperationRunning)] = (
            () => new(Landscape.Managed().With(p => p["provisioningState"] = "Updating"), Targets.Nat),
            () => new(Landscape.Managed().Pool("p2", more: """{ "provisioningState": "Failed" }"""), Targets.Nat)),
        [nameof(FindingKinds.ClusterFailed)] = (
            () => new(Landscape.Managed().With(p => p["provisioningState"] = "Canceled"), Targets.Nat),
            () => new(Landscape.Managed().With(p => p["provisioningState"] = "Updating"), Targets.Nat)),
        [nameof(FindingKinds.ChangeUnfinished)] = (
            () => new(Landscape.Managed().With(p => p["provisioningState"] = "Failed"), Targets.LoadBalancer),
            () => new(Landscape.Managed().With(p => p["provisioningState"] = "Failed"), Targets.Nat)),
        [nameof(FindingKinds.ClusterStopped)] = (
            () => new(Landscape.Managed().With(p => p["powerState"]!["code"] = "Stopped"), Targets.Nat),
            () => new(Landscape.Managed(), Targets.Nat)),
        [nameof(FindingKinds.NodeAutoProvisioning)] = (
            () => new(AutoProvisioned(), Targets.Nat),
            () => new(AutoProvisioned(), Targets.Balancer(new(IdleTimeoutInMinutes: 10)))),
        [nameof(FindingKinds.ByoNetworkRequired)] = (
            () => new(Landscape.Managed(), Targets.Routing),
            () => new(Landscape.Own(table: land => land.Table("rt")), Targets.Routing)),
        [nameof(FindingKinds.ManagedNetworkRequired)] = (
            () => new(Landscape.Own(), Targets.Nat),
            () => new(Landscape.Managed(), Targets.Nat)),
        [nameof(FindingKinds.SubnetNotFound)] = (
            () => new(Landscape.Own().Pool("p2", Landscape.NetworkId("virtualNetworks", "vnet") + "/subnets/gone"), Targets.Routing),
            () => new(Landscape.Own(), Targets.Routing)),
        [nameof(FindingKinds.RouteTableMissing)] = (
            () => new(Landscape.Own(), Targets.Routing),
            () => new(Landscape.Own(), Targets.LoadBalancer)),
        [nameof(FindingKinds.DefaultRouteMissing)] = (
            () => new(Landscape.Own(table: land => land.Table("rt", hopType: null)), Targets.Routing),
            () => new(Landscape.Own(table: land => land.Table("rt")), Targets.Routing)),
        [nameof(FindingKinds.DefaultRouteNextHop)] = (
            () => new(Landscape.Own(table: land => land.Table("rt", "Internet")), Targets.Routing),
            () => new(Landscape.Own(table: land => land.Table("rt", "VirtualNetworkGateway")), Targets.Routing)),
        [nameof(FindingKinds.NextHopOutsideNetwork)] = (
            () => new(Landscape.Own(table: land => land.Table("rt", hop: "10.2.0.4")), Targets.Routing),
            () => new(Peered("10.2.0.0/24", "10.2.0.4"), Targets.Routing)),
        [nameof(FindingKinds.NextHopUnknown)] = (
            () => new(WithFirewall("10.1.2.5"), Targets.Routing),
            () => new(WithFirewall(Appliance), Targets.Routing)),
        [nameof(FindingKinds.RequiredEndpointBlocked)] = (
            () => new(WithRules("10.9.0.0/16", "*"), Targets.Routing),
            () => new(WithRules("*", "*"), Targets.Routing)),
        [nameof(FindingKinds.RequiredEndpointUnknown)] = (
            () => new(WithRules("*", "AzureCloud"), Targets.Routing),
            () => new(WithRules("*", "*"), Targets.Routing)),
        [nameof(FindingKinds.SplitDefaultRoute)] = (
            () => new(WithSplitRoutes(false), Targets.Routing),
            () => new(WithSplitRoutes(true), Targets.Routing)),
        [nameof(FindingKinds.NatGatewayMissing)] = (
            () => new(Landscape.Own(), Targets.OwnNat),
            () => new(Landscape.Own(gateway: land => land.Gateway("ngw")), Targets.OwnNat)),
        [nameof(FindingKinds.NatGatewayWithoutAddress)] = (
            () => new(Landscape.Own(gateway: land => land.Gateway("ngw")), Targets.OwnNat),
            () => new(Landscape.Own(gateway: land => land.Gateway("ngw", land.Prefix("range", "20.3.0.0/30"))), Targets.OwnNat)),
        [nameof(FindingKinds.RouteOverridesNatGateway)] = (
            () => new(OwnNat(land => land.Table("rt")), Targets.OwnNat),
            () => new(OwnNat(land => land.Table("rt", "Internet")), Targets.OwnNat)),
        [nameof(FindingKinds.AuthorizedRangesExcludeAddress)] = (
            () => new(Ranges(OwnNat(), "20.3.0.0/25"), Targets.OwnNat),
            () => new(Ranges(OwnNat(), "20.3.0.0/24"), Targets.OwnNat)),
        [nameof(FindingKinds.AuthorizedRangesUnknown)] = (
            () => new(Ranges(Landscape.Managed(), "20.3.0.0/25"), Targets.Nat),
            () => new(
                Ranges(Landscape.Managed(), "20.3.0.0/25").With(p => p["apiServerAccessProfile"]!["enablePrivateCluster"] = true),
                Targets.Nat)),
        [nameof(FindingKinds.RouteOverridesLoadBalancer)] = (
            () => new(Landscape.Own(OutboundTypeNames.UserDefinedRouting, table: land => land.Table("rt")), Targets.LoadBalancer),
            () => new(
                Landscape.Own(OutboundTypeNames.UserDefinedRouting, table: land => land.Table("rt", "Internet")), Targets.LoadBalancer)),
        [nameof(FindingKinds.NatGatewayOverridesLoadBalancer)] = (
            () => new(
                Landscape.Own(OutboundTypeNames.UserAssignedNatGateway, gateway: land => land.Gateway("ngw", land.Ip("ip", "20.3.0.1"))),
                Targets.LoadBalancer),
            () => new(Landscape.Own(OutboundTypeNames.UserAssignedNatGateway), Targets.LoadBalancer)),
        [nameof(FindingKinds.AuthorizedRangesAddressUnreadable)] = (
            () => new(Ranges(Closed(WithFirewall(Appliance), "/publicIPAddresses/fw-ip", 403), "20.3.0.0/25"), Targets.Routing),
            () => new(Ranges(WithFirewall(Appliance), "20.3.0.0/25"), Targets.Routing)),
        [nameof(FindingKinds.AuthorizedRangesLoadBalancerOnly)] = (
            () => new(Ranges(OwnNat(), "0.0.0.0/32"), Targets.OwnNat),
            () => new(Ranges(Landscape.Own(OutboundTypeNames.UserAssignedNatGateway), "0.0.0.0/32"), Targets.LoadBalancer)),
        [nameof(FindingKinds.AuthorizedRangesTooMany)] = (
            () => new(Many(200), Targets.OwnNat with { UpdateAuthorizedIpRange = true }),
            () => new(Many(199), Targets.OwnNat with { UpdateAuthorizedIpRange = true })),
        [nameof(FindingKinds.WindowsOutboundNatDisabled)] = (
            () => new(Windows(disabled: true), Targets.LoadBalancer),
            () => new(Windows(disabled: false), Targets.LoadBalancer)),
        [nameof(FindingKinds.NetworkIsolationRequired)] = (
            () => new(Landscape.Managed(), Targets.None),
            () =>
                new(Landscape.Managed().With(p => p["bootstrapProfile"] = new JsonObject { ["artifactSource"] = "Cache" }), Targets.None)),
        [nameof(FindingKinds.NetworkIsolationExcludes)] = (
            () => new(Isolated("kubenet"), Targets.None),
            () => new(Isolated("azure"), Targets.None)),
        [nameof(FindingKinds.NodePublicIpNotAllowed)] = (
            () => new(NodeIps(land => land.Table("rt")), Targets.Routing),
            () => new(NodeIps(), Targets.LoadBalancer)),
        [nameof(FindingKinds.NodePublicIpBypassesIsolation)] = (
            () => new(NodeIps(), Targets.None),
            () => new(Landscape.Own(), Targets.None)),
        [nameof(FindingKinds.PublicNetworkAccessDisabled)] = (
            () => new(
                Landscape.Own(table: land => land.Table("rt")).With(p => p["publicNetworkAccess"] = "disabled"), Targets.Routing),
            () => new(
                Landscape.Own(table: land => land.Table("rt")).With(p => p["publicNetworkAccess"] = "Enabled"), Targets.Routing)),
        [nameof(FindingKinds.NetworkIsolationApiServer)] = (
            () => new(Isolated("azure"), Targets.None),
            () => new(Isolated("azure").With(p =>
                p["apiServerAccessProfile"] = new JsonObject { ["enableVnetIntegration"] = true }), Targets.None)),
        [nameof(FindingKinds.NetworkIsolationReimageUnknown)] = (
            () => new(Isolated("azure"), Targets.None),
            () => new(Landscape.Managed(), Targets.None)),
        [nameof(FindingKinds.OutboundTypePreview)] = (
            () => new(Isolated("azure"), Targets.Block),
            () => new(Isolated("azure"), Targets.None)),
        [nameof(FindingKinds.StandardV2Recommended)] = (
            () => new(Landscape.Managed(), Targets.NatGateway(new(Sku: "Standard"))),
            () => new(Landscape.Managed(), Targets.NatGateway(new(Sku: "StandardV2")))),
        [nameof(FindingKinds.StandardV2NotInRegion)] = (
            () => new(In("centralindia"), Targets.NatGateway(new(Sku: "standardV2"))),
            () => new(In("centralindia"), Targets.NatGateway(new(Sku: "Standard")))),
        [nameof(FindingKinds.StandardV2AddressNotSupported)] = (
            () => Routed("Internet"),
            () => Routed("Microsoft")),
        [nameof(FindingKinds.HttpProxyConfigured)] = (
            () => new(Proxied(), Targets.Nat),
            () => new(Proxied(), Targets.Balancer(new(IdleTimeoutInMinutes: 10)))),
        [nameof(FindingKinds.AuthorizedRangesServiceTag)] = (
            () => new(Ranges(OwnNat(), "AzureCloud.eastus"), Targets.OwnNat),
            () => new(Ranges(OwnNat(), "20.3.0.0/25"), Targets.OwnNat)),
        [nameof(FindingKinds.NatGatewayIpOwnershipFixed)] = (
            () => WithOwn(Nat("StandardV2"), "StandardV2", ip => Targets.NatGateway(new(OutboundIp: [ip]))),
            () => WithOwn(Nat("Standard"), "StandardV2", ip => Targets.NatGateway(new(OutboundIp: [ip], Sku: "StandardV2")))),
        [nameof(FindingKinds.OutboundIpSku)] = (
            () => WithOwn(Landscape.Managed(), "StandardV2", ip => Targets.Balancer(new(OutboundIp: [ip]))),
            () => WithOwn(Landscape.Managed(), "Standard", ip => Targets.Balancer(new(OutboundIp: [ip])))),
        [nameof(FindingKinds.OutboundIpLocationDiffers)] = (
            () => Elsewhere("westus"),
            () => Elsewhere("EastUS")),
        [nameof(FindingKinds.ParameterNotApplicable)] = (
            () => new(Landscape.Managed(), Targets.Nat with { LoadBalancer = new(IdleTimeoutInMinutes: 10) }),
            () => new(Landscape.Managed(), Targets.NatGateway(new(IdleTimeoutInMinutes: 10)))),
        [nameof(FindingKinds.OutboundIpKindsExclusive)] = (
            () => Balancer(ip => new(ManagedOutboundIpCount: 2, OutboundIp: [ip])),
            () => Balancer(ip => new(OutboundIp: [ip]))),
        [nameof(FindingKinds.ValueOutOfRange)] = (
            () => new(Landscape.Managed(), Targets.NatGateway(new(IdleTimeoutInMinutes: 121))),
            () => new(Landscape.Managed(), Targets.NatGateway(new(IdleTimeoutInMinutes: 120)))),
        [nameof(FindingKinds.NatGatewaySkuRequired)] = (
            () => NatGateway(ip => new(OutboundIp: [ip], Sku: "Standard")),
            () => NatGateway(ip => new(OutboundIp: [ip], Sku: "StandardV2"))),
        [nameof(FindingKinds.NatGatewaySkuIrreversible)] = (
            () => new(Nat("StandardV2"), Targets.NatGateway(new(Sku: "Standard"))),
            () => new(Nat("StandardV2"), Targets.NatGateway(new(IdleTimeoutInMinutes: 10)))),
        [nameof(FindingKinds.OutboundIpNotFound)] = (
            () => new(Landscape.Managed(), Targets.Balancer(new(OutboundIp: [Landscape.NetworkId("publicIPAddresses", "gone")]))),
            () => Balancer(ip => new(OutboundIp: [ip]))),
        [nameof(FindingKinds.OutboundIpInUse)] = (
            () => Balancer(ip => new(OutboundIp: [ip]), usedBy: "/another/nic"),
            () => Balancer(ip => new(OutboundIp: [ip]))),
        [nameof(FindingKinds.OutboundPortsInsufficient)] = (
            () => new(Ports("""{ "maxSurge": "1" }"""), Targets.Balancer(new(AllocatedOutboundPorts: 8000))),
            () => new(Ports("""{ "maxSurge": "0" }"""), Targets.Balancer(new(AllocatedOutboundPorts: 8000)))),
        [nameof(FindingKinds.PublicServiceAsymmetricRouting)] = (
            () => new(Landscape.Own(table: land => land.Table("rt")).Service(isPublic: true), Targets.Routing),
            () => new(Landscape.Own(table: land => land.Table("rt")).Service(isPublic: false), Targets.Routing)),
        [nameof(FindingKinds.NodesNeedReimage)] = (
            () => new(Landscape.Managed(), Targets.Nat),
            () => new(Landscape.Managed(), Targets.Balancer(new(IdleTimeoutInMinutes: 10)))),
        [nameof(FindingKinds.ResourceNotReadable)] = (
            () => new(Closed(Landscape.Own(table: land => land.Table("rt")), "/routeTables/rt", 403), Targets.Routing),
            () => new(Landscape.Own(table: land => land.Table("rt")), Targets.Routing)),
        [nameof(FindingKinds.UserAssignedIdentityRequired)] = (
            () => new(Kubenet("SystemAssigned"), Targets.Routing),
            () => new(Kubenet("UserAssigned"), Targets.Routing)),
        [nameof(FindingKinds.KubenetRouteTable)] = (
            () => new(
                Landscape.Own(table: land => land.Table("rt")).With(p => p["networkProfile"]!["networkPlugin"] = "kubenet"),
                Targets.Routing),
            () => new(Landscape.Own(table: land => land.Table("rt")), Targets.Routing)),
    };

    private static Landscape NodeIps(Func<Landscape, string>? table = null)
    {
        var land = Landscape.Own(table: table);
        return land.Pool("public", more: """{ "enableNodePublicIP": true }""");
    }

    private static Landscape In(string region)
    {
        var land = Landscape.Managed();
        land.Cluster["location"] = region;
        return land;
    }

    private static Landscape Proxied() => Landscape.Managed().With(p =>
        p["httpProxyConfig"] = new JsonObject { ["httpsProxy"] = "https://user:secret@proxy.contoso.com:8443/" });

    private static Landscape WithRules(string source, string destination)
    {
        var land = Landscape.Own(table: land => land.Table("rt", hop: Appliance));
        land.FirewallIn(
            Landscape.NetworkId("virtualNetworks", "vnet"), Landscape.Subscription, "fw", Appliance, land.Ip("fw-ip", "20.4.0.1"));
        var rule = land.Document(Landscape.NetworkId("azureFirewalls", "fw"))["properties"]!["networkRuleCollections"]![0]!["properties"]!
            ["rules"]![0]!;
        rule["sourceAddresses"] = new JsonArray(source);
        rule["destinationAddresses"] = new JsonArray(destination);
        return land;
    }

    private static Landscape WithSplitRoutes(bool withDefault)
    {
        var land = WithFirewall(Appliance);
        var routes = land.Document(Landscape.NetworkId("routeTables", "rt"))["properties"]!["routes"]!.AsArray();
        foreach (var (half, prefix) in new[] { ("low", "0.0.0.0/1"), ("high", "128.0.0.0/1") })
        {
            var route = routes[0]!.DeepClone();
            route["name"] = half;
            route["properties"]!["addressPrefix"] = prefix;
            routes.Add(route);
        }

        if (!withDefault)
        {
            routes.RemoveAt(0);
        }

        return land;
    }

    private static Situation Routed(string preference)
    {
        var land = Landscape.Managed();
        var ip = land.Ip("mine", "20.9.9.9", sku: "StandardV2");
        land.Document(ip)["properties"]!["ipTags"] =
            new JsonArray(new JsonObject { ["ipTagType"] = "RoutingPreference", ["tag"] = preference });
        return new(land, Targets.NatGateway(new(OutboundIp: [ip], Sku: "standardV2")));
    }

    private static Landscape Isolated(string plugin) => Landscape.Managed().With(p =>
    {
        p["bootstrapProfile"] = new JsonObject { ["artifactSource"] = "Cache" };
        p["networkProfile"]!["networkPlugin"] = plugin;
    });

    private static Situation WithOwn(Landscape land, string sku, Func<string, OutboundTarget> target) =>
        new(land, target(land.Ip("mine", "20.9.9.9", sku: sku)));

    public static TheoryData<string> Ids => [.. s_cases.Keys];

    private static IEnumerable<string> All => Factory.Findings.Select(factory => factory.Id);

    [Fact]
    public void Every_finding_has_a_case_here()
    {
        // Only new clusters can have these: ClusterRequestTests and ClusterCmdletTests contain their cases.
        string[] ofNewOnes =
        [
            nameof(FindingKinds.SystemIdentityWithRouteTable), nameof(FindingKinds.ServiceRangeOverlaps),
            nameof(FindingKinds.DnsServiceIpOutside), nameof(FindingKinds.NetworkLocationDiffers), nameof(FindingKinds.IdentityNotFound),
            nameof(FindingKinds.IdentityWithoutAccess), nameof(FindingKinds.SubnetHasNatGateway),
        ];
        Assert.Equal(All.Except(ofNewOnes).Order(StringComparer.Ordinal), s_cases.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Each_finding_is_reported_exactly_where_it_applies(string id)
    {
        var (given, near) = s_cases[id];
        var kind = Factory.Findings.First(factory => factory.Id == id).Finding();

        var (land, target) = given();
        var found = (await land.CheckAsync(target)).Where(finding => finding.Id == id).ToList();
        var (nearLand, nearTarget) = near();
        var notFound = await nearLand.CheckAsync(nearTarget);

        Assert.NotEmpty(found);
        Assert.All(
            found, finding => Assert.Equal((kind.Severity, kind.Prevents, kind.Link), (finding.Severity, finding.Prevents, finding.Link)));
        Assert.DoesNotContain(
            found,
            finding => finding.Found.Contains('{', StringComparison.Ordinal) || finding.Next.Contains('{', StringComparison.Ordinal));
        Assert.DoesNotContain(notFound, finding => finding.Id == id);
    }

    [Theory]
    [InlineData("Unmanaged", true)]
    [InlineData("SecurityPatch", true)]
    [InlineData("NodeImage", false)]
    [InlineData("None", false)]
    public async Task Isolation_excludes_channels_that_need_package_servers(string channel, bool excluded)
    {
        var land = Isolated("azure").With(p => p["autoUpgradeProfile"] = new JsonObject { ["nodeOSUpgradeChannel"] = channel });

        var findings = await land.CheckAsync(Targets.None);

        Assert.Equal(excluded, findings.Any(finding =>
            finding.Id == nameof(FindingKinds.NetworkIsolationExcludes) && finding.Found.Contains(channel, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_API_server_of_an_isolated_cluster_is_a_warning_only_where_the_user_can_provide_a_path()
    {
        var managed = await Isolated("azure").CheckAsync(Targets.None);
        var own = await Landscape.Own().CheckAsync(Targets.None);

        Assert.Equal(
            [FindingSeverity.Error, FindingSeverity.Warning],
            managed.Concat(own).Where(finding => finding.Id == nameof(FindingKinds.NetworkIsolationApiServer))
                .Select(finding => finding.Severity));
    }

    [Fact]
    public async Task Ranges_do_not_concern_nodes_with_VNet_integration_but_their_number_does()
    {
        static Landscape Integrated(int count) => Many(count).With(p => p["apiServerAccessProfile"]!["enableVnetIntegration"] = true);

        Assert.DoesNotContain(
            await Integrated(1).CheckAsync(Targets.OwnNat),
            finding => finding.Id.StartsWith("AuthorizedRanges", StringComparison.Ordinal));
        Assert.DoesNotContain(
            await Integrated(200).CheckAsync(Targets.OwnNat with { UpdateAuthorizedIpRange = true }),
            finding => finding.Id == nameof(FindingKinds.AuthorizedRangesTooMany));
        Assert.Contains(
            await Integrated(2000).CheckAsync(Targets.OwnNat with { UpdateAuthorizedIpRange = true }),
            finding => finding.Id == nameof(FindingKinds.AuthorizedRangesTooMany));
    }

    [Fact]
    public async Task A_proxys_password_is_not_shown()
    {
        var finding = Assert.Single(
            await Proxied().CheckAsync(Targets.Nat), finding => finding.Id == nameof(FindingKinds.HttpProxyConfigured));

        Assert.Contains("https://proxy.contoso.com:8443", finding.Found, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", finding.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("block")]
    public async Task A_disputed_change_is_ready_with_a_warning_that_Azure_decides(string type)
    {
        var land = Nat("standardV2").With(p =>
        {
            p["bootstrapProfile"] = new JsonObject { ["artifactSource"] = "Cache" };
            p["apiServerAccessProfile"] = new JsonObject { ["enablePrivateCluster"] = true };
        });

        var plan = await land.PlanAsync(new OutboundTarget(type));

        var finding = Assert.Single(plan.Findings, finding => finding.Id == nameof(FindingKinds.DisputedMigration));
        Assert.True(plan.Ready);
        Assert.Equal((FindingSeverity.Warning, (string?)null), (finding.Severity, finding.Prevents));
        Assert.Contains("UpdatingOutboundTypeNotAllowed", finding.ArmCodeList);
        Assert.Contains("CHANGELOG.md", finding.Found, StringComparison.Ordinal);
        Assert.Contains("Azure decides", finding.Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_that_already_has_the_type_still_lists_its_findings()
    {
        var plan = await Landscape.Own(OutboundTypeNames.UserDefinedRouting).PlanAsync(Targets.Routing);

        Assert.False(plan.Ready);
        Assert.Contains(plan.Findings, finding => finding.Id == nameof(FindingKinds.RouteTableMissing));
        var note = Assert.Single(plan.Findings, finding => finding.Id == nameof(FindingKinds.NoChangeRequired));
        Assert.Contains("other findings", note.Next, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_finding_names_its_codes_and_the_first_is_the_one_that_it_prevents(string id)
    {
        var kind = Factory.Findings.First(factory => factory.Id == id).Finding();

        Assert.All(kind.ArmCodeList, code => Assert.Matches(@"\A[A-Z][A-Za-z]+\z", code));
        Assert.Equal(kind.ArmCodeList.Distinct(), kind.ArmCodeList);
        Assert.Equal(kind.Severity == FindingSeverity.Error ? kind.ArmCodeList.FirstOrDefault() : null, kind.Prevents);
    }

    [Theory]
    [InlineData(nameof(FindingKinds.RouteTableMissing), "SubnetMissingRouteTableAssociation")]
    [InlineData(nameof(FindingKinds.DefaultRouteMissing), "RouteTableMissingDefaultRouteError")]
    [InlineData(nameof(FindingKinds.NatGatewayMissing), "SubnetNotAssociatedWithNATGateway")]
    [InlineData(nameof(FindingKinds.NatGatewayWithoutAddress), "NATGatewayNotAssociatedWithPublicIPOrIPPrefix")]
    [InlineData(nameof(FindingKinds.NodePublicIpNotAllowed), "UDRWithNodePublicIPNotAllowed")]
    [InlineData(nameof(FindingKinds.OutboundIpInUse), "LoadBalancerProfileOutboundIPAttachedToAnotherIPConfiguration")]
    public void A_refusal_is_explained_by_the_finding_with_its_code_before_a_more_general_one(string id, string code)
    {
        var refusal = new ArmException(new ArmRequest("PUT", "/x", "1"), 400, "InvalidParameter", "no") { Subcode = code };
        Finding[] findings = [.. new[] { nameof(FindingKinds.ValueOutOfRange), id }.Select(name =>
            Factory.Findings.First(factory => factory.Id == name).Finding())];

        Assert.Equal(id, FindingCodes.Explaining(findings, refusal)?.Id);
        Assert.Equal(id, FindingCodes.Kind(refusal));
        Assert.Null(FindingCodes.Explaining([], refusal));
    }

    [Fact]
    public void A_general_or_unknown_code_explains_nothing_without_a_finding()
    {
        foreach (var code in (string[])["BadRequest", "InvalidParameter", "OperationNotAllowed", "SomethingNew"])
        {
            Assert.Null(FindingCodes.Kind(new ArmException(new ArmRequest("PUT", "/x", "1"), 400, code, "no")));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_finding_names_a_page_and_a_next_step(string id)
    {
        var kind = Factory.Findings.First(factory => factory.Id == id).Finding();

        Assert.True(Uri.TryCreate(kind.Link, UriKind.Absolute, out var link) && link.Scheme == "https");
        Assert.EndsWith(".", kind.Next, StringComparison.Ordinal);
    }

    private static Landscape Nat(string sku) =>
        Landscape.Managed(OutboundTypeNames.ManagedNatGateway).With(p => p["networkProfile"]!["natGatewayProfile"]!["sku"] = sku);

    private static Landscape AutoProvisioned() =>
        Landscape.Managed().With(p => p["nodeProvisioningProfile"] = new JsonObject { ["mode"] = "Auto" });

    private static Landscape Peered(string range, string hop)
    {
        var land = new Landscape();
        return land.Pool("np", land.Subnet("aks", land.Table("rt", hop: hop), peered: range));
    }

    private static Landscape WithFirewall(string hop)
    {
        var land = Landscape.Own(table: land => land.Table("rt", hop: hop));
        return land.Firewall("fw", Appliance, land.Ip("fw-ip", "20.4.0.1"));
    }

    private static Landscape OwnNat(Func<Landscape, string>? table = null) =>
        Landscape.Own(table: table, gateway: land => land.Gateway("ngw", land.Ip("ngw-ip", "20.3.0.200")));

    private static Landscape Ranges(Landscape land, string range) =>
        land.With(p => p["apiServerAccessProfile"] = new JsonObject { ["authorizedIPRanges"] = new JsonArray(range) });

    private static Landscape Many(int count) => OwnNat().With(p => p["apiServerAccessProfile"] = new JsonObject
    {
        ["authorizedIPRanges"] = new JsonArray([.. Enumerable.Range(0, count).Select(n => (JsonNode)$"8.8.{n}.0/24")]),
    });

    private static Landscape Windows(bool disabled) =>
        Landscape.Own(OutboundTypeNames.UserAssignedNatGateway)
            .Pool(
                "win",
                more: $$$"""{ "osType": "Windows", "windowsProfile": { "disableOutboundNat": {{{(disabled ? "true" : "false")}}} } }""");

    private static Landscape Ports(string upgrade) =>
        new Landscape().Pool("np", count: 8, more: $$"""{ "upgradeSettings": {{upgrade}} }""");

    private static Landscape Kubenet(string identity)
    {
        var land = Landscape.Own(table: land => land.Table("rt")).With(p => p["networkProfile"]!["networkPlugin"] = "kubenet");
        land.Cluster["identity"] = new JsonObject { ["type"] = identity };
        return land;
    }

    private static Landscape Closed(Landscape land, string part, int status)
    {
        land.Refusals[part] = status;
        return land;
    }

    private static Situation Balancer(Func<string, LoadBalancerOutbound> wanted, string? usedBy = null)
    {
        var land = Landscape.Managed();
        return new(land, Targets.Balancer(wanted(land.Ip("own", "20.5.0.1", usedBy: usedBy))));
    }

    private static Situation Elsewhere(string region)
    {
        var land = Landscape.Managed();
        var id = land.Ip("own", "20.5.0.1");
        land.Document(id)["location"] = region;
        return new(land, Targets.Balancer(new(OutboundIp: [id])));
    }

    private static Situation NatGateway(Func<string, NatGatewayOutbound> wanted)
    {
        var land = Landscape.Managed();
        return new(land, Targets.NatGateway(wanted(land.Ip("own", "20.5.0.1"))));
    }

    private sealed record Situation(Landscape Land, OutboundTarget Target);
}
