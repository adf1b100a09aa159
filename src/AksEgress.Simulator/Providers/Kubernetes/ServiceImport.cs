using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.OutboundTypes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Kubernetes;

/// <summary>
/// Services that a loaded state contains only through the resources that AKS created for them: the public IP addresses with their
/// names.
/// </summary>
internal static class ServiceImport
{
    /// <summary>The tag with namespace and name.</summary>
    public const string Tag = "k8s-azure-service";

    /// <summary>The Services of the public IP addresses in a node resource group.</summary>
    public static IEnumerable<JsonObject> Read(KubernetesState state, NodeResources node, DateTimeOffset at)
    {
        var balancer = node.Find("loadBalancers", "kubernetes")?.Document.Object("properties");
        foreach (var address in node.All("publicIPAddresses"))
        {
            var document = address.Document;
            if (document.Object("tags").Text(Tag)?.Split('/') is not [{ Length: > 0 } space, { Length: > 0 } name]
                || document.Object("properties").Object("ipConfiguration").Text("id") is not { } frontend
                || document.Object("properties").Text("ipAddress") is not { } ip)
            {
                continue;
            }

            // The frontend's name is "a" followed by the Service's uid, without its last digit.
            var label = frontend[(frontend.LastIndexOf('/') + 1)..];
            var uid = label.Length == 32 && Guid.TryParseExact(label[1..] + "0", "N", out var guid) ? guid.ToString() : null;
            JsonArray ports = [];
            foreach (var rule in balancer
                .Array("loadBalancingRules")
                .Objects()
                .Select(static rule => rule.Object("properties"))
                .OfType<JsonObject>()
                .Where(rule => ResourceId.Is(rule.Object("frontendIPConfiguration").Text("id"), frontend)))
            {
                var probe = balancer
                    .Array("probes")
                    .Objects()
                    .FirstOrDefault(item => ResourceId.Is(item.Text("id"), rule.Object("probe").Text("id")))
                    .Object("properties");
                ports.Add(new JsonObject
                {
                    ["port"] = rule["frontendPort"]?.DeepClone(),
                    ["protocol"] = (rule.Text("protocol") ?? "Tcp").ToUpperInvariant(),
                    ["targetPort"] = rule["frontendPort"]?.DeepClone(),
                    ["nodePort"] = probe?["port"]?.DeepClone(),
                });
            }

            JsonObject spec = new()
            {
                ["type"] = "LoadBalancer",
                ["clusterIP"] = ClusterAddresses.Next(state, $"{space}/{name}"),
                ["ports"] = ports
            };
            yield return new JsonObject
            {
                ["apiVersion"] = "v1", ["kind"] = "Service", ["metadata"] = state.Metadata(name, space, at, uid), ["spec"] = spec,
                ["status"] = new JsonObject
                {
                    ["loadBalancer"] = new JsonObject { ["ingress"] = new JsonArray(new JsonObject { ["ip"] = ip }) }
                },
            };
        }
    }
}
