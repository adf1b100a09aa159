using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.Kubernetes;
using AksEgress.Simulator.Providers.Pods;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.KubectlCommands;

/// <summary>kubectl delete: by file, by type and name.</summary>
internal sealed class KubectlDelete(PodCall call, KubectlOptions options, KubernetesState state, ServiceBalancers balancers)
{
    private static readonly string[] s_own = ["default", "kube-system", "kube-public", "kube-node-lease"];

    /// <summary>Deletes.</summary>
    public int Run()
    {
        var code = 0;
        foreach ((var kind, var space, var name) in Targets().ToArray())
        {
            if (state.Find(kind.Name, space, name) is { } found)
            {
                Delete(kind, found);
                call.Out.WriteLine($"{kind.Prefix} \"{name}\" deleted");
            }
            else if (!options.IgnoreNotFound)
            {
                code = call.Fail(1, $"Error from server (NotFound): {kind.FullPlural} \"{RequestErrors.Shorten(name)}\" not found");
            }
        }

        return code;
    }

    private IEnumerable<(ResourceKind Kind, string Space, string Name)> Targets()
    {
        if (options.Files.Count > 0)
        {
            foreach ((var source, var item) in Manifests.Read(call, options))
            {
                var kind = ResourceKind.Find(item.Text("apiVersion") ?? "", item.Text("kind") ?? "")
                    ?? throw ManifestRules.NoKind(item, source);
                yield return (
                    kind, KubernetesState.Namespace(item) is { Length: > 0 } own ? own : options.Namespace, KubernetesState.Name(item));
            }

            yield break;
        }

        foreach ((var kind, var name) in KubectlGet.Wanted(options))
        {
            yield return (
                kind, options.Namespace, name ?? throw new KubectlException("error: resource(s) were provided, but no name was specified"));
        }
    }

    private void Delete(ResourceKind kind, JsonObject item)
    {
        var name = KubernetesState.Name(item);
        if (kind.Name == "Namespace")
        {
            if (s_own.Contains(name))
            {
                throw new KubectlException(
                    $"Error from server (Forbidden): namespaces \"{name}\" is forbidden: this namespace may not be deleted");
            }

            foreach (var inside in state.InNamespace(name))
            {
                Remove(inside);
            }
        }

        Remove(item);
    }

    private void Remove(JsonObject item)
    {
        if (item.Text("kind") == "Service")
        {
            // The API server recreates its own Service immediately.
            if (KubernetesState.Name(item) == "kubernetes" && KubernetesState.Namespace(item) == "default")
            {
                return;
            }

            balancers.Release(item);
        }

        state.Remove(item);
    }
}
