using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.NodePools;
using AksEgress.Core.OutboundTypes;

namespace AksEgress.Core.Provisioning;

/// <summary>Writes the document of a new cluster. It sets only specified values, so AKS uses its defaults for others.</summary>
internal static class ClusterDocument
{
    private const int LongestDnsPrefix = 54;

    public static void Apply(ArmDocument document, ArmResourceId id, ClusterRequest request)
    {
        if (request.ServicePrincipal is null)
        {
            document.Root["identity"] = request.IdentityId is null
                ? new JsonObject { ["type"] = "SystemAssigned" }
                : new JsonObject
                {
                    ["type"] = "UserAssigned",
                    ["userAssignedIdentities"] = new JsonObject { [request.IdentityId] = new JsonObject() }
                };
        }

        var properties = document.Properties;
        if (request.ServicePrincipal is { } principal)
        {
            // The secret is added when the document is sent.
            properties["servicePrincipalProfile"] = new JsonObject { ["clientId"] = principal.ClientId };
        }

        properties["dnsPrefix"] = request.DnsPrefix ?? DnsPrefix(id.Name);
        Set(properties, "kubernetesVersion", request.KubernetesVersion);
        properties["agentPoolProfiles"] = new JsonArray([Pool(request), .. request.NodePools.Select(pool => Pool(pool, request))]);
        if (request.BootstrapArtifactSource is { } source)
        {
            var bootstrap = properties.ObjectAt("bootstrapProfile");
            bootstrap["artifactSource"] = source;
            Set(bootstrap, "containerRegistryId", request.BootstrapContainerRegistryId);
        }

        var network = properties.ObjectAt("networkProfile");
        network["networkPlugin"] = request.NetworkPlugin;
        Set(network, "networkPluginMode", request.NetworkPluginMode);
        Set(network, "networkPolicy", request.NetworkPolicy);
        Set(network, "podCidr", request.PodCidr);
        Set(network, "serviceCidr", request.ServiceCidr);
        Set(network, "dnsServiceIP", request.DnsServiceIp);
        network["loadBalancerSku"] = "standard";
        OutboundMembers.Apply(document, request.Outbound);

        if (request.PrivateCluster || request.AuthorizedIpRange is not null)
        {
            var access = properties.ObjectAt("apiServerAccessProfile");
            if (request.PrivateCluster)
            {
                access["enablePrivateCluster"] = true;
            }

            if (request.AuthorizedIpRange is { } ranges)
            {
                access["authorizedIPRanges"] = new JsonArray([.. ranges.Select(range => (JsonNode)range)]);
            }
        }
    }

    private static JsonObject Pool(ClusterRequest request)
    {
        var pool = new JsonObject
        {
            ["name"] = request.NodePoolName,
            ["mode"] = "System",
            ["type"] = "VirtualMachineScaleSets",
            ["osType"] = "Linux",
            ["count"] = request.NodeCount,
        };
        Set(pool, "vmSize", request.NodeVmSize);
        Set(pool, "vnetSubnetID", request.SubnetId);
        Set(pool, "podSubnetID", request.PodSubnetId);
        return pool;
    }

    // Either all node pools of a cluster specify subnets, or none. The default is the subnet of the first node pool.
    private static JsonObject Pool(NodePoolRequest pool, ClusterRequest request) =>
        pool.ToDocument(
            pool.SubnetId ?? request.SubnetId, pool.PodSubnetId ?? (pool.SubnetId is null ? request.PodSubnetId : null), named: true);

    // A DNS prefix starts with a letter or digit and has letters, digits and hyphens only.
    private static string DnsPrefix(string name)
    {
        var letters = new string([.. name.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')]).Trim('-');
        return letters.Length == 0 ? "aks" : letters[..Math.Min(LongestDnsPrefix - 4, letters.Length)].TrimEnd('-') + "-dns";
    }

    private static void Set(JsonObject parent, string name, string? value)
    {
        if (value is not null)
        {
            parent[name] = value;
        }
    }
}
