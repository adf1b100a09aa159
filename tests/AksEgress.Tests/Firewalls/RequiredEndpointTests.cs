using System.Management.Automation;
using System.Reflection;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Firewalls;
using AksEgress.Core.RequiredEndpoints;
using AksEgress.Core.Resources;
using AksEgress.Hosting;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.Firewalls;

/// <summary>The catalog of endpoints that AKS requires, for a cluster and as firewall rules.</summary>
public sealed class RequiredEndpointTests
{
    private readonly FakeGateway _arm = new();

    [Fact]
    public void The_catalogue_has_its_source_and_three_clouds()
    {
        Assert.Equal(
            ["AzureCloud", "AzureChinaCloud", "AzureUSGovernment"], EndpointCatalogue.All.Select(endpoint => endpoint.Cloud).Distinct());
        Assert.All(EndpointCatalogue.All, endpoint => Assert.Matches("^20\\d\\d-\\d\\d-\\d\\d$", endpoint.SourceDate));
        Assert.Equal("AzureKubernetesService", EndpointCatalogue.FqdnTag);
        Assert.Contains(
            EndpointCatalogue.Find("AzureChinaCloud", "chinaeast2", ["core"]),
            endpoint => endpoint.Destination == "*.hcp.chinaeast2.cx.prod.service.azk8s.cn");
        Assert.Equal(EndpointCatalogue.Find("AzureCloud", null, null), EndpointCatalogue.Find("Simulation", null, null));
    }

