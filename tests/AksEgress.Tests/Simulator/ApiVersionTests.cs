using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

/// <summary>Older api-versions return what existed in their time; unknown ones are refused as ARM does.</summary>
public sealed class ApiVersionTests : IDisposable
{
    private const string Old = "2020-09-01";

    private readonly SimulatedArm _arm = new(new() { SampleWorld = true });

    public void Dispose() => _arm.Dispose();

    [Theory]
    [InlineData("2020-09-01", "nodeLabels", "eTag,osSKU,enableFIPS,kubeletDiskType,currentOrchestratorVersion")]
    [InlineData("2020-07-01", "nodeLabels,vmSize", "powerState,osDiskType,eTag,osSKU")]
    [InlineData("2021-05-01", "osSKU,enableFIPS,kubeletDiskType,powerState,osDiskType", "eTag,currentOrchestratorVersion,scaleDownMode")]
    [InlineData("2022-03-01", "osSKU,enableFIPS", "eTag,currentOrchestratorVersion")]
    [InlineData("2022-03-02-preview", "currentOrchestratorVersion", "eTag")]
    [InlineData("2023-10-02-preview", "osSKU,enableFIPS,currentOrchestratorVersion", "eTag")]
    [InlineData("2026-06-01", "eTag,osSKU,enableFIPS,currentOrchestratorVersion", "nodeLabels")]
    public void A_pool_has_the_members_of_its_api_version(string version, string has, string lacks)
    {
        MakeCluster(SimulatedArm.Aks);
        var pool = _arm.Read(Cluster, version)["properties"]!["agentPoolProfiles"]![0]!.AsObject();
        Assert.All(has.Split(','), member => Assert.True(pool.ContainsKey(member), member));
        Assert.All(lacks.Split(','), member => Assert.False(pool.ContainsKey(member), member));

        var child = _arm.Read(Cluster + "/agentPools/nodepool1", version)["properties"]!.AsObject();
        Assert.Equal(
            pool.Select(static member => member.Key).Where(static name => name != "name"), child.Select(static member => member.Key));
        Assert.Equal(child.ToJsonString(), _arm.Read(Cluster + "/agentPools", version)["value"]![0]!["properties"]!.ToJsonString());
    }

    [Theory]
    [InlineData(
        "2020-09-01",
        "",
        "azurePortalFQDN,currentKubernetesVersion,storageProfile,oidcIssuerProfile,supportPlan,bootstrapProfile,disableLocalAccounts,"
            + "autoUpgradeProfile")]
    [InlineData("2020-07-01", "dnsPrefix,fqdn", "powerState,azurePortalFQDN,currentKubernetesVersion")]
    [InlineData(
        "2022-01-01",
        "powerState,azurePortalFQDN,disableLocalAccounts",
        "currentKubernetesVersion,storageProfile,supportPlan,bootstrapProfile,autoUpgradeProfile")]
    [InlineData("2022-01-02-preview", "currentKubernetesVersion,oidcIssuerProfile", "storageProfile,workloadAutoScalerProfile")]
    [InlineData("2022-04-01", "currentKubernetesVersion,storageProfile", "oidcIssuerProfile,workloadAutoScalerProfile")]
    [InlineData(
        "2023-10-02-preview",
        "storageProfile,oidcIssuerProfile,supportPlan",
        "bootstrapProfile,autoUpgradeProfile,nodeProvisioningProfile")]
    [InlineData(
        "2026-06-01", "storageProfile,supportPlan,bootstrapProfile,autoUpgradeProfile,nodeProvisioningProfile", "enablePodSecurityPolicy")]
    public void A_cluster_has_the_members_of_its_api_version(string version, string has, string lacks)
    {
        MakeCluster(version);
        var properties = _arm.Read(Cluster, version)["properties"]!.AsObject();
        Assert.All(has.Split(',', StringSplitOptions.RemoveEmptyEntries), member => Assert.True(properties.ContainsKey(member), member));
        Assert.All(lacks.Split(','), member => Assert.False(properties.ContainsKey(member), member));

        var listed = _arm.Read(
            SimulatedArm.Group("old") + "/providers/Microsoft.ContainerService/managedClusters",
            version)["value"]![0]!["properties"]!.AsObject();
        Assert.Equal(properties.ToJsonString(), listed.ToJsonString());
    }

