using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Kubernetes;

/// <summary>The errors of kubectl and the API server about a manifest, with their texts.</summary>
internal static class ManifestRules
{
    private const int MaxPorts = 250;

    /// <summary>The error of kubectl's own validation of a file.</summary>
    public static KubectlException NotValid(string source, string what) =>
        new(
            $"error: error validating \"{source}\": error validating data: {what}; if you choose to ignore these errors, turn validation "
                + "off with --validate=false");

    /// <summary>The error for a kind that the API server doesn't have.</summary>
    public static KubectlException NoKind(JsonObject item, string source) => new(
        $"error: resource mapping not found for name: \"{RequestErrors.Shorten(KubernetesState.Name(item))}\" namespace: "
            + $"\"{RequestErrors.Shorten(KubernetesState.Namespace(item))}\" from \"{source}\": no matches for kind "
            + $"\"{RequestErrors.Shorten(item.Text("kind") ?? "")}\" in version "
            + $"\"{RequestErrors.Shorten(item.Text("apiVersion") ?? "")}\"\nensure CRDs are installed first");

    /// <summary>Returns the kind of a manifest that can be applied.</summary>
    /// <exception cref="KubectlException">The manifest can't be applied.</exception>
    public static ResourceKind Check(JsonObject item, string source, KubernetesState state)
    {
        string[] missing = [.. ((string[])["apiVersion", "kind"])
            .Where(name => item.Text(name) is not { Length: > 0 })
            .Select(static name => name + " not set")];
        if (missing.Length > 0)
        {
            var which = missing.Length == 1 ? missing[0] : $"[{string.Join(", ", missing)}]";
            throw NotValid(source, which);
        }

        var name = KubernetesState.Name(item);
        (var version, var kindName) = (item.Text("apiVersion")!, item.Text("kind")!);
        var kind = ResourceKind.Find(version, kindName) ?? throw NoKind(item, source);
        if (name.Length == 0)
        {
            throw new KubectlException(
                $"error: error when retrieving current configuration of:\nResource: \"{version}, Resource={kind.Plural}\", "
                    + $"GroupVersionKind: \"{version}, Kind={kind.Name}\"\nName: \"\", Namespace: \"default\"\nfrom server for: "
                    + $"\"{source}\": resource name may not be empty");
        }

        CheckTexts(item, source, kind);
        CheckName(kind, name);
        if (kind.Namespaced && state.Find("Namespace", null, KubernetesState.Namespace(item)) is null)
        {
            throw new KubectlException(
                $"Error from server (NotFound): error when creating \"{source}\": namespaces "
                    + $"\"{RequestErrors.Shorten(KubernetesState.Namespace(item))}\" not found");
        }

        switch (kind.Name)
        {
            case "Service":
                CheckService(item, name);
                break;
            case "Deployment":
                CheckDeployment(item, name);
                break;
            default:
                break;
        }

        return kind;
    }

    // true without quotes is a common mistake in the annotations of load balancers.
    private static void CheckTexts(JsonObject item, string source, ResourceKind kind)
    {
        foreach (var member in (string[])["annotations", "labels"])
        {
            var wrong = item
                .Object("metadata")
                .Object(member)
                ?.Select(static pair => pair.Value)
                .FirstOrDefault(static value => value is not null && value.AsText() is null);
            if (wrong is not null)
            {
                var type = wrong.GetValueKind() switch
                {
                    JsonValueKind.True or JsonValueKind.False => "bool",
                    JsonValueKind.Number => "number",
                    JsonValueKind.Array => "array",
                    _ => "object"
                };
                var version = kind.ApiVersion[(kind.ApiVersion.IndexOf('/') + 1)..];
                throw new KubectlException(
                    $"Error from server (BadRequest): error when creating \"{source}\": {kind.Name} in version \"{version}\" cannot be "
                        + $"handled as a {kind.Name}: json: cannot unmarshal {type} into Go struct field ObjectMeta.metadata.{member} of "
                        + "type string");
            }
        }
    }

