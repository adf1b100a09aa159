using System.Globalization;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.Kubernetes;
using AksEgress.Simulator.Providers.Pods;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.KubectlCommands;

/// <summary>kubectl describe: an object's main facts and its events.</summary>
internal sealed class KubectlDescribe(PodCall call, KubectlOptions options, KubernetesState state)
{
    /// <summary>Describes objects.</summary>
    public int Run()
    {
        foreach ((var kind, var name) in KubectlGet.Wanted(options))
        {
            JsonObject[] items = [.. state.All(kind.Name).Where(item => (name is null || KubernetesState.Name(item) == name)
                && (!kind.Namespaced || KubernetesState.Namespace(item) == options.Namespace))];
            if (items.Length == 0)
            {
                throw new KubectlException(name is null ? $"No resources found in {RequestErrors.Shorten(options.Namespace)} namespace."
                    : $"Error from server (NotFound): {kind.FullPlural} \"{RequestErrors.Shorten(name)}\" not found");
            }

            foreach (var item in items)
            {
                Describe(kind, item);
            }
        }

        return 0;
    }

    private void Describe(ResourceKind kind, JsonObject item)
    {
        Line("Name", KubernetesState.Name(item));
        if (kind.Namespaced)
        {
            Line("Namespace", KubernetesState.Namespace(item));
        }

        Line("Labels", Pairs(item.Object("metadata").Object("labels")));
        Line("Annotations", Pairs(item.Object("metadata").Object("annotations")));
        if (kind.Name == "Service")
        {
            var spec = item.Object("spec");
            Line("Selector", Pairs(spec.Object("selector")));
            Line("Type", spec.Text("type") ?? "");
            Line("IP", spec.Text("clusterIP") ?? "<none>");
            if (KubectlTable.External(item) is var address && address[0] != '<')
            {
                Line("LoadBalancer Ingress", address + " (VIP)");
            }

            foreach (var port in spec.Array("ports").Objects())
            {
                Line(
                    "Port",
                    string.Create(
                        CultureInfo.InvariantCulture, $"{port.Text("name") ?? "<unset>"}  {port.Number("port")}/{port.Text("protocol")}"));
            }
        }

        JsonObject[] notes = [.. state.Events.Where(note =>
            note.Text("kind") == kind.Name
                && note.Text("name") == KubernetesState.Name(item)
                && note.Text("namespace") == KubernetesState.Namespace(item))];
        Line("Events", notes.Length == 0 ? "<none>" : "");
        foreach (var note in notes)
        {
            call.Out.WriteLine($"  {note.Text("type"),-8} {note.Text("reason"),-24} {note.Text("message")}");
        }
    }

    private void Line(string name, string value) => call.Out.WriteLine($"{name + ":",-26}{value}".TrimEnd());

    private static string Pairs(JsonObject? map)
    {
        string[] shown = [.. (map ?? [])
            .Where(static pair => pair.Key != KubernetesState.LastApplied)
            .Select(static pair => $"{pair.Key}={pair.Value}")];
        return shown.Length == 0 ? "<none>" : string.Join(", ", shown);
    }
}
