using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.EgressPaths;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Kubernetes;

/// <summary>
/// Nodes and pods, derived from agent pools and Deployments at each read. A pod runs once it is a few seconds old and the nodes can
/// reach its image's registry; a pulled image stays.
/// </summary>
internal sealed class Workloads(SimulatedWorld world, KubernetesState state, DateTimeOffset now)
{
    // Not measured: pulling and starting a small image.
    private const double StartSeconds = 10;
    private const string Letters = "bcdfghjklmnpqrstvwxz2456789";
    private const int MaxNodes = 5000;

    private const int MaxPods = 2000;

    private readonly Dictionary<string, bool> _pulled = new(StringComparer.Ordinal);
    private JsonObject[]? _nodes;
    private ILookup<string?, string>? _names;

    /// <summary>The nodes.</summary>
    public IReadOnlyList<JsonObject> Nodes => _nodes ??= [.. MakeNodes()];

    /// <summary>The pods: those of Deployments and standalone ones.</summary>
    public IEnumerable<JsonObject> Pods() =>
        state
            .All("Deployment")
            .SelectMany(PodsOf)
            .Concat(state.All("Pod").Select(pod => Show(pod.Copy(), pod.Object("spec"), 0)))
            .Take(MaxPods)
            .OrderBy(static pod => KubernetesState.Namespace(pod), StringComparer.Ordinal)
            .ThenBy(static pod => KubernetesState.Name(pod), StringComparer.Ordinal);

    /// <summary>A Deployment with its status.</summary>
    public JsonObject Deployment(JsonObject item)
    {
        var shown = item.Copy();

        // All pods of a Deployment have the same age and images.
        var wanted = (int)(item.Object("spec").Number("replicas") ?? 1);
        var ready = PodsOf(item).FirstOrDefault().Object("status").Text("phase") == "Running" ? wanted : 0;
        shown["status"] = new JsonObject
        {
            ["replicas"] = wanted,
            ["updatedReplicas"] = wanted,
            ["readyReplicas"] = ready,
            ["availableReplicas"] = ready
        };
        return shown;
    }

    private IEnumerable<JsonObject> MakeNodes()
    {
        NodeNetwork network = new(world, state.Cluster);
        var properties = state.Cluster.Document.Object("properties");
        var made = 0;
        foreach (var pool in properties.Array("agentPoolProfiles").Objects())
        {
            var windows = ResourceId.Is(pool.Text("osType"), "Windows");
            for (var index = 0; index < (pool.Number("count") ?? 0) && made < MaxNodes; index++, made++)
            {
                var number = index.ToString("000000", CultureInfo.InvariantCulture);
                var name = windows ? $"aks{pool.Text("name")}{number}" : $"aks-{pool.Text("name")}-{network.Nodes.Suffix}-vmss{number}";
                var address = NodeNetwork.RangesOf(network.Subnet).FirstOrDefault()?.At(4 + made).ToString()
                    ?? $"10.224.{made / 250}.{4 + (made % 250)}";
                yield return new JsonObject
                {
                    ["apiVersion"] = "v1",
                    ["kind"] = "Node",
                    ["metadata"] = new JsonObject
                    {
                        ["name"] = name,
                        ["labels"] = new JsonObject
                        {
                            ["kubernetes.io/os"] = windows ? "windows" : "linux",
                            ["kubernetes.azure.com/agentpool"] = pool.Text("name"),
                            ["kubernetes.azure.com/mode"] = pool.Text("mode")?.ToLowerInvariant(),
                        },
                        ["creationTimestamp"] = state
                            .Find("Namespace", null, "default")
                            .Object("metadata")
                            ?["creationTimestamp"]?.DeepClone(),
                    },
                    ["status"] = new JsonObject
                    {
                        ["addresses"] = new JsonArray(
                            new JsonObject { ["type"] = "InternalIP", ["address"] = address },
                            new JsonObject { ["type"] = "Hostname", ["address"] = name }),
                        ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True" }),
                        ["nodeInfo"] = new JsonObject
                        {
                            ["kubeletVersion"] = "v"
                                + (pool.Text("currentOrchestratorVersion") ?? properties.Text("currentKubernetesVersion")),
                            ["osImage"] = windows ? "Windows Server 2022 Datacenter" : "Ubuntu 22.04.5 LTS",
                            ["kernelVersion"] = windows ? "10.0.20348.4294" : "5.15.0-1091-azure",
                            ["containerRuntimeVersion"] = "containerd://1.7.28-2",
                        },
                    },
                };
            }
        }
    }

