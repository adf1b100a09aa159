using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.Kubernetes;
using AksEgress.Simulator.World.Documents;
using static System.FormattableString;

namespace AksEgress.Simulator.Providers.KubectlCommands;

/// <summary>Tables as kubectl prints them: columns three spaces apart.</summary>
internal sealed class KubectlTable(DateTimeOffset now, bool wide, bool namespaces, string prefix, bool headers)
{
    private const string None = "<none>";

    /// <summary>Formats the table of objects of one kind.</summary>
    public string Print(ResourceKind kind, IEnumerable<JsonObject> items)
    {
        List<string[]> rows = [];
        (var columns, var narrow) = Columns(kind.Name);
        if (headers)
        {
            rows.Add(Row("NAMESPACE", columns, narrow));
        }

        rows.AddRange(items.Select(item => Row(KubernetesState.Namespace(item), Cells(kind.Name, item), narrow)));
        int[] widths = [.. Enumerable.Range(0, rows.Select(static row => row.Length).DefaultIfEmpty(0).Max())
            .Select(index => Math.Max(6, rows.Max(row => row[index].Length) + 3))];
        StringBuilder text = new();
        foreach (var row in rows)
        {
            for (var index = 0; index < row.Length; index++)
            {
                text.Append(index == row.Length - 1 ? row[index] : row[index].PadRight(widths[index]));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A time span in kubectl's short form: 42s, 5m30s, 23m, 4d3h.</summary>
    public static string Span(TimeSpan span)
    {
        (var days, var hours, var minutes, var seconds) = ((long)span.TotalDays, span.Hours, span.Minutes, span.Seconds);
        return span.TotalMinutes < 2 ? Invariant($"{(long)span.TotalSeconds}s")
            : span.TotalMinutes < 10 ? seconds == 0 ? Invariant($"{minutes}m") : Invariant($"{minutes}m{seconds}s")
            : span.TotalHours < 3 ? Invariant($"{(long)span.TotalMinutes}m")
            : span.TotalHours < 8 ? minutes == 0 ? Invariant($"{hours}h") : Invariant($"{hours}h{minutes}m")
            : span.TotalHours < 48 ? Invariant($"{(long)span.TotalHours}h")
            : span.TotalDays < 8 ? hours == 0 ? Invariant($"{days}d") : Invariant($"{days}d{hours}h")
            : Invariant($"{days}d");
    }

    /// <summary>The external address of a Service, or kubectl's text while there is none.</summary>
    public static string External(JsonObject service)
    {
        string[] addresses = [.. service
            .Object("status")
            .Object("loadBalancer")
            .Array("ingress")
            .Objects()
            .Select(static item => item.Text("ip"))
            .OfType<string>()];
        return addresses.Length > 0 ? string.Join(',', addresses)
            : service.Object("spec").Text("type") switch
            {
                "LoadBalancer" => "<pending>",
                "ExternalName" => service.Object("spec").Text("externalName") ?? None,
                _ => None
            };
    }

    private string[] Row(string space, string[] cells, int narrow)
    {
        var row = wide ? cells : cells[..Math.Min(narrow, cells.Length)];
        return namespaces ? [space, .. row] : row;
    }

    private static (string[] Columns, int Narrow) Columns(string kind) => kind switch
    {
        "Service" => (["NAME", "TYPE", "CLUSTER-IP", "EXTERNAL-IP", "PORT(S)", "AGE", "SELECTOR"], 6),
        "Deployment" => (["NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE", "CONTAINERS", "IMAGES", "SELECTOR"], 5),
        "Pod" => (["NAME", "READY", "STATUS", "RESTARTS", "AGE", "IP", "NODE", "NOMINATED NODE", "READINESS GATES"], 5),
        "Node" => (
            ["NAME", "STATUS", "ROLES", "AGE", "VERSION", "INTERNAL-IP", "EXTERNAL-IP", "OS-IMAGE", "KERNEL-VERSION", "CONTAINER-RUNTIME"],
            5),
        "Namespace" => (["NAME", "STATUS", "AGE"], 3),
        "Event" => (["LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"], 5),
        _ => (["NAME", "AGE"], 2),
    };

    private string[] Cells(string kind, JsonObject item)
    {
        var name = prefix + KubernetesState.Name(item);
        var age = Span(Workloads.Age(item, now));
        var spec = item.Object("spec");
        var status = item.Object("status");
        return kind switch
        {
            "Service" =>
                [
                    name,
                    spec.Text("type") ?? "ClusterIP",
                    spec.Text("clusterIP") ?? None,
                    External(item),
                    Ports(spec),
                    age,
                    Pairs(spec.Object("selector"))
                ],
            "Deployment" =>
            [
                name,
                $"{Number(status, "readyReplicas")}/{Number(status, "replicas")}",
                Number(status, "updatedReplicas"),
                Number(status, "availableReplicas"),
                age,
                Join(spec.Object("template").Object("spec"), "name"),
                Join(spec.Object("template").Object("spec"), "image"),
                Pairs(spec.Object("selector").Object("matchLabels")),
            ],
            "Pod" =>
                [
                    name,
                    Ready(status),
                    Waiting(status) ?? status.Text("phase") ?? "",
                    "0",
                    age,
                    status.Text("podIP") ?? None,
                    spec.Text("nodeName") ?? None,
                    None,
                    None
                ],
            "Node" =>
            [
                name,
                "Ready",
                None,
                age,
                status.Object("nodeInfo").Text("kubeletVersion") ?? "",
                status.Array("addresses").Objects().FirstOrDefault().Text("address") ?? None,
                None,
                status.Object("nodeInfo").Text("osImage") ?? "",
                status.Object("nodeInfo").Text("kernelVersion") ?? "",
                status.Object("nodeInfo").Text("containerRuntimeVersion") ?? "",
            ],
            "Namespace" => [name, status.Text("phase") ?? "Active", age],
            "Event" =>
                [age, item.Text("type") ?? "", item.Text("reason") ?? "", About(item.Object("involvedObject")), item.Text("message") ?? ""],
            _ => [name, age],
        };
    }

    private static string About(JsonObject? item) => $"{item.Text("kind")?.ToLowerInvariant()}/{item.Text("name")}";

    private static string Ports(JsonObject? spec)
    {
        string[] ports = [.. spec.Array("ports").Objects().Select(static port => port.Number("nodePort") is { } node
            ? Invariant($"{port.Number("port")}:{node}/{port.Text("protocol")}")
            : Invariant($"{port.Number("port")}/{port.Text("protocol")}"))];
        return ports.Length == 0 ? None : string.Join(',', ports);
    }

    private static string Pairs(JsonObject? map) =>
        map is null or { Count: 0 } ? None : string.Join(',', map.Select(static pair => $"{pair.Key}={pair.Value}"));

    private static string Join(JsonObject? spec, string member) =>
        string.Join(',', spec.Array("containers").Objects().Select(item => item.Text(member)));

    private static string Number(JsonObject? status, string member) => (status.Number(member) ?? 0).ToString(CultureInfo.InvariantCulture);

    private static string Ready(JsonObject? status)
    {
        JsonObject[] containers = [.. status.Array("containerStatuses").Objects()];
        return $"{containers.Count(static item => item.Flag("ready") == true)}/{containers.Length}";
    }

    private static string? Waiting(JsonObject? status) =>
        status
            .Array("containerStatuses")
            .Objects()
            .Select(static item => item.Object("state").Object("waiting").Text("reason"))
            .FirstOrDefault(static reason => reason is not null);
}
