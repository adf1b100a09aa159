using AksEgress.Core.Kubeconfigs;
using YamlDotNet.RepresentationModel;

namespace AksEgress.Kubernetes;

/// <summary>
/// Merges kubeconfigs as trees: unknown members, the order of members, and the style of each scalar are kept. The library doesn't keep
/// comments, empty lines, and indentation, and neither does kubectl.
/// </summary>
public sealed class KubeconfigMerger : IKubeconfigMerger
{
    private const string Clusters = "clusters";
    private const string Users = "users";
    private const string Contexts = "contexts";
    private const string CurrentContext = "current-context";

    /// <inheritdoc/>
    public KubeconfigMerge Merge(string? existing, string addition, KubeconfigMergeOptions options)
    {
        ArgumentNullException.ThrowIfNull(addition);
        ArgumentNullException.ThrowIfNull(options);
        var added = YamlText.Read(addition, isAddition: true) ?? throw new KubeconfigFormatException(true, 0, "it's empty.");
        var tree = YamlText.Read(existing ?? string.Empty, isAddition: false) ?? Empty();
        var context = ContextOf(added);
        var conflicts = new List<string>();
        var changed = false;
        foreach (var (list, noun) in ((string, string)[])[(Clusters, "cluster"), (Users, "user"), (Contexts, "context")])
        {
            changed |= Merge(Entries(tree, list, false), Entries(added, list, true), noun, conflicts);
        }

        if (options.SetContext && Text(tree, CurrentContext, false) != context.Name)
        {
            tree.Children[new YamlScalarNode(CurrentContext)] = new YamlScalarNode(context.Name);
            changed = true;
        }

        // An unchanged file keeps its comments too.
        return new KubeconfigMerge(
            changed || existing is null ? YamlText.Write(tree) : existing,
            context.Name,
            context.Cluster,
            context.User,
            Text(tree, CurrentContext, false),
            (string[])[.. conflicts]);
    }

    private static YamlMappingNode Empty() => new() { { "apiVersion", "v1" }, { "kind", "Config" } };

    private static bool Merge(YamlSequenceNode into, YamlSequenceNode from, string noun, List<string> conflicts)
    {
        var changed = false;
        foreach (var entry in from.Children.Cast<YamlMappingNode>())
        {
            var name = Text(entry, "name", true)!;
            var at = into.Children.ToList().FindIndex(other => Text((YamlMappingNode)other, "name", false) == name);
            if (at < 0)
            {
                into.Children.Add(entry);
                changed = true;
            }
            else if (!YamlText.AreSame(into.Children[at], entry))
            {
                conflicts.Add($"{noun} '{Core.Arm.ArmNames.Shown(name)}'");
                into.Children[at] = entry;
                changed = true;
            }
        }

        return changed;
    }

    private static (string Name, string Cluster, string User) ContextOf(YamlMappingNode added)
    {
        var contexts = Entries(added, Contexts, true).Children.Cast<YamlMappingNode>().ToList();
        var current = Text(added, CurrentContext, true);
        var entry = contexts.Find(one => Text(one, "name", true) == current)
            ?? contexts.FirstOrDefault()
            ?? throw new KubeconfigFormatException(true, 0, "it has no context.");
        var context = Member(entry, "context") as YamlMappingNode ?? throw Wrong(entry, true, "the context isn't a mapping.");
        return (Text(entry, "name", true)!, Text(context, "cluster", true) ?? throw Wrong(context, true, "the context has no cluster."),
            Text(context, "user", true) ?? throw Wrong(context, true, "the context has no user."));
    }

    /// <summary>A list of mappings with a name. It's created if it's missing or null, as kubectl writes an empty list.</summary>
    private static YamlSequenceNode Entries(YamlMappingNode tree, string list, bool isAddition)
    {
        var node = Member(tree, list);
        if (node is null or YamlScalarNode { Value: null or "" or "null" or "~" })
        {
            var made = new YamlSequenceNode();
            tree.Children[new YamlScalarNode(list)] = made;
            return made;
        }

        var entries = node as YamlSequenceNode ?? throw Wrong(node, isAddition, $"'{list}' isn't a list.");
        foreach (var entry in entries.Children)
        {
            if (entry is not YamlMappingNode mapping || string.IsNullOrEmpty(Text(mapping, "name", isAddition)))
            {
                throw Wrong(entry, isAddition, $"an entry of '{list}' has no name.");
            }
        }

        // The library would write new entries inside the brackets of '[]'.
        if (entries.Children.Count == 0)
        {
            entries.Style = YamlDotNet.Core.Events.SequenceStyle.Block;
        }

        return entries;
    }

    private static YamlNode? Member(YamlMappingNode tree, string name) =>
        tree.Children.TryGetValue(new YamlScalarNode(name), out var node) ? node : null;

    private static string? Text(YamlMappingNode tree, string name, bool isAddition) => Member(tree, name) switch
    {
        null => null,
        YamlScalarNode scalar => scalar.Value,
        var other => throw Wrong(other, isAddition, $"'{name}' isn't a string."),
    };

    private static KubeconfigFormatException Wrong(YamlNode node, bool isAddition, string why) => new(isAddition, node.Start.Line, why);
}
