using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.Kubernetes;
using AksEgress.Simulator.Providers.Pods;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.KubectlCommands;

/// <summary>kubectl get.</summary>
internal sealed class KubectlGet(PodCall call, KubectlOptions options, KubernetesState state)
{
    private readonly Workloads _workloads = new(call.Session.World, state, call.Session.Now);

    /// <summary>The types and names on a command line: svc web, svc/web, svc,deploy.</summary>
    public static List<(ResourceKind Kind, string? Name)> Wanted(KubectlOptions options)
    {
        if (options.Words.Count < 2)
        {
            throw new KubectlException(
                "You must specify the type of resource to get. Use \"kubectl api-resources\" for a complete list of supported "
                    + "resources.\n\n"
                    + "error: Required resource not specified.");
        }

        string[] words = [.. options.Words.Skip(1)];
        if (words.Any(static word => word.Contains('/', StringComparison.Ordinal)))
        {
            return [.. words.Select(static word => word.Split('/', 2) is [var type, { Length: > 0 } name]
                ? (Kind(type), (string?)name)
                : throw new KubectlException(
                    "error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name "
                        + "form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'"))];
        }

        var types = words[0] == "all" ? "pods,services,deployments" : words[0];
        return [.. types.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(type =>
                words.Length == 1 ? [(Kind(type), (string?)null)] : words.Skip(1).Select(name => (Kind(type), (string?)name)))];
    }

    /// <summary>Shows objects.</summary>
    public int Run()
    {
        var wanted = Wanted(options);
        if (options.AllNamespaces && wanted.Any(static item => item.Name is not null))
        {
            throw new KubectlException("error: a resource cannot be retrieved by name across all namespaces");
        }

        var code = 0;
        List<(ResourceKind Kind, JsonObject Item)> found = [];
        foreach ((var kind, var name) in wanted)
        {
            JsonObject[] items = [.. Items(kind).Where(item => (name is null || KubernetesState.Name(item) == name)
                && (!kind.Namespaced || options.AllNamespaces || KubernetesState.Namespace(item) == options.Namespace) && Selects(item))];
            if (name is not null && items.Length == 0 && !options.IgnoreNotFound)
            {
                code = call.Fail(1, $"Error from server (NotFound): {kind.FullPlural} \"{RequestErrors.Shorten(name)}\" not found");
            }

            found.AddRange(items.Select(item => (kind, item)));
        }

        call.Session.Work(2000L * found.Count);
        var single = wanted is [{ Name: not null }];
        if (found.Count > 0 || !(single || code != 0) || options.Output.Length > 0)
        {
            Print(wanted, found, single, code);
        }

        return code;
    }

    private static ResourceKind Kind(string type) =>
        ResourceKind.Typed(type)
            ?? throw new KubectlException($"error: the server doesn't have a resource type \"{RequestErrors.Shorten(type)}\"");

    private IEnumerable<JsonObject> Items(ResourceKind kind) => kind.Name switch
    {
        "Pod" => _workloads.Pods(),
        "Node" => _workloads.Nodes,
        "Deployment" => state.All("Deployment").Select(_workloads.Deployment),
        "Event" => state.Events.Select(static note => new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject
            {
                ["name"] = note.Text("name"),
                ["namespace"] = note.Text("namespace"),
                ["creationTimestamp"] = note.Text("at")
            },
            ["involvedObject"] = new JsonObject { ["kind"] = note.Text("kind"), ["name"] = note.Text("name") },
            ["type"] = note.Text("type"),
            ["reason"] = note.Text("reason"),
            ["message"] = note.Text("message"),
        }),
        _ => state.All(kind.Name),
    };

    private bool Selects(JsonObject item)
    {
        var labels = item.Object("metadata").Object("labels");
        return (options.Selector ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).All(term =>
        {
            var sides = term.Split("==", 2) is { Length: 2 } two ? two : term.Split('=', 2);
            var not = sides.Length == 2 && sides[0].EndsWith('!');
            var value = labels.Text(sides[0].TrimEnd('!').Trim());
            return sides.Length == 1 ? value is not null : (value == sides[1].Trim()) != not;
        });
    }

    private void Print(
        List<(ResourceKind Kind, string? Name)> wanted, List<(ResourceKind Kind, JsonObject Item)> found, bool single, int code)
    {
        if (single && found.Count == 0)
        {
            return;
        }

        switch (options.Output)
        {
            case "" or "wide":
                PrintTables(wanted, found, code);
                break;
            case "name":
                foreach ((var kind, var item) in found)
                {
                    call.Out.WriteLine($"{kind.Prefix}/{KubernetesState.Name(item)}");
                }

                break;
            case "json":
                call.Out.Write(Encoding.UTF8.GetString(Json.IndentedBytes(Whole(found, single))).ReplaceLineEndings("\n") + "\n");
                break;
            case "yaml":
                call.Out.Write(YamlText.Of(Whole(found, single)));
                break;
            default:
                if (!options.Output.StartsWith("jsonpath=", StringComparison.Ordinal))
                {
                    throw new KubectlException(
                        $"error: unable to match a printer suitable for the output format \"{RequestErrors.Shorten(options.Output)}\", "
                            + "allowed formats are: json,jsonpath,name,wide,yaml");
                }

                call.Out.Write(JsonPath.Print(options.Output["jsonpath=".Length..], Whole(found, single)));
                break;
        }
    }

    private void PrintTables(List<(ResourceKind Kind, string? Name)> wanted, List<(ResourceKind Kind, JsonObject Item)> found, int code)
    {
        if (found.Count == 0)
        {
            if (code == 0)
            {
                call.Error.WriteLine(
                    wanted[0].Kind.Namespaced && !options.AllNamespaces
                        ? $"No resources found in {RequestErrors.Shorten(options.Namespace)} namespace."
                        : "No resources found");
            }

            return;
        }

        var several = wanted.Select(static item => item.Kind).Distinct().Count() > 1;
        var first = true;
        foreach (var group in found.GroupBy(static item => item.Kind, static item => item.Item))
        {
            call.Out.Write(first ? "" : "\n");
            KubectlTable table = new(
                call.Session.Now,
                wide: options.Output == "wide",
                options.AllNamespaces && group.Key.Namespaced,
                several ? group.Key.Prefix + "/" : "",
                headers: !options.NoHeaders);
            call.Out.Write(table.Print(group.Key, group));
            first = false;
        }
    }

    private static JsonObject Whole(List<(ResourceKind Kind, JsonObject Item)> found, bool single)
    {
        if (single)
        {
            return found[0].Item.Copy();
        }

        JsonArray items = [];
        foreach ((_, var item) in found)
        {
            items.Add(item.DeepClone());
        }

        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["items"] = items,
            ["kind"] = "List",
            ["metadata"] = new JsonObject { ["resourceVersion"] = "" }
        };
    }
}
