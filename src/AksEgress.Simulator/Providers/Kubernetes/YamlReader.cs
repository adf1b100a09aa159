using System.Globalization;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Requests;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AksEgress.Simulator.Providers.Kubernetes;

/// <summary>
/// Converts YAML to JSON as kubectl does: tags are ignored, keys are strings, aliases and merge keys are expanded. Size, depth, and
/// number of nodes are limited, and the nodes of an alias count each time, so that a few lines can't expand to a billion nodes.
/// </summary>
internal sealed class YamlReader
{
    /// <summary>The maximum nesting depth of a document: it must still fit into a state file.</summary>
    public const int MaxDepth = 40;

    /// <summary>The maximum number of characters of a stream of documents.</summary>
    public const int MaxCharacters = 2 * 1024 * 1024;

    private const int MaxNodes = 50_000;
    private const int MaxDocuments = 500;

    private readonly Parser _parser;
    private readonly Dictionary<string, (JsonNode? Node, int Count)> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    private YamlReader(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>Reads all documents, without empty ones.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The file's name for messages.</param>
    /// <exception cref="KubectlException">It isn't YAML, or exceeds the simulator's limits.</exception>
    public static List<JsonNode> Read(string text, string source)
    {
        if (text.Length > MaxCharacters)
        {
            throw Error(source, "the simulator reads files of up to 2 MB");
        }

        try
        {
            return new YamlReader(text).ReadDocuments(source);
        }
        catch (YamlException fault)
        {
            throw Error(
                source,
                $"error converting YAML to JSON: yaml: line {fault.Start.Line.ToString(CultureInfo.InvariantCulture)}: {Reason(fault)}");
        }
        catch (Exception fault) when (fault is FormatException or OverflowException or ArgumentException or InvalidOperationException)
        {
            throw Error(source, $"error converting YAML to JSON: yaml: {RequestErrors.Shorten(fault.Message)}");
        }
    }

    private static KubectlException Error(string source, string what) => new($"error: error parsing {source}: {what}");

    private static string Reason(YamlException fault)
    {
        var message = fault.InnerException?.Message ?? fault.Message;
        return RequestErrors.Shorten(message.TrimEnd('.'));
    }

    private List<JsonNode> ReadDocuments(string source)
    {
        List<JsonNode> documents = [];
        _parser.Consume<StreamStart>();
        while (_parser.TryConsume<DocumentStart>(out _))
        {
            _anchors.Clear();
            if (Read(0, out _) is { } document)
            {
                documents.Add(document);
            }

            if (documents.Count > MaxDocuments)
            {
                throw Error(source, $"the simulator reads up to {MaxDocuments} documents");
            }

            _parser.Consume<DocumentEnd>();
        }

        return documents;
    }

    // Counts all nodes of the result, so that an alias counts with its content.
    private JsonNode? Read(int depth, out int count)
    {
        var next = _parser.Current!;
        Count(next, 1);
        if (depth > MaxDepth)
        {
            throw new YamlException(next.Start, next.End, $"nested deeper than {MaxDepth} levels");
        }

        if (next is AnchorAlias alias)
        {
            _parser.MoveNext();
            if (!_anchors.TryGetValue(alias.Value.Value, out var known))
            {
                throw new YamlException(alias.Start, alias.End, $"unknown anchor '{alias.Value.Value}' referenced");
            }

            Count(alias, known.Count);
            if (known.Count > 1 && depth + Depth(known.Node) > MaxDepth)
            {
                throw new YamlException(alias.Start, alias.End, $"nested deeper than {MaxDepth} levels");
            }

            count = known.Count;
            return known.Node?.DeepClone();
        }

        var anchor = ((NodeEvent)next).Anchor;
        var before = _nodes;
        var node = next switch
        {
            Scalar => YamlScalar.Value(_parser.Consume<Scalar>()),
            SequenceStart => ReadList(depth),
            _ => ReadMap(depth),
        };
        count = 1 + _nodes - before;
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = (node, count);
        }

        return node;
    }

    private JsonArray ReadList(int depth)
    {
        JsonArray list = [];
        _parser.Consume<SequenceStart>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            list.Add(Read(depth + 1, out _));
        }

        return list;
    }

    private JsonObject ReadMap(int depth)
    {
        JsonObject map = [];
        List<JsonObject> merged = [];
        var start = _parser.Consume<MappingStart>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.Accept<Scalar>(out _))
            {
                throw new YamlException(start.Start, start.End, "a key of a map must be a text");
            }

            var key = _parser.Consume<Scalar>();
            Count(key, 1);
            var value = Read(depth + 1, out _);
            if (key.Value == "<<" && key.Style == ScalarStyle.Plain)
            {
                merged.AddRange(value is JsonObject one ? [one] : (value as JsonArray)?.OfType<JsonObject>() ?? []);
            }
            else if (!map.TryAdd(key.Value, value))
            {
                throw new YamlException(key.Start, key.End, $"key \"{key.Value}\" already set in map");
            }
        }

        foreach ((var name, var value) in merged.SelectMany(static one => one.ToArray()))
        {
            if (!map.ContainsKey(name))
            {
                map[name] = value?.DeepClone();
            }
        }

        return map;
    }

    private void Count(ParsingEvent at, int nodes)
    {
        _nodes += nodes;
        if (_nodes > MaxNodes)
        {
            throw new YamlException(at.Start, at.End, "document contains excessive aliasing or more nodes than the simulator reads");
        }
    }

    private static int Depth(JsonNode? node) => node switch
    {
        JsonObject map => 1 + map.Select(static member => Depth(member.Value)).DefaultIfEmpty(0).Max(),
        JsonArray list => 1 + list.Select(Depth).DefaultIfEmpty(0).Max(),
        _ => 0,
    };
}
