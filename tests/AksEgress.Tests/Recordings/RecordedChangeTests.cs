using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Preflight;
using AksEgress.Lab.Contracts;
using AksEgress.Simulator;
using AksEgress.Tests.OutboundTypes;

namespace AksEgress.Tests.Recordings;

/// <summary>
/// Changes of clusters in the form of real ARM responses, including old API versions: the request contains what was read, except
/// for the egress members.
/// </summary>
public sealed class RecordedChangeTests
{
    private const string Networks = "/subscriptions/" + ArmSimulator.SubscriptionId + "/resourceGroups/own/providers/Microsoft.Network/";

    public static TheoryData<string, string> AsRecorded => Changes(VirtualNetworkMode.Managed);

    public static TheoryData<string, string> InAnOwnNetwork => Changes(VirtualNetworkMode.BringYourOwn);

    [Fact]
    public void The_recordings_contain_clusters_to_change()
    {
        Assert.True(RecordedClusters.All.Count >= 8, $"Only {RecordedClusters.All.Count} clusters.");
        Assert.Contains(
            RecordedClusters.All.Values,
            cluster => cluster["properties"]!["networkProfile"]!["outboundType"]!.ToString() == OutboundTypeNames.ManagedNatGateway);
    }

    [Theory]
    [MemberData(nameof(AsRecorded))]
    public Task A_recorded_cluster_keeps_everything_except_its_egress(string recorded, string to) =>
        ChangeAsync(RecordedClusters.All[recorded], to, []);

    // No recorded cluster specifies a subnet, so these copies of the documents are placed in one; nothing else is changed.
    [Theory]
    [MemberData(nameof(InAnOwnNetwork))]
    public Task A_recorded_cluster_in_a_BYO_network_keeps_everything_except_its_egress(string recorded, string to)
    {
        var cluster = RecordedClusters.All[recorded].DeepClone().AsObject();
        foreach (var pool in cluster["properties"]!["agentPoolProfiles"]!.AsArray())
        {
            pool!["vnetSubnetID"] = Networks + "virtualNetworks/vnet/subnets/aks";
        }

        return ChangeAsync(cluster, to, Network(cluster["location"]!.ToString()));
    }

    [Fact]
    public void Every_recorded_document_is_written_as_it_was_read()
    {
        foreach (var (where, body) in RecordedClusters.Answers())
        {
            var text = body.ToJsonString();
            var again = JsonNode.Parse(ArmDocument.Parse(text).Copy().ToJson());

            Assert.True(Trees.Differences(body, again).Count == 0, where);
            Assert.Equal(Trees.Order(body), Trees.Order(again));
            Assert.Empty(DocumentComparison.Compare(body, again));
        }
    }

    [Fact]
    public void The_views_read_every_recorded_cluster()
    {
        // Each of these recordings starts with the name of its resource group.
        var group = ContractValues.Value("name", 1);
        foreach (var (where, document) in RecordedClusters.All)
        {
            var cluster = new Cluster(new ArmDocument(document));
            var old = where.Contains("msi", StringComparison.Ordinal);

            Assert.Equal(
                (document["name"]!.ToString(), group, "Succeeded", "Running", "Standard"),
                (cluster.Name, cluster.ResourceGroupName, cluster.ProvisioningState, cluster.PowerState, cluster.LoadBalancerSku));
            Assert.StartsWith($"MC_{group}_", cluster.NodeResourceGroup, StringComparison.Ordinal);
            Assert.Equal(
                where.Contains("nat_gateway", StringComparison.Ordinal)
                    ? OutboundTypeNames.ManagedNatGateway
                    : OutboundTypeNames.LoadBalancer,
                cluster.OutboundType);
            Assert.Equal(where.Contains("private", StringComparison.Ordinal), cluster.PrivateCluster);
            Assert.Matches(@"^1\.\d+\.\d+$", cluster.KubernetesVersion);
            Assert.Equal(old, document["properties"]!["currentKubernetesVersion"] is null);
            Assert.All(
                cluster.AgentPools,
                pool => Assert.Equal(("VirtualMachineScaleSets", "Linux", true), (pool.Type, pool.OsType, pool.Count > 0)));
            Assert.Equal(VirtualNetworkMode.Managed, cluster.VirtualNetworkMode);
            Assert.NotNull(cluster.Fqdn);
            Assert.Null(cluster.ETag);
        }
    }

    private static TheoryData<string, string> Changes(VirtualNetworkMode mode)
    {
        var data = new TheoryData<string, string>();
        foreach (var (where, document) in RecordedClusters.All)
        {
            var network = document["properties"]!["networkProfile"]!;
            var from = MigrationTable.TableName(network["outboundType"]!.ToString(), network["natGatewayProfile"]?["sku"]?.ToString());
            foreach (var path in MigrationTable.All().Where(path => path.From == from && path.VirtualNetworkMode == mode && path.Supported))
            {
                data.Add(where, path.To);
            }
        }

        return data;
    }

