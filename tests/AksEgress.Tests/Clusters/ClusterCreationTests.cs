using AksEgress.Core.Plans;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Preflight;
using AksEgress.Core.Provisioning;
using AksEgress.Core.Resources;
using AksEgress.Tests.OutboundTypes;

namespace AksEgress.Tests.Clusters;

public sealed class ClusterCreationTests
{
    [Fact]
    public void Only_specified_values_are_written()
    {
        var document = new ArmDocument([]);

        ClusterDocument.Apply(document, Id("my-aks"), new ClusterRequest(Targets.LoadBalancer));

        Assert.Equal(
            """{"identity":{"type":"SystemAssigned"},"properties":{"dnsPrefix":"my-aks-dns","agentPoolProfiles":["""
                + """{"name":"nodepool1","mode":"System","type":"VirtualMachineScaleSets","osType":"Linux","count":3}],"networkProfile":"""
                + """{"networkPlugin":"azure","loadBalancerSku":"standard","outboundType":"loadBalancer"}}}""",
            document.ToJson());
    }

    [Fact]
    public void All_specified_values_are_written()
    {
        var document = new ArmDocument([]);

        ClusterDocument.Apply(document, Id("aks"), new ClusterRequest(Targets.NatGateway(new(ManagedOutboundIpCount: 2)))
        {
            SubnetId = "/subnet",
            PodSubnetId = "/pods",
            IdentityId = "/identity",
            DnsPrefix = "mine",
            KubernetesVersion = "1.33",
            NetworkPlugin = "none",
            NetworkPluginMode = "overlay",
            ServiceCidr = "10.9.0.0/16",
            DnsServiceIp = "10.9.0.10",
            NodePoolName = "np",
            NodeCount = 7,
            NodeVmSize = "D8",
            PrivateCluster = true,
            AuthorizedIpRange = ["1.2.3.0/24"],
        });

        Assert.Equal(
            JsonNode.Parse("""
                {
                  "identity": { "type": "UserAssigned", "userAssignedIdentities": { "/identity": {} } },
                  "properties": {
                    "dnsPrefix": "mine", "kubernetesVersion": "1.33",
                    "agentPoolProfiles": [{
                      "name": "np", "mode": "System", "type": "VirtualMachineScaleSets", "osType": "Linux", "count": 7, "vmSize": "D8",
                      "vnetSubnetID": "/subnet", "podSubnetID": "/pods"
                    }],
                    "networkProfile": {
                      "networkPlugin": "none", "networkPluginMode": "overlay", "serviceCidr": "10.9.0.0/16", "dnsServiceIP": "10.9.0.10",
                      "loadBalancerSku": "standard", "outboundType": "managedNATGateway",
                      "natGatewayProfile": { "managedOutboundIPProfile": { "count": 2 } }
                    },
                    "apiServerAccessProfile": { "enablePrivateCluster": true, "authorizedIPRanges": ["1.2.3.0/24"] }
                  }
                }
                """)!.ToJsonString(),
            document.ToJson());
    }

    [Theory]
    [InlineData("aks", "aks-dns")]
    [InlineData("a_b.c(d)", "abcd-dns")]
    [InlineData("-x-", "x-dns")]
    [InlineData("___", "aks")]
    [InlineData("a12345678901234567890123456789012345678901234567890123456789", "a1234567890123456789012345678901234567890123456789-dns")]
    [InlineData("a123456789012345678901234567890123456789012345678--90", "a123456789012345678901234567890123456789012345678-dns")]
    public void The_DNS_prefix_is_valid_for_AKS(string name, string prefix)
    {
        var document = new ArmDocument([]);

        ClusterDocument.Apply(document, Id(name), new ClusterRequest(Targets.LoadBalancer));

        Assert.Equal(prefix, document.Root["properties"]!["dnsPrefix"]!.GetValue<string>());
        Assert.InRange(prefix.Length, 1, 54);
    }

    [Fact]
    public async Task The_preflight_checks_of_a_new_cluster_read_its_network_and_no_current_state()
    {
        var land = new Landscape();
        var request = new ClusterRequest(Targets.Routing) { SubnetId = land.Subnet("aks", land.Table("rt", hopType: null)) };

        var plan = await PlanAsync(land, request);

        var finding = Assert.Single(plan.Findings);
        Assert.Equal(nameof(FindingKinds.DefaultRouteMissing), finding.Id);
        Assert.Equal("eastus", plan.Location);
        var error = Assert.Throws<EgressException>(() => plan.RequireReady());
        Assert.Equal(nameof(EgressErrors.PreflightFailed), error.Id);
        Assert.Contains("'new' isn't ready for userDefinedRouting", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OutboundTypeNames.UserAssignedNatGateway, false, nameof(FindingKinds.ByoNetworkRequired))]
    [InlineData(OutboundTypeNames.ManagedNatGateway, true, nameof(FindingKinds.ManagedNetworkRequired))]
    [InlineData(OutboundTypeNames.UserDefinedRouting, true, nameof(FindingKinds.RouteTableMissing))]
    [InlineData(OutboundTypeNames.UserAssignedNatGateway, true, nameof(FindingKinds.NatGatewayMissing))]
    [InlineData(OutboundTypeNames.None, false, nameof(FindingKinds.NetworkIsolationRequired))]
    [InlineData(OutboundTypeNames.LoadBalancer, true, null)]
    [InlineData(OutboundTypeNames.LoadBalancer, false, null)]
    [InlineData(OutboundTypeNames.ManagedNatGateway, false, null)]
    public async Task Each_outbound_type_has_its_requirements(string type, bool own, string? id)
    {
        var land = new Landscape();

        var target = type == OutboundTypeNames.ManagedNatGateway ? Targets.NatGateway(new(Sku: "StandardV2")) : new(type);
        var request = new ClusterRequest(target)
        {
            SubnetId = own ? land.Subnet("aks") : null,

            // none also requires that nodes reach the API server over the private network.
            PrivateCluster = type == OutboundTypeNames.None,
        };
        var plan = await PlanAsync(land, request);

        Assert.Equal(id is null ? [] : [id], plan.Findings.Select(finding => finding.Id));
    }

