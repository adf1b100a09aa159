using System.Collections.ObjectModel;

namespace System.Management.Automation.Language;

/// <summary>Only the parts that completers receive: the typed command. Scripts have another syntax tree.</summary>
public abstract class Ast
{
    protected Ast(IScriptExtent extent) => Extent = extent ?? throw new ArgumentNullException(nameof(extent));

    public IScriptExtent Extent { get; }
}

public abstract class StatementAst : Ast
{
    protected StatementAst(IScriptExtent extent)
        : base(extent)
    {
    }
}

public abstract class CommandBaseAst : StatementAst
{
    internal CommandBaseAst(IScriptExtent extent)
        : base(extent)
    {
    }
}

public abstract class CommandElementAst : Ast
{
    protected CommandElementAst(IScriptExtent extent)
        : base(extent)
    {
    }
}

public abstract class ExpressionAst : CommandElementAst
{
    protected ExpressionAst(IScriptExtent extent)
        : base(extent)
    {
    }
}

public class ConstantExpressionAst : ExpressionAst
{
    public ConstantExpressionAst(IScriptExtent extent, object? value)
        : base(extent) => Value = value;

    public object? Value { get; }
}

public class CommandParameterAst : CommandElementAst
{
    public CommandParameterAst(IScriptExtent extent, string parameterName, ExpressionAst? argument, IScriptExtent errorPosition)
        : base(extent)
    {
        ParameterName = parameterName;
        Argument = argument;
        ErrorPosition = errorPosition;
    }

    public string ParameterName { get; }

    public ExpressionAst? Argument { get; }

    public IScriptExtent ErrorPosition { get; }
}

public class CommandAst : CommandBaseAst
{
    internal CommandAst(IScriptExtent extent, IEnumerable<CommandElementAst> commandElements)
        : base(extent) => CommandElements = new ReadOnlyCollection<CommandElementAst>([.. commandElements]);

    public ReadOnlyCollection<CommandElementAst> CommandElements { get; }

    public string? GetCommandName() =>
        CommandElements.Count > 0 && CommandElements[0] is ConstantExpressionAst { Value: string name } ? name : null;
}