    private IEnumerable<JsonObject> PodsOf(JsonObject deployment)
    {
        var template = deployment.Object("spec").Object("template");
        var name = KubernetesState.Name(deployment);
        var hash = Word(IdFactory.Hash(Encoding.UTF8.GetString(Json.Bytes(template))), 10);
        for (var index = 0; index < (deployment.Object("spec").Number("replicas") ?? 1); index++)
        {
            var full = $"{name}-{hash}-{Word(IdFactory.Hash($"{deployment.Object("metadata").Text("uid")}/{hash}/{index}"), 5)}";
            JsonObject metadata = new()
            {
                ["name"] = full,
                ["namespace"] = KubernetesState.Namespace(deployment),
                ["labels"] = template.Object("metadata").Object("labels")?.DeepClone(),
                ["creationTimestamp"] = deployment.Object("metadata")?["creationTimestamp"]?.DeepClone(),
            };
            yield return Show(
                new JsonObject
                {
                    ["apiVersion"] = "v1",
                    ["kind"] = "Pod",
                    ["metadata"] = metadata,
                    ["spec"] = template.Object("spec")?.DeepClone()
                },
                template.Object("spec"),
                index);
        }
    }

    private JsonObject Show(JsonObject pod, JsonObject? spec, int index)
    {
        var windows = (spec.Object("nodeSelector") ?? []).Any(static pair =>
            pair.Key.EndsWith("kubernetes.io/os", StringComparison.Ordinal) && pair.Value.AsText() == "windows");
        _names ??= Nodes.ToLookup(
            static node => node.Object("metadata").Object("labels").Text("kubernetes.io/os"), static node => KubernetesState.Name(node));
        string[] nodes = [.. _names[windows ? "windows" : "linux"]];
        string[] images = [.. spec.Array("containers").Objects().Select(static item => item.Text("image") ?? "")];
        var age = Age(pod, now).TotalSeconds;
        var waits = nodes.Length == 0
            ? "Pending"
            : images.All(Pulled) ? (age < StartSeconds ? "ContainerCreating" : null)
            : age < StartSeconds ? "ContainerCreating"
            : "ImagePullBackOff";
        JsonArray containers = [];
        foreach (var image in images)
        {
            var how = waits is null
                ? new JsonObject { ["running"] = new JsonObject() }
                : new JsonObject { ["waiting"] = new JsonObject { ["reason"] = waits } };
            containers.Add(new JsonObject { ["image"] = image, ["ready"] = waits is null, ["restartCount"] = 0, ["state"] = how });
        }

        var hash = IdFactory.Hash(KubernetesState.Name(pod));
        JsonObject status = new() { ["phase"] = waits is null ? "Running" : "Pending", ["containerStatuses"] = containers };
        if (waits is null)
        {
            status["podIP"] = $"10.244.{index % 8}.{10 + (hash % 200)}";
        }

        if (nodes.Length > 0)
        {
            pod.Ensure("spec")["nodeName"] = nodes[(int)((hash + (ulong)index) % (ulong)nodes.Length)];
        }

        pod["status"] = status;
        return pod;
    }

    /// <summary>The age of an object, never negative.</summary>
    public static TimeSpan Age(JsonObject item, DateTimeOffset now) =>
        DateTimeOffset.TryParse(
            item.Object("metadata").Text("creationTimestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var made)
            && now > made ? now - made : TimeSpan.Zero;

    private bool Pulled(string image)
    {
        if (!_pulled.TryGetValue(image, out var pulled))
        {
            _pulled[image] = pulled = state.Images.ContainsKey(image) || CanPull(image);
        }

        return pulled;
    }

    private bool CanPull(string image)
    {
        var first = image.Split('/')[0];
        var named = image.Contains('/', StringComparison.Ordinal)
            && (first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal));
        var registry = named ? first.Split(':')[0] : "registry-1.docker.io";
        var address = HostNames.Resolve(registry);
        if (address is null
            || !new EgressPath(world, state.Cluster).Reach(new Destination(registry, address, 443, "TCP", "https")).Connects)
        {
            return false;
        }

        state.Images[image] = true;
        state.Changed();
        return true;
    }

    private static string Word(ulong hash, int length)
    {
        StringBuilder word = new();
        for (var index = 0; index < length; index++)
        {
            word.Append(Letters[(int)(hash % (ulong)Letters.Length)]);
            hash = (hash / (ulong)Letters.Length) ^ (hash << 7);
        }

        return word.ToString();
    }
}
