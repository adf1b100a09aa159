using System.Collections;
using System.Management.Automation;
using StandIn.Objects;

namespace StandIn.Script;

/// <summary>A file with a single hashtable of constants, such as a module manifest: parsed, never run.</summary>
internal static class DataFile
{
    public static Hashtable Read(string path)
    {
        var body = ScriptParser.Parse(new SourceText(File.ReadAllText(path), path));
        return body.Statements is [PipelineStatement { OnlyExpression: HashLiteral literal }]
            ? (Hashtable)Value(literal, path)!
            : throw ScriptErrors.New(
                "Modules_InvalidManifest",
                $"The module manifest '{path}' could not be processed because it is not a valid PowerShell module manifest file.",
                path,
                ErrorCategory.ResourceUnavailable);
    }

    private static object? Value(Expression expression, string path) => expression switch
    {
        Constant { Value: WrittenNumber written } => written.Number,
        Constant constant => constant.Value,
        Variable variable => variable.Name.ToUpperInvariant() switch
        {
            "TRUE" => true,
            "FALSE" => false,
            "NULL" => null,
            "PSSCRIPTROOT" => Path.GetDirectoryName(path),
            _ => throw NotConstant(expression),
        },
        Expandable text => string.Concat(text.Pieces.Select(p => p as string ?? ObjectText.Of(Value((Expression)p, path)))),
        ArrayLiteral list => list.Items.Select(i => Value(i, path)).ToArray(),
        ArrayOf array =>
            array.Body.Statements.SelectMany(s => Value(Only(s), path) is object?[] many ? many : [Value(Only(s), path)]).ToArray(),
        Paren paren => Value(Only(paren.Inner), path),
        HashLiteral hash => Table(hash, path),
        Cast cast => LanguagePrimitives.ConvertTo(Value(cast.Operand, path), ExpressionEvaluator.RequireType(cast.TypeName)),
        _ => throw NotConstant(expression),
    };

    private static Hashtable Table(HashLiteral literal, string path)
    {
        var table = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach ((var key, var value) in literal.Entries)
        {
            table[Value(key, path)!] = Value(Only(value), path);
        }

        return table;
    }

    private static Expression Only(Statement statement) => (statement as PipelineStatement)?.OnlyExpression ?? throw NotConstant(statement);

    private static RuntimeException NotConstant(Node node) =>
        ScriptErrors.New(
            "Modules_InvalidManifest",
            $"Line {node.Extent.StartLineNumber}: a data file holds constants only, not '{node.Extent.Text}'.",
            null,
            ErrorCategory.ParserError);
}
