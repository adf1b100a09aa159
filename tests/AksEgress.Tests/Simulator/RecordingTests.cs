using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

/// <summary>Replays exchanges of real clients with real ARM: every status and every member that ARM answered has to come again, but for what is made anew each time.</summary>
public sealed class RecordingTests
{
    // GUIDs, addresses, versions and texts that depend on the day, the region or Azure's own infrastructure.
    private static readonly HashSet<string> s_volatile =
    [
        "etag", "resourceGuid", "ipAddress", "principalId", "tenantId", "clientId", "objectId", "fqdn", "azurePortalFQDN", "privateFQDN", "kubernetesVersion",
        "currentKubernetesVersion", "orchestratorVersion", "currentOrchestratorVersion", "nodeImageVersion", "startTime", "endTime", "addonProfiles", "privateLinkResources",
        "maxAgentPools", "diskCSIDriver", "autoUpgradeProfile", "nodeResourceGroupProfile", "enablePodSecurityPolicy", "nodeLabels", "workloadRuntime", "windowsProfile", "privateIPAddress", "values",
        "securityProfile",
    ];

    public static TheoryData<string> Names =>
    [
        "test_aks_abort", "test_aks_create_again_should_fail", "test_aks_create_and_update_with_managed_nat_gateway_outbound",
        "test_aks_create_private_cluster_then_update_msi", "test_aks_create_slb_vmss_with_outbound_ip_then_update_msi",
        "test_aks_nodepool_add_with_ossku_windows2022", "test_azure_firewall", "test_network_public_ip", "test_network_public_ip_sku",
        "test_network_route_table_operation", "test_network_subnet_set", "test_network_vnet_with_subnet_nsg", "test_azure_firewall_ip_config", "test_azure_firewall_rules",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_arm_answered_once_is_answered_again(string name)
    {
        if (Shared() is not { } shared || !File.Exists(Path.Combine(shared, "recordings", name + ".json")))
        {
            return;
        }

        JsonArray exchanges = JsonNode.Parse(File.ReadAllText(Path.Combine(shared, "recordings", name + ".json")))!["exchanges"]!.AsArray();
        using SimulatedArm arm = new();
        arm.Simulator.Load(Groups(exchanges).ToJsonString());
        Dictionary<string, string> operations = [];
        List<string> differences = [];
        foreach (JsonObject exchange in exchanges.Select(static exchange => exchange!.AsObject()))
        {
            string path = (string)exchange["path"]!;
            foreach ((string theirs, string ours) in operations)
            {
                path = path.Replace(theirs, ours, StringComparison.OrdinalIgnoreCase);
            }

            JsonNode? expected = exchange["response"];
            bool running = (string?)(expected as JsonObject)?["status"] == "InProgress"
                || (string?)expected?["properties"]?["provisioningState"] is "Creating" or "Updating" or "Scaling";
            if (!running)
            {
                arm.Clock.Advance(1000);
            }

            JsonNode? sent = exchange["request"]?.DeepClone();
            if (sent?["properties"] is JsonObject asked && arm.Get(path).Body?["properties"]?["kubernetesVersion"] is { } version)
            {
                // The recorded client repeats the version of its day.
                asked["kubernetesVersion"] = version.DeepClone();
            }

            SimulatedArm.Answer answer = arm.Send((string)exchange["method"]!, path, sent?.ToJsonString());
            string where = $"{exchange["method"]} {path}";
            if ((int)answer.Status != (int)exchange["status"]!)
            {
                differences.Add($"{where}: status {(int)answer.Status} instead of {exchange["status"]}: {answer.Body}");
                continue;
            }

            if (exchange["headers"]?["azure-asyncoperation"] is { } header && answer.Headers.TryGetValue("Azure-AsyncOperation", out string? own))
            {
                operations[Last((string)header!)] = Last(own);
            }

            if ((string?)exchange["method"] == "GET" && (string?)expected?["properties"]?["provisioningState"] == "Creating")
            {
                // What shows up in the middle of a creation depends on the moment.
                continue;
            }

            Compare(where, expected, answer.Body, differences);
        }

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences.Distinct().Take(40)));
    }

    internal static string? Shared()
    {
        if (Environment.GetEnvironmentVariable("AKSEGRESS_SHARED") is { Length: > 0 } named)
        {
            return named;
        }

        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AksEgress.slnx")))
        {
            folder = folder.Parent;
        }

        string? beside = folder?.Parent is null ? null : Path.Combine(folder.Parent.FullName, "shared");
        return Directory.Exists(beside) ? beside : null;
    }

    private static string Last(string uri)
    {
        string path = uri.Split('?')[0];
        return path[(path.LastIndexOf('/') + 1)..];
    }

    // The recordings begin where the group is there already.
    private static JsonArray Groups(JsonArray exchanges)
    {
        JsonArray groups = [];
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonObject exchange in exchanges.Select(static exchange => exchange!.AsObject()))
        {
            string[] parts = ((string)exchange["path"]!).Split('?')[0].Split('/');
            if (parts.Length > 4 && parts[3].Equals("resourceGroups", StringComparison.OrdinalIgnoreCase) && seen.Add(parts[4]))
            {
                JsonObject? recorded = exchanges.Select(static other => other!.AsObject())
                    .Where(other => parts[4] == (string?)other["response"]?["name"]).Select(static other => other["response"]!.AsObject()).FirstOrDefault(static other => (string?)other["type"] == "Microsoft.Resources/resourceGroups");
                groups.Add(recorded?.DeepClone() ?? new JsonObject
                {
                    ["id"] = string.Join('/', parts[..5]),
                    ["name"] = parts[4],
                    ["type"] = "Microsoft.Resources/resourceGroups",
                    ["location"] = (string?)exchange["request"]?["location"] ?? "westus",
                });
            }
        }

        return groups;
    }

    private static void Compare(string where, JsonNode? expected, JsonNode? actual, List<string> differences)
    {
        switch (expected)
        {
            case JsonObject members:
                if (actual is not JsonObject own)
                {
                    differences.Add($"{where}: {actual?.ToJsonString() ?? "nothing"} instead of an object");
                    return;
                }

                foreach ((string name, JsonNode? value) in members)
                {
                    if (s_volatile.Contains(name) || (name == "name" && members.ContainsKey("status")))
                    {
                        continue;
                    }

                    Compare($"{where} {name}", value, own[name], differences);
                }

                // Order counts for those members that both have.
                string[] theirs = [.. members.Select(static member => member.Key).Where(own.ContainsKey)];
                string[] ours = [.. own.Select(static member => member.Key).Where(members.ContainsKey)];
                if (!theirs.SequenceEqual(ours))
                {
                    differences.Add($"{where}: order {string.Join(',', ours)} instead of {string.Join(',', theirs)}");
                }

                return;
            case JsonArray items when where.EndsWith(" effectiveOutboundIPs", StringComparison.Ordinal) || where.EndsWith(" kubeconfigs", StringComparison.Ordinal):
                if (items.Count != (actual as JsonArray)?.Count)
                {
                    differences.Add($"{where}: {actual?.ToJsonString() ?? "nothing"} instead of {items.Count} items");
                }

                return;
            case JsonArray items:
                if (actual is not JsonArray list || list.Count != items.Count)
                {
                    differences.Add($"{where}: {actual?.ToJsonString() ?? "nothing"} instead of {items.ToJsonString()}");
                    return;
                }

                for (int index = 0; index < items.Count; index++)
                {
                    Compare($"{where}[{index}]", items[index], list[index], differences);
                }

                return;
            default:
                // ARM may be through with a PUT that changes nothing by the time it answers.
                bool quick = where.StartsWith("PUT", StringComparison.Ordinal) && where.EndsWith(" provisioningState", StringComparison.Ordinal) && (string?)expected == "Succeeded";
                if (!quick && expected?.ToJsonString() != actual?.ToJsonString())
                {
                    differences.Add($"{where}: {actual?.ToJsonString() ?? "nothing"} instead of {expected?.ToJsonString() ?? "null"}");
                }

                return;
        }
    }
}
