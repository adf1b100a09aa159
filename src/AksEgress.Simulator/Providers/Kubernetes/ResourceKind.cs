namespace AksEgress.Simulator.Providers.Kubernetes;

/// <summary>A kind of Kubernetes object.</summary>
/// <param name="Name">Such as Service.</param>
/// <param name="ApiVersion">Such as apps/v1.</param>
/// <param name="Plural">Such as services.</param>
/// <param name="Shorts">The short names that kubectl accepts.</param>
/// <param name="Namespaced">True if objects of the kind are in a namespace.</param>
internal sealed record ResourceKind(string Name, string ApiVersion, string Plural, string[] Shorts, bool Namespaced = true)
{
    private static readonly ResourceKind[] s_all =
    [
        new("Service", "v1", "services", ["svc"]),
        new("Deployment", "apps/v1", "deployments", ["deploy"]),
        new("Pod", "v1", "pods", ["po"]),
        new("Node", "v1", "nodes", ["no"], Namespaced: false),
        new("Namespace", "v1", "namespaces", ["ns"], Namespaced: false),
        new("ConfigMap", "v1", "configmaps", ["cm"]),
        new("Secret", "v1", "secrets", []),
        new("ServiceAccount", "v1", "serviceaccounts", ["sa"]),
        new("PersistentVolumeClaim", "v1", "persistentvolumeclaims", ["pvc"]),
        new("Event", "v1", "events", ["ev"]),
        new("DaemonSet", "apps/v1", "daemonsets", ["ds"]),
        new("StatefulSet", "apps/v1", "statefulsets", ["sts"]),
        new("Job", "batch/v1", "jobs", []),
        new("CronJob", "batch/v1", "cronjobs", ["cj"]),
        new("Ingress", "networking.k8s.io/v1", "ingresses", ["ing"]),
        new("NetworkPolicy", "networking.k8s.io/v1", "networkpolicies", ["netpol"]),
        new("HorizontalPodAutoscaler", "autoscaling/v2", "horizontalpodautoscalers", ["hpa"]),
        new("PodDisruptionBudget", "policy/v1", "poddisruptionbudgets", ["pdb"]),
        new("Role", "rbac.authorization.k8s.io/v1", "roles", []),
        new("RoleBinding", "rbac.authorization.k8s.io/v1", "rolebindings", []),
        new("ClusterRole", "rbac.authorization.k8s.io/v1", "clusterroles", [], Namespaced: false),
        new("ClusterRoleBinding", "rbac.authorization.k8s.io/v1", "clusterrolebindings", [], Namespaced: false),
        new("StorageClass", "storage.k8s.io/v1", "storageclasses", ["sc"], Namespaced: false),
    ];

    /// <summary>The prefix of an object's name: service, deployment.apps.</summary>
    public string Prefix => Name.ToLowerInvariant() + (Group.Length == 0 ? "" : "." + Group);

    /// <summary>The name in messages about missing objects: services, deployments.apps.</summary>
    public string FullPlural => Plural + (Group.Length == 0 ? "" : "." + Group);

    private string Group => ApiVersion.Contains('/', StringComparison.Ordinal) ? ApiVersion[..ApiVersion.IndexOf('/')] : "";

    /// <summary>The kind of a manifest, or null.</summary>
    public static ResourceKind? Find(string apiVersion, string name) =>
        s_all.FirstOrDefault(kind =>
            kind.Name == name
                && (kind.ApiVersion == apiVersion || (kind.Name == "HorizontalPodAutoscaler" && apiVersion == "autoscaling/v1")));

    /// <summary>The kind with a name in any of its forms, or null.</summary>
    public static ResourceKind? Typed(string text)
    {
        return s_all.FirstOrDefault(kind =>
            ((string[])[kind.Plural, kind.Name, kind.FullPlural, kind.Prefix, .. kind.Shorts]).Contains(
                text, StringComparer.OrdinalIgnoreCase));
    }
}