    [Fact]
    public void A_new_client_sees_all_members_of_a_cluster_that_an_old_one_created()
    {
        MakeCluster(Old);
        var cluster = _arm.Read(Cluster);
        Assert.Equal("Base", (string?)cluster["sku"]!["name"]);
        Assert.Equal("Basic", (string?)_arm.Read(Cluster, Old)["sku"]!["name"]);
        Assert.NotNull(cluster["eTag"]);
        Assert.Equal("Direct", (string?)cluster["properties"]!["bootstrapProfile"]!["artifactSource"]);
        Assert.Equal("nodeIPConfiguration", (string?)cluster["properties"]!["networkProfile"]!["loadBalancerProfile"]!["backendPoolType"]);
    }

    [Fact]
    public void An_old_client_does_not_remove_unknown_members()
    {
        MakeCluster(SimulatedArm.Aks);
        var cluster = _arm.Read(Cluster);
        cluster["properties"]!["securityProfile"] = new JsonObject { ["workloadIdentity"] = new JsonObject { ["enabled"] = true } };
        cluster["properties"]!["networkProfile"]!["loadBalancerProfile"]!["backendPoolType"] = "nodeIP";
        _arm.Make(Cluster, cluster.ToJsonString());

        var seen = _arm.Read(Cluster, Old);
        Assert.Null(seen["properties"]!["securityProfile"]);
        seen["tags"] = new JsonObject { ["by"] = "an old client" };
        _arm.Make(Cluster, seen.ToJsonString(), Old);

        var after = _arm.Read(Cluster);
        Assert.Equal("an old client", (string?)after["tags"]!["by"]);
        Assert.True((bool)after["properties"]!["securityProfile"]!["workloadIdentity"]!["enabled"]!);
        Assert.Equal("nodeIP", (string?)after["properties"]!["networkProfile"]!["loadBalancerProfile"]!["backendPoolType"]);
    }

    [Fact]
    public void A_put_without_changes_completes_immediately()
    {
        var table = SimulatedArm.NetworkId("old", "routeTables", "rt");
        const string body = """{"location":"eastus","properties":{"routes":[{"name":"d","properties":"""
            + """{"addressPrefix":"0.0.0.0/0","nextHopType":"Internet"}}]}}""";
        _arm.MakeGroup("old");
        var made = _arm.Make(table, body);

        var again = _arm.Put(table, body);
        Assert.Equal((HttpStatusCode.OK, "Succeeded", (string?)made["etag"]), (again.Status, again.State, (string?)again.Body!["etag"]));
        Assert.Equal("Succeeded", (string?)_arm.Read(again.Headers["Azure-AsyncOperation"])["status"]);
        Assert.Equal(made.ToJsonString(), _arm.Read(table).ToJsonString());

        var route = _arm.Put(table + "/routes/d", """{"properties":{"addressPrefix":"0.0.0.0/0","nextHopType":"Internet"}}""");
        Assert.Equal((HttpStatusCode.OK, "Succeeded"), (route.Status, route.State));
        Assert.Equal("Updating", _arm.Put(table, body.Replace("Internet", "None", StringComparison.Ordinal)).State);
    }