    [Fact]
    public async Task A_managed_NAT_gateway_requires_an_explicit_SKU()
    {
        var plan = await PlanAsync(new Landscape(), new ClusterRequest(Targets.Nat));

        var finding = Assert.Single(plan.Findings);
        Assert.Equal((nameof(FindingKinds.NatGatewaySkuNotSpecified), FindingSeverity.Error), (finding.Id, finding.Severity));
        Assert.Contains("-NatGatewaySku StandardV2", finding.Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_subnet_is_reported_for_every_type()
    {
        var plan = await PlanAsync(new Landscape(), new ClusterRequest(Targets.LoadBalancer)
        {
            SubnetId = Landscape.NetworkId("virtualNetworks", "gone") + "/subnets/aks"
        });

        Assert.Equal(nameof(FindingKinds.SubnetNotFound), Assert.Single(plan.Findings).Id);
    }

    [Fact]
    public async Task An_existing_cluster_or_a_missing_group_ends_the_plan()
    {
        var land = new Landscape();

        var exists = await Assert.ThrowsAsync<EgressException>(() => ClusterCreation.PlanAsync(
            new ResourceStore(land), new NewResource(land.Id), new ClusterRequest(Targets.LoadBalancer), CancellationToken.None));
        var noGroup = await Assert.ThrowsAsync<EgressException>(() => ClusterCreation.PlanAsync(
            new ResourceStore(land),
            new NewResource(ArmResourceId.Create(Landscape.Subscription, "none", ResourceTypes.ManagedClusters, "new")),
            new ClusterRequest(Targets.LoadBalancer),
            CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.ResourceExists), exists.Id);
        Assert.Equal(nameof(EgressErrors.ResourceGroupNotFound), noGroup.Id);
    }

    [Theory]
    [InlineData(OutboundTypeNames.LoadBalancer)]
    [InlineData(OutboundTypeNames.UserAssignedNatGateway)]
    [InlineData(OutboundTypeNames.UserDefinedRouting)]
    public async Task A_cluster_is_created_as_requested(string type)
    {
        using var lab = await EgressLab.NetworkAsync();

        // AKS refuses a new cluster that uses the load balancer in a subnet with a NAT gateway.
        lab.Attach(table: true, gateway: type != OutboundTypeNames.LoadBalancer);
        var plan = await ClusterCreation.PlanAsync(
            lab.Store,
            new NewResource(lab.Id) { Location = "East US", Tags = new Dictionary<string, string> { ["env"] = "lab" } },
            new ClusterRequest(new(type)) { SubnetId = EgressLab.NodeSubnet },
            CancellationToken.None);
        plan.RequireReady();

        var cluster = await plan.RunAsync(new PlanContext(await lab.ConnectAsync()), CancellationToken.None);

        Assert.Equal(
            (type, "eastus", "Succeeded", "lab"), (cluster.OutboundType, cluster.Location, cluster.ProvisioningState, cluster.Tags["env"]));
        Assert.Equal(VirtualNetworkMode.BringYourOwn, cluster.VirtualNetworkMode);
    }

    [Fact]
    public async Task A_creation_can_be_started_and_waited_for_later()
    {
        using var lab = await EgressLab.NetworkAsync();
        var plan = await ClusterCreation.PlanAsync(
            lab.Store, new NewResource(lab.Id), new ClusterRequest(Targets.LoadBalancer), CancellationToken.None);

        var operation = await plan.StartAsync(new PlanContext(await lab.ConnectAsync()), CancellationToken.None);

        Assert.Equal(("aks", "create", "InProgress", null), (operation!.Name, operation.Operation, operation.Status, operation.Record));
        var gateway = await lab.ConnectAsync();
        await gateway.WaitAsync(operation.Token, null, CancellationToken.None);
        Assert.Equal("Succeeded", (await new OperationReader(gateway).LookAsync(operation, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task Members_that_ARM_did_not_apply_are_named()
    {
        using var lab = await EgressLab.NetworkAsync();
        var plan = await ClusterCreation.PlanAsync(
            lab.Store, new NewResource(lab.Id), new ClusterRequest(Targets.LoadBalancer) { NodeCount = 5 }, CancellationToken.None);
        lab.Wire.Rewrite = exchange =>
            exchange.WritesCluster ? exchange.Body!.Replace("\"count\":5", "\"count\":4", StringComparison.Ordinal) : null;

        var error = await Assert.ThrowsAsync<EgressException>(async () =>
            await plan.RunAsync(new PlanContext(await lab.ConnectAsync()), CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.UpdateIncomplete), error.Id);
        Assert.Contains("properties.agentPoolProfiles", error.Message, StringComparison.Ordinal);
    }

    private static ArmResourceId Id(string name) => ArmResourceId.Create(Landscape.Subscription, "rg", ResourceTypes.ManagedClusters, name);

    private static Task<ClusterCreationPlan> PlanAsync(Landscape land, ClusterRequest request) =>
        ClusterCreation.PlanAsync(new ResourceStore(land), new NewResource(Id("new")), request, CancellationToken.None);
}
