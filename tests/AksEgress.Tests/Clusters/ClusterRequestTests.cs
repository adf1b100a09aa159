using System.Collections;
using System.Net;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.NodePools;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight;
using AksEgress.Core.Provisioning;
using AksEgress.Core.Resources;
using AksEgress.Tests.OutboundTypes;

namespace AksEgress.Tests.Clusters;

public sealed class ClusterRequestTests
{
    private const string Secret = "a-s3cret-that-is-never-shown";

    [Fact]
    public void Pools_policies_and_the_cache_are_written_as_AKS_has_them()
    {
        var document = new ArmDocument([]);
        ClusterDocument.Apply(document, Id, new ClusterRequest(Targets.LoadBalancer)
        {
            SubnetId = "/nodes",
            PodSubnetId = "/pods",
            NetworkPolicy = "cilium",
            PodCidr = "10.244.0.0/16",
            BootstrapArtifactSource = "Cache",
            BootstrapContainerRegistryId = "/registry",
            NodePools =
            [
                new("user1") { MinCount = 1, MaxCount = 5, Zone = ["1", "2"] },
                new("win1")
                {
                    OsType = "windows",
                    OsSku = "Windows2022",
                    NodeCount = 2,
                    SubnetId = "/other",
                    DisableWindowsOutboundNat = true
                }
            ],
        });

        var properties = document.Root["properties"]!;
        Assert.Equal("""{"artifactSource":"Cache","containerRegistryId":"/registry"}""", properties["bootstrapProfile"]!.ToJsonString());
        Assert.Equal(
            ("cilium", "10.244.0.0/16"),
            ((string?)properties["networkProfile"]!["networkPolicy"], (string?)properties["networkProfile"]!["podCidr"]));
        Assert.Equal(
            """{"name":"user1","mode":"User","type":"VirtualMachineScaleSets","osType":"Linux","count":"""
                + """1,"vnetSubnetID":"/nodes","podSubnetID":"/pods","enableAutoScaling":true,"minCount":1,"maxCount":"""
                + """5,"availabilityZones":["1","2"]}""",
            properties["agentPoolProfiles"]![1]!.ToJsonString());
        Assert.Equal(
            """{"name":"win1","mode":"User","type":"VirtualMachineScaleSets","osType":"Windows","count":"""
                + """2,"osSKU":"Windows2022","vnetSubnetID":"/other","windowsProfile":{"disableOutboundNat":true}}""",
            properties["agentPoolProfiles"]![2]!.ToJsonString());
    }

    [Fact]
    public void A_pool_may_be_a_table()
    {
        var pool = new NodePoolRequest(new Hashtable
        {
            ["name"] = "win1",
            ["OsType"] = "Windows",
            ["NodeCount"] = "2",
            ["Zone"] = new object[] { 1, "2" },
            ["DisableWindowsOutboundNat"] = true
        });
        Assert.Equal(("win1", "Windows", 2, true), (pool.Name, pool.OsType, pool.NodeCount, pool.DisableWindowsOutboundNat));
        Assert.Equal(["1", "2"], pool.Zone);
        Assert.Equal("a", Assert.Single(new NodePoolRequest(new Hashtable { ["Name"] = "x", ["Zone"] = "a" }).Zone!));
    }

    [Fact]
    public void A_table_that_does_not_describe_a_pool_is_refused()
    {
        foreach (var table in new Hashtable[]
        {
            new() { ["NodeCount"] = 1 },
            new() { ["Name"] = "a", ["Nodecounts"] = 1 },
            new() { ["Name"] = "a", ["NodeCount"] = "many" }
        })
        {
            Assert.Equal(nameof(EgressErrors.InvalidNodePool), Assert.Throws<EgressException>(() => new NodePoolRequest(table)).Id);
        }
    }

    [Fact]
    public async Task A_service_principals_secret_is_sent_and_appears_nowhere_else()
    {
        using var lab = await EgressLab.NetworkAsync();
        var request = new ClusterRequest(Targets.LoadBalancer)
        {
            ServicePrincipal = new("22222222-2222-4222-8222-222222222222", new NetworkCredential("u", Secret).SecurePassword)
        };
        var plan = await ClusterCreation.PlanAsync(lab.Store, new NewResource(lab.Id), request, CancellationToken.None);
        Assert.DoesNotContain(Secret, plan.Creation.Document.ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, request.ToString(), StringComparison.Ordinal);
        string? sent = null;
        lab.Wire.Rewrite = exchange =>
        {
            sent = exchange.WritesCluster ? exchange.Body : sent;
            return null;
        };

        var cluster = await plan.RunAsync(new PlanContext(await lab.ConnectAsync()), CancellationToken.None);

        Assert.Contains(Secret, sent, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, cluster.ToJson(), StringComparison.Ordinal);
        Assert.Equal(
            "22222222-2222-4222-8222-222222222222", cluster.Document.Root.Text("properties", "servicePrincipalProfile", "clientId"));
        Assert.Null(cluster.Document.Root["identity"]);
    }