    [Theory]
    [InlineData("1999-01-01")]
    [InlineData("2020-05-15")]
    [InlineData("2099-01-01")]
    [InlineData("2026-06-01-preview")]
    [InlineData("latest")]
    public void An_unknown_api_version_finds_no_provider(string version)
    {
        MakeCluster(SimulatedArm.Aks);
        var answer = _arm.Get(Cluster, version);
        Assert.Equal((HttpStatusCode.BadRequest, "NoRegisteredProviderFound"), (answer.Status, answer.Code));
        Assert.StartsWith(
            $"No registered resource provider found for location 'westeurope' and API version '{version}' for type 'managedClusters'. The "
                + "supported api-versions are '2017-08-31, ",
            answer.Message,
            StringComparison.Ordinal);
        Assert.Contains(
            ", 2026-06-01, 2026-06-02-preview'. The supported locations are 'eastus, ", answer.Message, StringComparison.Ordinal);

        var put = _arm.Put(SimulatedArm.NetworkId("old", "routeTables", "rt"), """{"location":"East US 2"}""", version);
        Assert.StartsWith(
            $"No registered resource provider found for location 'eastus2' and API version '{version}' for type 'routeTables'.",
            put.Message,
            StringComparison.Ordinal);
        Assert.Contains("location 'westeurope'", _arm.Send("POST", Cluster + "/abort", version: version).Message, StringComparison.Ordinal);
        Assert.Contains(
            "location 'northeurope'",
            _arm.Get(
                SimulatedArm.Subscription + "/providers/Microsoft.ContainerService/locations/northeurope/operations/" + Guid.NewGuid(),
                version).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_with_an_unknown_api_version_finds_no_type()
    {
        var answer = _arm.Get(SimulatedArm.Subscription + "/providers/Microsoft.Network/virtualNetworks", "2099-01-01");
        Assert.Equal((HttpStatusCode.NotFound, "InvalidResourceType"), (answer.Status, answer.Code));
        Assert.StartsWith(
            "The resource type 'virtualNetworks' could not be found in the namespace 'Microsoft.Network' for api version '2099-01-01'. The "
                + "supported api-versions are '2014-12-01-preview,2015-05-01-preview,",
            answer.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Microsoft.Network", "2020-03-01")]
    [InlineData("Microsoft.Network", "2023-09-01")]
    [InlineData("Microsoft.Network", "2024-07-01")]
    [InlineData("Microsoft.Network", "2025-05-01")]
    [InlineData("Microsoft.ContainerService", "2020-01-01")]
    [InlineData("Microsoft.ContainerService", "2022-08-03-preview")]
    [InlineData("Microsoft.ContainerService", "2023-04-02-preview")]
    [InlineData("Microsoft.ContainerService", "2025-10-01")]
    [InlineData("Microsoft.ContainerService", "2026-05-02-preview")]
    public void Versions_from_2020_on_are_known(string provider, string version)
    {
        var type = provider == "Microsoft.Network" ? "virtualNetworks" : "managedClusters";
        Assert.Equal(HttpStatusCode.OK, _arm.Get($"{SimulatedArm.Subscription}/providers/{provider}/{type}", version).Status);
        var document = _arm
            .Read($"{SimulatedArm.Subscription}/providers/{provider}")["resourceTypes"]!
            .AsArray()
            .Single(item => (string?)item!["resourceType"] == type)!;
        Assert.Contains(version, document["apiVersions"]!.AsArray().Select(static item => (string?)item));
    }

    [Theory]
    [InlineData("/subscriptions")]
    [InlineData("/tenants")]
    [InlineData(SimulatedArm.Subscription)]
    [InlineData(SimulatedArm.Subscription + "/locations")]
    [InlineData(SimulatedArm.Subscription + "/resources")]
    [InlineData(SimulatedArm.Subscription + "/providers/Microsoft.Network")]
    [InlineData(SimulatedArm.Subscription + "/resourceGroups")]
    [InlineData(SimulatedArm.Subscription + "/resourceGroups/contoso-rg")]
    [InlineData(SimulatedArm.Subscription + "/resourceGroups/contoso-rg/resources")]
    public void ARMs_own_types_have_their_own_list_of_versions(string path)
    {
        foreach (var version in (string[])["2026-06-02", "2022-09-02", "2019-11-15", "latest", "2022-09-01-preview"])
        {
            var answer = _arm.Get(path, version);
            Assert.Equal((HttpStatusCode.BadRequest, "InvalidApiVersionParameter"), (answer.Status, answer.Code));
            Assert.StartsWith(
                $"The api-version '{version}' is invalid. The supported versions are "
                    + "'2026-06-01,2025-04-01,2025-03-01,2024-10-01-preview,2024-11-01,",
                answer.Message,
                StringComparison.Ordinal);
            Assert.EndsWith(",2014-02-26,2014-04'.", answer.Message, StringComparison.Ordinal);
        }

        Assert.All(
            (string[])["2026-06-01", "2022-12-01", "2020-10-01", "2018-05-01"],
            version => Assert.Equal(HttpStatusCode.OK, _arm.Get(path, version).Status));
    }

    [Theory]
    [InlineData("POST", SimulatedArm.Subscription + "/providers/Microsoft.Network/register")]
    [InlineData("PUT", SimulatedArm.Subscription + "/resourceGroups/new")]
    [InlineData("GET", SimulatedArm.Subscription + "/resourceGroups/contoso-rg/providers/Microsoft.Resources/deployments")]
    public void An_unknown_api_version_is_refused_for_any_request(string method, string path) =>
        Assert.Equal(
            "InvalidApiVersionParameter", _arm.Send(method, path, method == "PUT" ? """{"location":"eastus"}""" : null, "2026-05-31").Code);

    [Theory]
    [InlineData(
        "GET",
        "/providers/Microsoft.Authorization/roleAssignments",
        "roleAssignments",
        "Microsoft.Authorization",
        "2022-04-02",
        "2014-04-01-preview,2014-07-01-preview,",
        "2022-04-01")]
    [InlineData(
        "PUT",
        "/providers/Microsoft.Authorization/roleAssignments/11111111-1111-4111-8111-111111111111",
        "roleAssignments",
        "Microsoft.Authorization",
        "2020-10-01",
        "2014-04-01-preview,",
        "2015-07-01")]
    [InlineData(
        "GET",
        "/providers/Microsoft.Authorization/roleDefinitions",
        "roleDefinitions",
        "Microsoft.Authorization",
        "2020-10-01-preview",
        "2014-04-01-preview,",
        "2018-01-01-preview")]
    [InlineData(
        "GET", "/providers/Microsoft.Authorization/locks", "locks", "Microsoft.Authorization", "2022-04-01", "2015-01-01,", "2016-09-01")]
    [InlineData(
        "GET",
        "/providers/Microsoft.Features/features",
        "features",
        "Microsoft.Features",
        "2022-09-01",
        "2014-08-01-preview,2015-12-01,2021-07-01'",
        "2015-12-01")]
    [InlineData(
        "GET",
        "/providers/Microsoft.Features/providers/Microsoft.ContainerService/features",
        "providers/features",
        "Microsoft.Features",
        "x",
        "2014-08-01-preview,",
        "2021-07-01")]
    [InlineData("GET", "/providers/Microsoft.Compute/skus", "skus", "Microsoft.Compute", "2022-09-01", "2017-03-30,", "2019-04-01")]
    [InlineData(
        "GET",
        "/providers/Microsoft.ManagedIdentity/userAssignedIdentities",
        "userAssignedIdentities",
        "Microsoft.ManagedIdentity",
        "2022-09-01",
        "2015-08-31-preview,2018-11-30,",
        "2018-11-30")]
    public void An_unknown_api_version_of_a_type_without_a_location_finds_no_type(
        string method, string path, string type, string provider, string version, string list, string known)
    {
        var whole = SimulatedArm.Subscription + path;
        var answer = _arm.Send(method, whole, method == "PUT" ? "{}" : null, version);
        Assert.Equal((HttpStatusCode.NotFound, "InvalidResourceType"), (answer.Status, answer.Code));
        Assert.StartsWith(
            $"The resource type '{type}' could not be found in the namespace '{provider}' for api version '{version}'. The supported "
                + $"api-versions are '{list}",
            answer.Message,
            StringComparison.Ordinal);
        Assert.NotEqual("InvalidResourceType", _arm.Send(method, whole, method == "PUT" ? "{}" : null, known).Code);
    }

    [Fact]
    public void A_query_over_all_resources_has_its_versions_too()
    {
        var answer = _arm.Send("POST", "/providers/Microsoft.ResourceGraph/resources", """{"query":"Resources | take 1"}""", "2023-01-01");
        Assert.Equal((HttpStatusCode.NotFound, "InvalidResourceType"), (answer.Status, answer.Code));
        Assert.Equal(
            "The resource type 'resources' could not be found in the namespace 'Microsoft.ResourceGraph' for api version '2023-01-01'. "
            + "The supported api-versions are '2018-09-01-preview,2019-04-01,2021-03-01,2021-06-01-preview,2022-10-01,2024-04-01'.",
            answer.Message);
        Assert.Equal(
            HttpStatusCode.OK,
            _arm.Send("POST", "/providers/Microsoft.ResourceGraph/resources", """{"query":"Resources | take 1"}""", "2021-03-01").Status);
    }

    [Fact]
    public void An_identity_has_a_location_and_types_without_rules_accept_any_version()
    {
        var identity = SimulatedArm.Group("contoso-rg") + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/acting";
        var answer = _arm.Put(identity, """{"location":"West US 2"}""", "2024-12-01");
        Assert.Equal((HttpStatusCode.BadRequest, "NoRegisteredProviderFound"), (answer.Status, answer.Code));
        Assert.StartsWith(
            "No registered resource provider found for location 'westus2' and API version '2024-12-01' for type 'userAssignedIdentities'. "
                + "The supported api-versions are '2015-08-31-preview, 2018-11-30, ",
            answer.Message,
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, _arm.Put(identity, """{"location":"westus2"}""", "2024-11-30").Status);

        var kept = SimulatedArm.Group("contoso-rg") + "/providers/Microsoft.OperationalInsights/workspaces";
        Assert.Equal(HttpStatusCode.OK, _arm.Get(kept, "2022-10-01").Status);
        Assert.Equal("InvalidApiVersionParameter", _arm.Get(kept, "never").Code);
    }

    [Fact]
    public void The_provider_documents_list_the_accepted_versions()
    {
        string[] asked =
        [
            "Microsoft.Network", "Microsoft.ContainerService", "Microsoft.ManagedIdentity", "Microsoft.Authorization", "Microsoft.Features",
            "Microsoft.Compute"
        ];
        foreach (var provider in asked)
        {
            foreach (var type in _arm.Read($"{SimulatedArm.Subscription}/providers/{provider}")["resourceTypes"]!.AsArray())
            {
                var first = type!["apiVersions"]!
                    .AsArray()
                    .Select(static version => (string)version!)
                    .First(static version => !version.Contains("preview", StringComparison.Ordinal));
                var code = _arm.Get($"{SimulatedArm.Subscription}/providers/{provider}/{type["resourceType"]}", first).Code;
                Assert.False(
                    code is "InvalidResourceType" or "NoRegisteredProviderFound" or "InvalidApiVersionParameter",
                    $"{provider}/{type["resourceType"]} {first}: {code}");
            }
        }
    }

    private static string Cluster => SimulatedArm.ClusterId("old", "c");

    private void MakeCluster(string version)
    {
        _arm.MakeGroup("old", "westeurope");
        _arm.Make(
            Cluster,
            """{"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"dnsPrefix":"d","agentPoolProfiles":["""
                + """{"name":"nodepool1","mode":"System","count":1}],"networkProfile":{"networkPlugin":"kubenet"}}}""",
            version);
    }
}