    private static void CheckName(ResourceKind kind, string name)
    {
        var service = kind.Name == "Service";
        var fits = name.Length <= (service ? 63 : 253)
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-' || (c == '.' && !service))
            && char.IsAsciiLetterOrDigit(name[0])
            && char.IsAsciiLetterOrDigit(name[^1])
            && !(service && char.IsAsciiDigit(name[0]));
        if (!fits)
        {
            var rule = service
                ? "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end "
                    + "with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is "
                    + "'[a-z]([-a-z0-9]*[a-z0-9])?')"
                : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end "
                    + "with an alphanumeric character (e.g. 'example.com', regex used for validation is "
                    + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
            throw Invalid(kind.Name, name, $"metadata.name: Invalid value: \"{RequestErrors.Shorten(name)}\": {rule}");
        }
    }

    private static void CheckService(JsonObject item, string name)
    {
        var spec = item.Object("spec");
        var type = spec.Text("type") ?? "ClusterIP";
        if (type is not ("ClusterIP" or "NodePort" or "LoadBalancer" or "ExternalName"))
        {
            throw Invalid(
                "Service",
                name,
                $"spec.type: Unsupported value: \"{RequestErrors.Shorten(type)}\": supported values: \"ClusterIP\", \"ExternalName\", "
                    + "\"LoadBalancer\", \"NodePort\"");
        }

        JsonObject[] ports = [.. spec.Array("ports").Objects()];
        if (ports.Length == 0 && type != "ExternalName" && spec.Text("clusterIP") != "None")
        {
            throw Invalid("Service", name, "spec.ports: Required value");
        }

        if (ports.Length > MaxPorts)
        {
            throw Invalid("Service", name, $"spec.ports: Too many: {ports.Length}: the simulator takes {MaxPorts}");
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        for (var index = 0; index < ports.Length; index++)
        {
            var port = ports[index].Number("port") ?? 0;
            if (port is < 1 or > 65535 || port != Math.Floor(port))
            {
                throw Invalid(
                    "Service",
                    name,
                    $"spec.ports[{index}].port: Invalid value: {port.ToString(CultureInfo.InvariantCulture)}: must be between 1 and 65535, "
                        + "inclusive");
            }

            var protocol = ports[index].Text("protocol") ?? "TCP";
            if (protocol is not ("TCP" or "UDP" or "SCTP"))
            {
                throw Invalid(
                    "Service",
                    name,
                    $"spec.ports[{index}].protocol: Unsupported value: \"{RequestErrors.Shorten(protocol)}\": supported values: \"SCTP\", "
                        + "\"TCP\", \"UDP\"");
            }

            if (ports.Length > 1 && ports[index].Text("name") is null)
            {
                throw Invalid("Service", name, $"spec.ports[{index}].name: Required value");
            }

            if (!seen.Add($"{port}/{protocol}"))
            {
                throw Invalid(
                    "Service",
                    name,
                    $"spec.ports[{index}]: Duplicate value: "
                        + $"{{\"port\":{port.ToString(CultureInfo.InvariantCulture)},\"protocol\":\"{protocol}\"}}");
            }
        }
    }

    private static void CheckDeployment(JsonObject item, string name)
    {
        var spec = item.Object("spec");
        if (spec.Number("replicas") is < 0 or > 1000)
        {
            throw Invalid("Deployment", name, "spec.replicas: Invalid value: must be between 0 and the simulator's 1000");
        }

        var wanted = spec.Object("selector").Object("matchLabels");
        if (wanted is null && spec.Object("selector").Array("matchExpressions") is null)
        {
            throw Invalid("Deployment", name, "spec.selector: Required value");
        }

        var labels = spec.Object("template").Object("metadata").Object("labels");
        if (wanted?.Any(pair => labels.Text(pair.Key) is not { } value || value != pair.Value.AsText()) == true)
        {
            throw Invalid("Deployment", name, "spec.template.metadata.labels: Invalid value: `selector` does not match template `labels`");
        }

        if (!spec.Object("template").Object("spec").Array("containers").Objects().Any())
        {
            throw Invalid("Deployment", name, "spec.template.spec.containers: Required value");
        }
    }

    private static KubectlException Invalid(string kind, string name, string what) =>
        new($"The {kind} \"{RequestErrors.Shorten(name)}\" is invalid: {what}");
}
