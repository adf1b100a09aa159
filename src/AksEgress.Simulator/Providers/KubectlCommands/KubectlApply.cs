using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.Kubernetes;
using AksEgress.Simulator.Providers.Pods;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.KubectlCommands;

/// <summary>kubectl apply -f.</summary>
internal sealed class KubectlApply(PodCall call, KubectlOptions options, KubernetesState state, ServiceBalancers balancers)
{
    private const string LastApplied = KubernetesState.LastApplied;

    // Kubernetes's own limit of annotations. The other limit keeps the state file at a manageable size.
    private const int MaxApplied = 262_144;
    private const int MaxSize = 8 * 1024 * 1024;

    /// <summary>Applies every object; a refused object doesn't stop the others.</summary>
    public int Run()
    {
        var code = 0;

        // All files are read before the first change.
        foreach ((var source, var item) in Manifests.Read(call, options).ToArray())
        {
            try
            {
                Apply(source, item.Copy());
            }
            catch (KubectlException fault)
            {
                code = call.Fail(1, fault.Message);
            }
        }

        return code;
    }

    /// <summary>kubectl create namespace.</summary>
    public int CreateNamespace(string name)
    {
        if (state.Find("Namespace", null, name) is not null)
        {
            throw new KubectlException($"Error from server (AlreadyExists): namespaces \"{name}\" already exists");
        }

        Apply("", new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = name } });
        return 0;
    }

    private void Apply(string source, JsonObject item)
    {
        var metadata = item.Ensure("metadata");
        var known = ResourceKind.Find(item.Text("apiVersion") ?? "", item.Text("kind") ?? "");
        if (known is { Namespaced: true })
        {
            if (options.HasNamespace && metadata.Text("namespace") is { } own && own != options.Namespace)
            {
                throw new KubectlException(
                    $"error: the namespace from the provided object \"{RequestErrors.Shorten(own)}\" does not match the namespace "
                        + $"\"{RequestErrors.Shorten(options.Namespace)}\". You must pass '--namespace={RequestErrors.Shorten(own)}' to "
                        + "perform this operation.");
            }

            metadata.Default("namespace", options.Namespace);
        }
        else
        {
            metadata.Remove("namespace");
        }

        var kind = ManifestRules.Check(item, source, state);
        var applied = Encoding.UTF8.GetString(Json.Bytes(item));
        var name = KubernetesState.Name(item);
        var before = state.Find(kind.Name, metadata.Text("namespace"), name);
        if (before is null && state.Count >= KubernetesState.MaxObjects)
        {
            throw new KubectlException(
                $"Error from server (Forbidden): error when creating \"{source}\": the simulator keeps {KubernetesState.MaxObjects} "
                    + "objects");
        }

        if (applied.Length > MaxApplied)
        {
            throw new KubectlException(
                $"The {kind.Name} \"{name}\" is invalid: metadata.annotations: Too long: may not be more than {MaxApplied} bytes");
        }

        if (state.Size + applied.Length > MaxSize)
        {
            throw new KubectlException($"Error from server: error when creating \"{source}\": etcdserver: mvcc: database space exceeded");
        }

        var was = before.Object("metadata").Object("annotations").Text(LastApplied) ?? "";
        if (before is not null && was == applied)
        {
            call.Out.WriteLine($"{kind.Prefix}/{name} unchanged");
            return;
        }

        var made = state.Metadata(name, metadata.Text("namespace"), call.Session.Now, before.Object("metadata").Text("uid"));
        made["creationTimestamp"] = before.Object("metadata")?["creationTimestamp"]?.DeepClone() ?? made["creationTimestamp"]?.DeepClone();
        foreach ((var member, var value) in metadata)
        {
            made.Default(member, value?.DeepClone());
        }

        made.Ensure("annotations")[LastApplied] = applied;
        item["metadata"] = made;
        if (before?["status"] is { } status)
        {
            item["status"] = status.DeepClone();
        }

        Complete(kind, item, before);
        Store(kind, item, before);
        call.Out.WriteLine($"{kind.Prefix}/{name} {(before is null ? "created" : "configured")}");
    }

    private void Complete(ResourceKind kind, JsonObject item, JsonObject? before)
    {
        if (kind.Name == "Namespace")
        {
            item["status"] = new JsonObject { ["phase"] = "Active" };
        }
        else if (kind.Name == "Deployment")
        {
            item.Ensure("spec").Default("replicas", 1);
        }
        else if (kind.Name == "Service")
        {
            CompleteService(item, before);
        }
    }

    private void CompleteService(JsonObject item, JsonObject? before)
    {
        var key = $"{KubernetesState.Namespace(item)}/{KubernetesState.Name(item)}";
        var spec = item.Ensure("spec");
        spec.Default("type", "ClusterIP");
        if (spec.Text("type") == "ExternalName")
        {
            return;
        }

        if (spec.Text("clusterIP") is not { Length: > 0 })
        {
            spec["clusterIP"] = before.Object("spec").Text("clusterIP") ?? ClusterAddresses.Next(state, key);
        }

        var outside = spec.Text("type") is "LoadBalancer" or "NodePort";
        HashSet<double> given = [];
        foreach (var port in spec.Array("ports").Objects())
        {
            port.Default("protocol", "TCP");
            port.Default("targetPort", port["port"]?.DeepClone());
            var number = port.Number("port") ?? 0;
            if (outside && port.Number("nodePort") is null)
            {
                var old = before
                    .Object("spec")
                    .Array("ports")
                    .Objects()
                    .FirstOrDefault(item => item.Number("port") == number)
                    .Number("nodePort");
                var next = (int)(old ?? ClusterAddresses.NextPort(state, $"{key}/{number}/{port.Text("protocol")}"));
                while (given.Contains(next))
                {
                    next++;
                }

                port["nodePort"] = next;
            }

            given.Add(port.Number("nodePort") ?? 0);
        }

        spec.Default("sessionAffinity", "None");
        item.Ensure("status").Default("loadBalancer", new JsonObject());
    }

    private void Store(ResourceKind kind, JsonObject item, JsonObject? before)
    {
        if (kind.Name != "Service")
        {
            state.Put(item);
            return;
        }

        var stays = before is not null && LoadBalancerSettings(before) == LoadBalancerSettings(item);
        if (before is not null && !stays)
        {
            balancers.Release(before);
            item.Ensure("status")["loadBalancer"] = new JsonObject();
        }

        state.Put(item);
        if (!stays && ServiceBalancers.IsLoadBalancer(item))
        {
            balancers.Begin(item, call.Session.Now);
        }
    }

    // The parts of a Service that configure its cloud load balancer: if none of them changes, the load balancer stays as it is.
    private static string LoadBalancerSettings(JsonObject service)
    {
        var spec = service.Object("spec");
        IEnumerable<string> notes = (service.Object("metadata").Object("annotations") ?? [])
            .Where(static pair => pair.Key.StartsWith("service.beta.kubernetes.io/", StringComparison.Ordinal))
            .Select(static pair => $"{pair.Key}={pair.Value}")
            .Order(StringComparer.Ordinal);
        return $"{spec.Text("type")}|{spec.Text("loadBalancerIP")}|{spec?["ports"]?.ToJsonString()}|{string.Join(';', notes)}";
    }
}