    private static async Task ChangeAsync(JsonObject recorded, string to, JsonArray around)
    {
        around.Add(recorded.DeepClone());
        foreach (var id in Effective(recorded))
        {
            around.Add(Ip(id, "20.0.0." + around.Count, recorded["location"]!.ToString()));
        }

        using var lab = await EgressLab.LoadAsync(around);

        // A new managed NAT gateway requires its SKU.
        var isNew = new Cluster(new ArmDocument(recorded)).OutboundType != OutboundTypeNames.ManagedNatGateway;
        var target = to == OutboundTypeNames.ManagedNatGatewayV2 || (to == OutboundTypeNames.ManagedNatGateway && isNew)
            ? Targets.NatGateway(new(Sku: "StandardV2"))
            : new OutboundTarget(to);
        var id2 = new ArmDocument(recorded).ResourceId();
        var read = lab.Read(id2.Text);
        Assert.All(Trees.Differences(recorded, read), path => Assert.Equal("eTag", path));
        var plan = await lab.Changer.PlanAsync(id2, target, CancellationToken.None);

        EgressException? refusal = null;
        OutboundTypeChange? change = null;
        try
        {
            change = await lab.Changer.RunAsync(plan, CancellationToken.None);
        }
        catch (EgressException e) when (e.Id == nameof(EgressErrors.ChangeRefused))
        {
            refusal = e;
        }

        // The request, whatever ARM answered.
        var sent = JsonNode.Parse(Assert.Single(lab.Wire.Writes).Body!);
        var differences = Trees.Differences(read, sent);
        Assert.Contains(
            "properties.networkProfile.outboundType",
            target.OutboundType == plan.From ? ["properties.networkProfile.outboundType"] : differences);
        Assert.Empty(Trees.NotEgress(differences));
        var names = Trees.Order(sent).ToHashSet();
        Assert.Equal(Trees.Order(read).Where(names.Contains), Trees.Order(sent).Where(Trees.Order(read).ToHashSet().Contains));

        // The pre-flight checks and the simulator share no code; where they agree, they confirm each other.
        if (!plan.Findings.Any(finding => finding.Id == nameof(FindingKinds.DisputedMigration)))
        {
            Assert.True(plan.Ready == refusal is null, $"{plan.Ready}: {string.Join("; ", plan.Findings)} / {refusal?.Message}");
        }

        if (change is not null)
        {
            Assert.Equal("ReadBack", change.Verified);
            Assert.NotEmpty(change.AddressesBefore);
            Assert.Equal(target.OutboundType, lab.Read(id2.Text)["properties"]!["networkProfile"]!["outboundType"]!.ToString());
        }
        else
        {
            Assert.Empty(Trees.Differences(read, lab.Read(id2.Text)));
        }
    }

    private static IEnumerable<string> Effective(JsonObject cluster) =>
        from profile in (string[])["loadBalancerProfile", "natGatewayProfile"]
        from item in cluster["properties"]!["networkProfile"]![profile]?["effectiveOutboundIPs"]?.AsArray() ?? []
        select item!["id"]!.ToString();

    private static JsonArray Network(string location) => new(
        Ip(Networks + "publicIPAddresses/nat-ip", "20.9.0.1", location),
        JsonNode.Parse(
            $$"""{ "id": "{{Networks}}natGateways/nat", "location": "{{location}}", "sku": { "name": "Standard" }, "properties": {"""
                + $$""" "publicIpAddresses": [ { "id": "{{Networks}}publicIPAddresses/nat-ip" } ] } }"""),
        JsonNode.Parse(
            $$"""{ "id": "{{Networks}}routeTables/rt", "location": "{{location}}", "properties": { "routes": [ { "id": "{{Networks}}"""
                + """routeTables/rt/routes/d", "name": "d", "properties": { "addressPrefix": "0.0.0.0/0","""
                + """ "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.1.2.4" } } ] } }"""),
        JsonNode.Parse($$"""
            { "id": "{{Networks}}virtualNetworks/vnet", "location": "{{location}}",
              "properties": { "addressSpace": { "addressPrefixes": ["10.1.0.0/16"] }, "subnets": [
              { "id": "{{Networks}}virtualNetworks/vnet/subnets/aks", "name": "aks",
                "properties": { "addressPrefix": "10.1.0.0/24", "routeTable": { "id": "{{Networks}}routeTables/rt" },
                "natGateway": { "id": "{{Networks}}natGateways/nat" } } } ] } }
            """));

    private static JsonNode Ip(string id, string address, string location) => JsonNode.Parse(
        $$"""{ "id": "{{id}}", "location": "{{location}}", "sku": { "name": "Standard" }, "properties": { "ipAddress": "{{address}}","""
            + """ "publicIPAllocationMethod": "Static", "provisioningState": "Succeeded" } }""")!;
}
