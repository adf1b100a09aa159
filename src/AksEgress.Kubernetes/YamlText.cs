using AksEgress.Core.Kubeconfigs;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace AksEgress.Kubernetes;

/// <summary>Converts YAML to trees and back. It refuses malicious texts before it creates a tree.</summary>
internal static class YamlText
{
    // A kubeconfig has about six levels. The library creates the tree recursively, so a deep text would overflow the stack.
    private const int MaximumDepth = 64;
    private const int MaximumNodes = 1_000_000;

    /// <summary>Reads a text; null if it has no content.</summary>
    /// <exception cref="KubeconfigFormatException">It isn't YAML, or not a kubeconfig.</exception>
    public static YamlMappingNode? Read(string text, bool isAddition)
    {
        try
        {
            Check(text, isAddition);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count switch
            {
                0 => null,
                1 when stream.Documents[0].RootNode is YamlMappingNode root => root,
                1 when stream.Documents[0].RootNode is YamlScalarNode { Value: null or "" or "null" or "~" } => null,
                1 => throw new KubeconfigFormatException(isAddition, stream.Documents[0].RootNode.Start.Line, "it isn't a mapping."),
                _ => throw new KubeconfigFormatException(isAddition, 0, "it has more than one document."),
            };
        }
        catch (YamlException e)
        {
            throw new KubeconfigFormatException(isAddition, e.Start.Line, Reason(e));
        }
    }

    /// <summary>Writes a tree.</summary>
    public static string Write(YamlMappingNode root)
    {
        using var writer = new StringWriter { NewLine = "\n" };

        // Long lines aren't folded, because they contain certificates.
        var emitter = new UnendedEmitter(new Emitter(writer, new EmitterSettings().WithBestWidth(int.MaxValue).WithNewLine("\n")));

        // The library would add an anchor to each pair of equal nodes.
        new YamlStream(new YamlDocument(root)).Save(emitter, assignAnchors: false);
        return writer.ToString();
    }

    /// <summary>True when two trees are equal, except for style and the order of members.</summary>
    public static bool AreSame(YamlNode one, YamlNode other) => (one, other) switch
    {
        (YamlScalarNode a, YamlScalarNode b) => a.Value == b.Value,
        (YamlSequenceNode a, YamlSequenceNode b) =>
            a.Children.Count == b.Children.Count && a.Children.Zip(b.Children).All(pair => AreSame(pair.First, pair.Second)),
        (YamlMappingNode a, YamlMappingNode b) => a.Children.Count == b.Children.Count
            && a.Children.All(member => b.Children.TryGetValue(member.Key, out var value) && AreSame(member.Value, value)),
        _ => false,
    };

    private static void Check(string text, bool isAddition)
    {
        var parser = new Parser(new StringReader(text));
        var (depth, nodes) = (0, 0);
        while (Move(parser, isAddition))
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MaximumDepth || ++nodes > MaximumNodes)
            {
                throw new KubeconfigFormatException(
                    isAddition, parser.Current.Start.Line, "it's nested too deeply or has too many members.");
            }

            // With aliases, the tree becomes a graph, and a walk through it might not end.
            if (parser.Current is AnchorAlias)
            {
                throw new KubeconfigFormatException(isAddition, parser.Current.Start.Line, "it has aliases, which kubeconfigs don't have.");
            }
        }
    }

    // For some invalid texts, such as '[a' followed by '}', the library throws other exceptions than its own.
    private static bool Move(Parser parser, bool isAddition)
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            throw new KubeconfigFormatException(isAddition, parser.Current?.End.Line ?? 0, "it isn't valid YAML after this line.");
        }
    }

    // The library's messages can quote keys, and more for duplicate keys. A kubeconfig is a secret.
    private static string Reason(YamlException e) =>
        e.Message.Contains("Duplicate", StringComparison.OrdinalIgnoreCase) ? "a member exists twice."
            : e.Message.Contains('\'', StringComparison.Ordinal) && e.Message.Length > 120 ? "it isn't YAML."
            : "it isn't YAML: " + e.Message.TrimEnd('.') + ".";

    /// <summary>Omits the end mark of a document, which the library writes and kubectl doesn't.</summary>
    private sealed class UnendedEmitter(Emitter inner) : IEmitter
    {
        public void Emit(ParsingEvent @event) => inner.Emit(@event is DocumentEnd ? new DocumentEnd(isImplicit: true) : @event);
    }
}