    [Fact]
    public void The_cmdlet_accepts_the_features_of_the_catalogue()
    {
        var type = Assembly.LoadFrom(Path.Combine(Path.GetDirectoryName(Engine.Manifest)!, "bin", "AksEgress.PowerShell.dll"))
            .GetType("AksEgress.PowerShell.Commands.GetAksEgressRequiredEndpointCommand", throwOnError: true)!;
        Assert.Equal(
            EndpointCatalogue.All.Select(endpoint => endpoint.Feature).Distinct().Order(StringComparer.Ordinal),
            type.GetProperty("Feature")!.GetCustomAttribute<ValidateSetAttribute>()!.ValidValues.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_clusters_endpoints_follow_from_its_region_pools_and_add_ons()
    {
        var endpoints = await ReadAsync(Cluster("""
            "agentPoolProfiles": [ { "name": "n", "osType": "Linux", "vmSize": "Standard_NC6s_v3" },
              { "name": "w", "osType": "Windows", "vmSize": "Standard_D4s_v5" } ],
            "addonProfiles": { "omsagent": { "enabled": true }, "azurepolicy": { "enabled": false } }
            """));
        Assert.Equal(
            ["azureMonitor", "core", "gpuNodePool", "windowsNodePool"],
            endpoints.Select(endpoint => endpoint.Feature).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(endpoints, endpoint => endpoint.Destination == "*.hcp.eastus.azmk8s.io");
        Assert.Contains(endpoints, endpoint => endpoint is { ServiceTag: "AzureCloud.eastus", Port: 9000, Condition: not null });
        Assert.Contains(endpoints, endpoint => endpoint is { Destination: "c.hcp.eastus.azmk8s.io", Port: 443, Kind: "network" });
        Assert.DoesNotContain(endpoints, endpoint => endpoint.Destination.Contains('<', StringComparison.Ordinal));
        Assert.DoesNotContain(endpoints, endpoint => endpoint.Port == 53);
    }

    [Fact]
    public async Task A_private_cluster_with_its_own_DNS_needs_different_endpoints()
    {
        _arm.Add(
            FakeGateway.Id(ResourceTypes.VirtualNetworks, "vnet"),
            """{ "location": "eastus", "properties": { "dhcpOptions": { "dnsServers": ["10.0.0.10", "10.0.0.11"] } } }""");
        var endpoints = await ReadAsync(Cluster($$"""
            "apiServerAccessProfile": { "enablePrivateCluster": true },
            "agentPoolProfiles": [ { "name": "n", "osType": "Linux",
              "vnetSubnetID": "{{FakeGateway.Id(ResourceTypes.Subnets, "vnet", "aks").Text}}" } ]
            """));
        Assert.Equal(["10.0.0.10", "10.0.0.11"], endpoints.Where(endpoint => endpoint.Port == 53).Select(endpoint => endpoint.Destination));
        Assert.DoesNotContain(endpoints, endpoint => endpoint.Condition?.StartsWith("public", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Rules_use_the_tag_or_name_every_endpoint()
    {
        var cluster = Cluster("""
            "agentPoolProfiles": [ { "name": "w", "osType": "Windows" }, { "name": "n", "osType": "Linux" } ]
            """);
        var endpoints = await ReadAsync(cluster);

        var tagged = RequiredRules.Make(cluster, endpoints, ["*"], false, "aks", null);
        Assert.Equal("AzureKubernetesService", Assert.Single(tagged.SelectMany(rule => rule.Rule.Texts("fqdnTags"))));
        Assert.DoesNotContain(tagged.SelectMany(rule => rule.Rule.Texts("targetFqdns")), fqdn => fqdn == "mcr.microsoft.com");
        Assert.Contains(tagged, rule => rule.Name == "c-windowsNodePool-https-443");
        Assert.DoesNotContain(tagged, rule => rule.Name is "c-core-udp-1194" or "c-core-tcp-9000");
        Assert.Equal(
            ["c-core-tcp-9000", "c-core-udp-1194"],
            RequiredRules.Make(cluster, endpoints, ["*"], false, "aks", null, includesTunnel: true)
                .Select(rule => rule.Name).Except(tagged.Select(rule => rule.Name)).Order(StringComparer.Ordinal));
        Assert.Contains(endpoints, endpoint => endpoint.Port == 123);
        Assert.DoesNotContain(tagged, rule => rule.Name.Contains("-123", StringComparison.Ordinal));

        var named = RequiredRules.Make(cluster, endpoints, ["10.0.0.0/24"], true, "aks", null);
        Assert.Empty(named.SelectMany(rule => rule.Rule.Texts("fqdnTags")));
        Assert.Contains("mcr.microsoft.com", named.SelectMany(rule => rule.Rule.Texts("targetFqdns")));
        Assert.DoesNotContain("acs-mirror.azureedge.net", named.SelectMany(rule => rule.Rule.Texts("targetFqdns")));
        Assert.All(named, rule => Assert.Equal(["10.0.0.0/24"], rule.Rule.Texts("sourceAddresses")));
        Assert.Equal(named.Count, named.Select(rule => (rule.Kind, rule.Name)).Distinct().Count());
    }

    [Theory]
    [InlineData(""" "addonProfiles": { "azureKeyvaultSecretsProvider": { "enabled": true } } """, true)]
    [InlineData(
        """ "serviceMeshProfile": { "istio": { "certificateAuthority": { "plugin": { "keyVaultId": "/vaults/v" } } } } """, true)]
    [InlineData(""" "serviceMeshProfile": { "istio": { } } """, false)]
    [InlineData(""" "ingressProfile": { "webAppRouting": { "enabled": true } } """, false)]
    [InlineData(""" "addonProfiles": { "ingressApplicationGateway": { "enabled": true } } """, false)]
    public async Task Vaults_are_required_by_their_provider_and_as_a_wildcard(string properties, bool required) =>
        Assert.Equal(
            required,
            (await ReadAsync(Cluster(properties))).Any(endpoint => endpoint is { Destination: "*.vault.azure.net", Level: "required" }));

    [Fact]
    public void Endpoints_that_no_current_cluster_needs_are_optional_in_every_cloud()
    {
        var optional = EndpointCatalogue.All.Where(endpoint => endpoint.Level == "optional").ToList();

        Assert.Equal(["TCP:9000", "UDP:1194"], optional
            .Where(endpoint => endpoint.IsTunnel)
            .Select(endpoint => $"{endpoint.Protocol}:{endpoint.Port}")
            .Distinct()
            .Order(StringComparer.Ordinal));
        Assert.Equal(6, optional.Count(endpoint => endpoint.IsTunnel));
        Assert.All(
            optional.Where(endpoint => !endpoint.IsTunnel),
            endpoint => Assert.Equal("acs-mirror.azureedge.net", endpoint.Destination));
        Assert.All(optional, endpoint => Assert.NotNull(endpoint.Condition));
    }

    [Theory]
    [InlineData("AzureCloud")]
    [InlineData("AzureChinaCloud")]
    [InlineData("AzureUSGovernment")]
    public void Every_endpoint_of_the_catalogue_can_be_expressed_as_a_rule(string cloud)
    {
        var endpoints = EndpointCatalogue.Find(cloud, "eastus", null).ToList();
        Assert.NotEmpty(RequiredRules.Make(Cluster("\"agentPoolProfiles\": []"), endpoints, ["*"], true, "aks", null));
    }

    private static Cluster Cluster(string properties) => new(ArmDocument.Parse($$"""
        { "id": "{{FakeGateway.Id(ResourceTypes.ManagedClusters, "c").Text}}", "name": "c", "location": "eastus",
          "properties": { "fqdn": "c.hcp.eastus.azmk8s.io", {{properties}} } }
        """));

    private Task<IReadOnlyList<RequiredEndpoint>> ReadAsync(Cluster cluster) =>
        ClusterEndpoints.ReadAsync(new ResourceStore(_arm), cluster, "AzureCloud", [], CancellationToken.None);
}
