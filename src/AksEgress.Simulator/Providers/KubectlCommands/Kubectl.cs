using AksEgress.Simulator.Providers.Kubernetes;
using AksEgress.Simulator.Providers.Pods;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.KubectlCommands;

/// <summary>
/// kubectl on a cluster's simulated Kubernetes: apply, create namespace, get, describe, delete, version, and cluster-info.
/// </summary>
internal static class Kubectl
{
    /// <summary>Runs kubectl.</summary>
    public static int Run(PodCall call)
    {
        call.Session.Wait(0.5);
        try
        {
            var options = KubectlOptions.Read(call.Arguments);
            if (options.Words.Count == 0)
            {
                call.Out.WriteLine(
                    "kubectl controls the Kubernetes cluster manager.\n\n Find more information at: "
                        + "https://kubernetes.io/docs/reference/kubectl/");
                return 0;
            }

            var state = KubernetesState.Of(call.Session.World, call.Session.Cluster);
            call.Session.Work(500L * (state.Count + 10));
            ServiceBalancers balancers = new(call.Session.World, call.Session.Operations, state);
            balancers.Settle(call.Session.Now);
            var verb = options.Words[0];
            return verb switch
            {
                "apply" => new KubectlApply(call, options, state, balancers).Run(),
                "create" when options.Words is ["create", "namespace" or "ns", _] =>
                    new KubectlApply(call, options, state, balancers).CreateNamespace(options.Words[2]),
                "create" when options.Files.Count > 0 => new KubectlApply(call, options, state, balancers).Run(),
                "get" => new KubectlGet(call, options, state).Run(),
                "describe" => new KubectlDescribe(call, options, state).Run(),
                "delete" => new KubectlDelete(call, options, state, balancers).Run(),
                "version" => Version(call),
                "cluster-info" => Info(call),
                _ => throw new KubectlException($"error: unknown command \"{RequestErrors.Shorten(verb)}\" for \"kubectl\""),
            };
        }
        catch (KubectlException fault)
        {
            return call.Fail(1, fault.Message);
        }
    }

    private static int Version(PodCall call)
    {
        var version = call.Session.Cluster.Document.Object("properties").Text("currentKubernetesVersion") ?? "0.0.0";
        call.Out.WriteLine($"Client Version: v{version}\nKustomize Version: v5.6.0\nServer Version: v{version}");
        return 0;
    }

    private static int Info(PodCall call)
    {
        var properties = call.Session.Cluster.Document.Object("properties");
        var host = properties.Text("privateFQDN") ?? properties.Text("fqdn") ?? call.Session.Cluster.Path!.Name;
        call.Out.WriteLine(
            $"Kubernetes control plane is running at https://{host}:443\n\nTo further debug and diagnose cluster problems, use 'kubectl "
                + $"cluster-info dump'.");
        return 0;
    }
}
