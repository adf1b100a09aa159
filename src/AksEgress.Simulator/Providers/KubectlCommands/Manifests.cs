using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.Kubernetes;
using AksEgress.Simulator.Providers.Pods;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.KubectlCommands;

/// <summary>The objects in the files of -f.</summary>
internal static class Manifests
{
    private static readonly string[] s_endings = [".yaml", ".yml", ".json"];

    /// <summary>Reads the objects, each with its file.</summary>
    /// <exception cref="KubectlException">A file doesn't exist or can't be read.</exception>
    public static IEnumerable<(string Source, JsonObject Item)> Read(PodCall call, KubectlOptions options)
    {
        if (options.Files.Count == 0)
        {
            throw new KubectlException("error: must specify one of -f and -k");
        }

        foreach (var name in options.Files)
        {
            if (name == "-")
            {
                foreach (var item in Items(call, "STDIN", call.Input))
                {
                    yield return ("STDIN", item);
                }

                continue;
            }

            if (name.Contains("://", StringComparison.Ordinal))
            {
                throw new KubectlException(
                    $"error: unable to read URL \"{RequestErrors.Shorten(name)}\", server reported 404 Not Found, status code=404");
            }

            foreach (var file in Files(call, name, options.Recursive))
            {
                foreach (var item in Items(call, file, call.Session.ReadFile(file) ?? ""))
                {
                    yield return (file, item);
                }
            }
        }
    }

    private static List<string> Files(PodCall call, string name, bool recursive)
    {
        var plain = PodFiles.Plain(name);
        if (call.Session.ReadFile(plain) is not null)
        {
            return [plain];
        }

        var folder = plain is "." or "" ? "" : plain + "/";
        string[] inside = [.. call
            .Session.Files.Keys.Where(file => file.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
        if (inside.Length == 0)
        {
            throw new KubectlException($"error: the path \"{RequestErrors.Shorten(name)}\" does not exist");
        }

        List<string> files = [.. inside.Where(file => s_endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal))
            && (recursive || !file[folder.Length..].Contains('/', StringComparison.Ordinal)))];
        return files.Count > 0
            ? files
            : throw new KubectlException(
                $"error: error reading [{RequestErrors.Shorten(name)}]: recognized file extensions are [.json .yaml .yml]");
    }

    private static List<JsonObject> Items(PodCall call, string source, string text)
    {
        call.Session.Work(20L * text.Length);
        List<JsonObject> items = [];
        foreach (var document in YamlReader.Read(text, source))
        {
            if (document is not JsonObject item)
            {
                throw ManifestRules.NotValid(source, "invalid object to validate");
            }

            items.AddRange(item.Text("kind") == "List" ? item.Array("items").Objects() : [item]);
        }

        return items.Count > 0 ? items : throw new KubectlException("error: no objects passed to apply");
    }
}