    [Fact]
    public async Task StartAsync_WithAServicePrincipal_KeepsTheSecretInNothing()
    {
        using var lab = await EgressLab.NetworkAsync();
        var request = new ClusterRequest(Targets.LoadBalancer)
        {
            ServicePrincipal = new("22222222-2222-4222-8222-222222222222", new NetworkCredential("u", Secret).SecurePassword)
        };
        var plan = await ClusterCreation.PlanAsync(lab.Store, new NewResource(lab.Id), request, CancellationToken.None);

        var operation = await plan.StartAsync(new PlanContext(await lab.ConnectAsync()), CancellationToken.None);

        Assert.DoesNotContain(Secret, operation!.Token, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, operation.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, plan.Creation.Document.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_does_not_contain_the_request_body()
    {
        using var lab = await EgressLab.NetworkAsync();
        var request = new ClusterRequest(Targets.LoadBalancer)
        {
            ServicePrincipal = new("11111111-2222-3333-4444-555555555555", new NetworkCredential("u", Secret).SecurePassword),
            KubernetesVersion = "1.33",
            NodePoolName = "TooLongAndWrong"
        };
        var plan = await ClusterCreation.PlanAsync(lab.Store, new NewResource(lab.Id), request, CancellationToken.None);
        var refused = await Assert.ThrowsAsync<ArmException>(async () =>
            await plan.RunAsync(new PlanContext(await lab.ConnectAsync()), CancellationToken.None));
        Assert.Null(refused.Request.Body);
        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_that_contradict_each_other_are_refused_before_ARM_is_asked()
    {
        var land = new Landscape();
        foreach (var request in new ClusterRequest[]
        {
            new(Targets.LoadBalancer)
            {
                IdentityId = "/x",
                ServicePrincipal = new("sp", new NetworkCredential("u", Secret).SecurePassword)
            },
            new(Targets.LoadBalancer) { BootstrapContainerRegistryId = "/registry" },
        })
        {
            var error = await Assert.ThrowsAsync<EgressException>(() => PlanAsync(land, request));
            Assert.Equal(nameof(EgressErrors.ContradictingParameters), error.Id);
        }
    }

    [Theory]
    [InlineData(OutboundTypeNames.None, "azure", "1.33", "Linux", null)]
    [InlineData(OutboundTypeNames.Block, "azure", "1.33", "Linux", null)]
    [InlineData(OutboundTypeNames.None, "kubenet", "1.33", "Linux", nameof(FindingKinds.NetworkIsolationExcludes))]
    [InlineData(OutboundTypeNames.Block, "azure", "1.29.4", "Linux", nameof(FindingKinds.NetworkIsolationExcludes))]
    public async Task Isolated_clusters_have_preconditions(string type, string plugin, string version, string os, string? id)
    {
        var plan = await PlanAsync(new Landscape(), new ClusterRequest(new(type))
        {
            NetworkPlugin = plugin,
            KubernetesVersion = version,
            BootstrapArtifactSource = "Cache",
            PrivateCluster = true,
            NodePools = [new("p1") { OsType = os }]
        });

        // That block is a preview is a note, whatever the cluster is.
        Assert.Equal(
            id is null ? [] : [id],
            plan.Findings.Select(finding => finding.Id).Where(found => found != nameof(FindingKinds.OutboundTypePreview)));
        Assert.Equal(
            type == OutboundTypeNames.Block,
            plan.Findings.Any(finding => finding.Id == nameof(FindingKinds.OutboundTypePreview)));
    }

    [Theory]
    [InlineData("kubenet", true, false, nameof(FindingKinds.SystemIdentityWithRouteTable))]
    [InlineData("kubenet", true, true, null)]
    [InlineData("kubenet", false, false, null)]
    [InlineData("azure", true, false, null)]
    public async Task Kubenet_with_a_BYO_route_table_needs_a_user_assigned_identity(string plugin, bool table, bool identity, string? id)
    {
        var land = new Landscape();
        var request = new ClusterRequest(Targets.LoadBalancer)
        {
            NetworkPlugin = plugin,
            SubnetId = land.Subnet("aks", table ? land.Table("rt") : null),
            IdentityId = identity ? "/identity" : null
        };
        var plan = await PlanAsync(land, request);
        Assert.Equal(
            id is null ? [] : [id],
            plan.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Id));
    }

    [Fact]
    public async Task Kubenet_with_userDefinedRouting_has_one_finding_about_the_identity()
    {
        var land = new Landscape();
        var request = new ClusterRequest(Targets.Routing) { NetworkPlugin = "kubenet", SubnetId = land.Subnet("aks", land.Table("rt")) };
        var plan = await PlanAsync(land, request);
        Assert.Equal(
            [nameof(FindingKinds.SystemIdentityWithRouteTable)],
            plan.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Id));
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("10.1.0.0/16", null, nameof(FindingKinds.ServiceRangeOverlaps))]
    [InlineData("10.1.0.128/25", null, nameof(FindingKinds.ServiceRangeOverlaps))]
    [InlineData("10.1.1.0/24", null, null)]
    [InlineData("10.9.0.0/24", "10.9.0.10", null)]
    [InlineData("10.9.0.0/24", "10.9.1.10", nameof(FindingKinds.DnsServiceIpOutside))]
    [InlineData(null, "10.9.1.10", nameof(FindingKinds.DnsServiceIpOutside))]
    public async Task The_Service_range_must_not_overlap_others(string? range, string? dns, string? id)
    {
        var land = new Landscape();
        var plan = await PlanAsync(
            land, new ClusterRequest(Targets.LoadBalancer) { SubnetId = land.Subnet("aks"), ServiceCidr = range, DnsServiceIp = dns });
        Assert.Equal(id is null ? [] : [id], plan.Findings.Select(finding => finding.Id));
    }

    [Theory]
    [InlineData("win", "Windows", "System", false, OutboundTypeNames.ManagedNatGateway, "azure", "1.33", "NodePoolNotPossible")]
    [InlineData("toolong", "Windows", "User", false, OutboundTypeNames.ManagedNatGateway, "azure", "1.33", "InvalidNodePool")]
    [InlineData("toolong", "Linux", "User", false, OutboundTypeNames.ManagedNatGateway, "azure", "1.33", null)]
    [InlineData("win1", "Windows", "User", true, OutboundTypeNames.ManagedNatGateway, "azure", "1.33", null)]
    [InlineData("win1", "Windows", "User", true, OutboundTypeNames.LoadBalancer, "azure", "1.33", "NodePoolNotPossible")]
    [InlineData("win1", "Windows", "User", false, OutboundTypeNames.LoadBalancer, "azure", "1.33", null)]
    [InlineData("win1", "Windows", "User", true, OutboundTypeNames.ManagedNatGateway, "azure", "1.25.6", "NodePoolNotPossible")]
    [InlineData("win1", "Windows", "User", false, OutboundTypeNames.LoadBalancer, "kubenet", "1.33", "NodePoolNotPossible")]
    [InlineData("win1", "Windows", "User", false, OutboundTypeNames.None, "azure", "1.33", "NodePoolNotPossible")]
    [InlineData("lin1", "Linux", "User", true, OutboundTypeNames.ManagedNatGateway, "azure", "1.33", "NodePoolNotPossible")]
    [InlineData("nodepool1", "Linux", "User", false, OutboundTypeNames.LoadBalancer, "azure", "1.33", "ResourceExists")]
    [InlineData("1a", "Linux", "User", false, OutboundTypeNames.LoadBalancer, "azure", "1.33", "InvalidNodePool")]
    [InlineData("a", "Solaris", "User", false, OutboundTypeNames.LoadBalancer, "azure", "1.33", "InvalidNodePool")]
    public async Task A_pool_that_AKS_would_refuse_is_refused_before_any_request(
        string name, string os, string mode, bool noNat, string type, string plugin, string version, string? expected)
    {
        var request = new ClusterRequest(new(type))
        {
            NetworkPlugin = plugin,
            KubernetesVersion = version,
            BootstrapArtifactSource = "Cache",
            NodePools = [new(name) { OsType = os, Mode = mode, DisableWindowsOutboundNat = noNat }],
        };
        var error = await Record.ExceptionAsync(() => PlanAsync(new Landscape(), request));
        Assert.Equal(expected, (error as EgressException)?.Id);
    }

    [Theory]
    [InlineData(null, 3, 2)]
    [InlineData(1, null, 2)]
    [InlineData(3, 5, 2)]
    [InlineData(1, 3, 4)]
    public async Task An_autoscaler_needs_minimum_and_maximum(int? least, int? most, int count)
    {
        var valid = least is null && most == 3;
        var error = await Record.ExceptionAsync(() =>
            PlanAsync(new Landscape(), new ClusterRequest(Targets.LoadBalancer)
            {
                NodePools = [new("a") { MinCount = least, MaxCount = most, NodeCount = count }]
            }));
        Assert.Equal(valid ? null : "InvalidNodePool", (error as EgressException)?.Id);
    }

    private static ArmResourceId Id { get; } = ArmResourceId.Create(Landscape.Subscription, "rg", ResourceTypes.ManagedClusters, "new");

    private static Task<ClusterCreationPlan> PlanAsync(Landscape land, ClusterRequest request) =>
        ClusterCreation.PlanAsync(new ResourceStore(land), new NewResource(Id), request, CancellationToken.None);
}
