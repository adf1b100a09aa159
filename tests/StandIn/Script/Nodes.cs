using System.Management.Automation.Language;

namespace StandIn.Script;

/// <summary>A syntax node of a script. The evaluator defines its behavior.</summary>
internal abstract record Node
{
    public required IScriptExtent Extent { get; init; }
}

internal abstract record Statement : Node;

internal abstract record Expression : Node;

internal sealed record ScriptBody(IReadOnlyList<ScriptParameter> Parameters, IReadOnlyList<Statement> Statements) : Node;

internal sealed record ScriptParameter(string Name, string? TypeName, Expression? Default, bool Mandatory, IReadOnlyList<string> Aliases);

internal sealed record PipelineStatement(IReadOnlyList<Node> Elements) : Statement
{
    /// <summary>The expression, if the pipeline consists of a single one.</summary>
    public Expression? OnlyExpression => Elements is [Expression only] ? only : null;
}

internal sealed record Assignment(Expression Target, string Operator, Statement Value) : Statement;

internal sealed record IfStatement(IReadOnlyList<(Statement Condition, Block Then)> Clauses, Block? Otherwise) : Statement;

internal sealed record ForeachStatement(string Variable, Statement Items, Block Body) : Statement;

internal sealed record TryStatement(Block Body, IReadOnlyList<CatchClause> Catches, Block? Finally) : Statement;

internal sealed record CatchClause(IReadOnlyList<string> TypeNames, Block Body);

internal sealed record ThrowStatement(Statement? Value) : Statement;

internal sealed record ReturnStatement(Statement? Value) : Statement;

internal sealed record ExitStatement(Statement? Value) : Statement;

internal sealed record Block(IReadOnlyList<Statement> Statements) : Statement;

/// <summary>A command with its arguments; invoked by its name, or by &amp; or . and an expression.</summary>
internal sealed record CommandElement(Expression Name, string? Invocation, IReadOnlyList<CommandPart> Parts) : Node;

internal abstract record CommandPart : Node;

/// <summary>-Name, or -Name:value.</summary>
internal sealed record ParameterPart(string Name, Expression? Value) : CommandPart;

internal sealed record ArgumentPart(Expression Value) : CommandPart;

internal sealed record SplatPart(string Variable) : CommandPart;

internal sealed record Constant(object? Value) : Expression;

internal sealed record Expandable(IReadOnlyList<object> Pieces) : Expression;

internal sealed record Variable(string Name) : Expression;

internal sealed record ArrayLiteral(IReadOnlyList<Expression> Items) : Expression;

internal sealed record ArrayOf(Block Body) : Expression;

internal sealed record SubExpression(Block Body) : Expression;

internal sealed record Paren(Statement Inner) : Expression;

internal sealed record HashLiteral(IReadOnlyList<(Expression Key, Statement Value)> Entries) : Expression;

internal sealed record BlockLiteral(ScriptBody Body, string Text) : Expression;

internal sealed record TypeLiteral(string Name) : Expression;

internal sealed record Cast(string TypeName, Expression Operand) : Expression;

internal sealed record Unary(string Operator, Expression Operand) : Expression;

internal sealed record Binary(string Operator, Expression Left, Expression Right) : Expression;

internal sealed record Member(Expression Target, Expression Name, bool IsStatic) : Expression;

internal sealed record InvokeMember(Expression Target, Expression Name, bool IsStatic, IReadOnlyList<Expression> Arguments) : Expression;

internal sealed record IndexOf(Expression Target, Expression Index) : Expression;
