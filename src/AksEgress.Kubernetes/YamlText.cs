using AksEgress.Core.Kubeconfigs;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace AksEgress.Kubernetes;

/// <summary>YAML texts as trees and back, with hostile texts refused before they cost anything.</summary>
internal static class YamlText
{
    // A kubeconfig is about six deep; the library's tree is built by recursion, which a deep text would end the process with.
    private const int MaximumDepth = 64;
    private const int MaximumNodes = 1_000_000;

    /// <summary>Reads a text; null for one without content.</summary>
    /// <exception cref="KubeconfigFormatException">It is no YAML, or no kubeconfig.</exception>
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
                1 => throw new KubeconfigFormatException(isAddition, stream.Documents[0].RootNode.Start.Line, "it is not a mapping."),
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

        // Long lines stay whole: a certificate must not be folded.
        var emitter = new UnendedEmitter(new Emitter(writer, new EmitterSettings().WithBestWidth(int.MaxValue).WithNewLine("\n")));

        // Anchors of the library's own would name every two nodes that happen to be equal.
        new YamlStream(new YamlDocument(root)).Save(emitter, assignAnchors: false);
        return writer.ToString();
    }

    /// <summary>True when two trees say the same, whatever their style and the order of members.</summary>
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
                    isAddition, parser.Current.Start.Line, "it is nested too deep or has too many members.");
            }

            // An alias makes a tree a graph, which can be walked for ever.
            if (parser.Current is AnchorAlias)
            {
                throw new KubeconfigFormatException(isAddition, parser.Current.Start.Line, "it has aliases, which kubeconfigs do not.");
            }
        }
    }

    // Some texts bring the library itself out of step, '[a' with '}' after it for one.
    private static bool Move(Parser parser, bool isAddition)
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            throw new KubeconfigFormatException(isAddition, parser.Current?.End.Line ?? 0, "it is not YAML from here on.");
        }
    }

    // The library's messages may quote keys and, of duplicates, more; a kubeconfig is a secret.
    private static string Reason(YamlException e) =>
        e.Message.Contains("Duplicate", StringComparison.OrdinalIgnoreCase) ? "a member is named twice."
            : e.Message.Contains('\'', StringComparison.Ordinal) && e.Message.Length > 120 ? "it is not YAML."
            : "it is not YAML: " + e.Message.TrimEnd('.') + ".";

    /// <summary>Ends a document without the mark that the library writes, which kubectl does not write.</summary>
    private sealed class UnendedEmitter(Emitter inner) : IEmitter
    {
        public void Emit(ParsingEvent @event) => inner.Emit(@event is DocumentEnd ? new DocumentEnd(isImplicit: true) : @event);
    }
}
