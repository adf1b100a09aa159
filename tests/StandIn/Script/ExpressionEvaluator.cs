using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using StandIn.Conversion;
using StandIn.Objects;
using StandIn.Sessions;

namespace StandIn.Script;

/// <summary>Evaluates expressions, and assigns to assignable ones.</summary>
internal sealed class ExpressionEvaluator(Session session, Evaluator statements)
{
    public object? Evaluate(Expression expression) => expression switch
    {
        Constant { Value: WrittenNumber written } => new PSObject(written.Number) { TextFromSource = written.Text, IsWrittenNumber = true },
        Constant constant => constant.Value,
        Variable variable => ReadVariable(variable.Name),
        Expandable text => string.Concat(text.Pieces.Select(p => p as string ?? ObjectText.Of(Evaluate((Expression)p)))),
        ArrayLiteral list => list.Items.Select(i => Plain(Evaluate(i))).ToArray(),
        ArrayOf array => Array(array),
        SubExpression sub => Fold(statements.Collect(sub.Body)),
        Paren paren => statements.Value(paren.Inner),
        HashLiteral hash => Hash(hash, new Hashtable(StringComparer.CurrentCultureIgnoreCase)),
        BlockLiteral block => new ScriptBlock(block.Body, block.Text),
        TypeLiteral type => RequireType(type.Name),
        Cast cast => Convert(cast),
        Unary unary => Operators.Unary(unary.Operator, Evaluate(unary.Operand)),
        Binary binary => Combine(binary),
        Member { IsStatic: true } member => MemberAccess.GetStatic(StaticTarget(member.Target), NameOf(member.Name)),
        Member member => MemberAccess.Get(Evaluate(member.Target), NameOf(member.Name)),
        InvokeMember call => Call(call),
        IndexOf index => IndexAccess.Get(Evaluate(index.Target), Evaluate(index.Index)),
        _ => throw new InvalidOperationException($"No value for a {expression.GetType().Name}."),
    };

    public object? Assign(Expression target, string op, object? value)
    {
        switch (target)
        {
            case Variable variable:
                value = op == "=" ? value : Operators.Binary(op[..^1], ReadVariable(variable.Name), value);
                WriteVariable(variable.Name, value);
                return value;
            case Cast { Operand: Variable typed } cast:
                value = CastTo(cast.TypeName, value);
                WriteVariable(typed.Name, value);
                return value;
            case Member { IsStatic: true } fixedMember:
                var holder = StaticTarget(fixedMember.Target);
                var fixedName = NameOf(fixedMember.Name);
                value = op == "=" ? value : Operators.Binary(op[..^1], MemberAccess.GetStatic(holder, fixedName), value);
                MemberAccess.SetStatic(holder, fixedName, value);
                return value;
            case Member member:
                var owner = Evaluate(member.Target);
                var name = NameOf(member.Name);
                value = op == "=" ? value : Operators.Binary(op[..^1], MemberAccess.Get(owner, name), value);
                MemberAccess.Set(owner, name, value);
                return value;
            case IndexOf index:
                var container = Evaluate(index.Target);
                var at = Evaluate(index.Index);
                value = op == "=" ? value : Operators.Binary(op[..^1], IndexAccess.Get(container, at), value);
                IndexAccess.Set(container, at, value);
                return value;
            case ArrayLiteral several:
                return AssignSeveral(several, value);
            default:
                throw ScriptErrors.New("InvalidLeftHandSide", "The assignment expression is not valid.");
        }
    }

    public object? ReadVariable(string name)
    {
        if (name.StartsWith("env:", StringComparison.OrdinalIgnoreCase))
        {
            return Environment.GetEnvironmentVariable(name[4..]);
        }

        return name.ToUpperInvariant() switch
        {
            "TRUE" => true,
            "FALSE" => false,
            "NULL" => null,
            "PWD" => session.Location.Current,
            _ => session.Variables.GetValue(name),
        };
    }

    private static object? Fold(List<object?> values) => values.Count switch
    {
        0 => null,
        1 => values[0],
        _ => values.ToArray(),
    };

    private static object? Plain(object? value) => PSObject.IsNothing(value) ? null : value;

    // $env:name belongs to the process.
    private void WriteVariable(string name, object? value)
    {
        if (name.StartsWith("env:", StringComparison.OrdinalIgnoreCase))
        {
            Environment.SetEnvironmentVariable(name[4..], value is null ? null : ObjectText.Of(value));
            return;
        }

        if (name.Equals("null", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        session.Variables.Set(name, value);
    }

    private object?[] Array(ArrayOf array)
    {
        if (array.Body.Statements is [PipelineStatement { OnlyExpression: ArrayLiteral literal }])
        {
            return (object?[])Evaluate(literal)!;
        }

        return [.. statements.Collect(array.Body)];
    }

    private IDictionary Hash(HashLiteral literal, IDictionary into)
    {
        foreach ((var keyExpression, var valueStatement) in literal.Entries)
        {
            var key = PSObject.Unwrap(Evaluate(keyExpression))
                ?? throw ScriptErrors.New(
                    "InvalidNullKey", "A null key is not allowed in a hash literal.", null, ErrorCategory.InvalidOperation);
            var value = Plain(statements.Value(valueStatement));
            if (into.Contains(key))
            {
                throw ScriptErrors.New(
                    "DuplicateKeyInHashLiteral",
                    $"Item has already been added. Key in dictionary: '{ObjectText.Of(key)}'  Key being added: '{ObjectText.Of(key)}'",
                    null,
                    ErrorCategory.InvalidOperation);
            }

            into.Add(key, value);
        }

        return into;
    }

    private object? Convert(Cast cast)
    {
        var type = cast.TypeName.Trim();
        var isBag = type.Equals("pscustomobject", StringComparison.OrdinalIgnoreCase)
            || type.Equals("psobject", StringComparison.OrdinalIgnoreCase)
            || type.Equals("System.Management.Automation.PSCustomObject", StringComparison.OrdinalIgnoreCase);
        if (type.Equals("ordered", StringComparison.OrdinalIgnoreCase) && cast.Operand is HashLiteral ordered)
        {
            return Hash(ordered, new OrderedDictionary(StringComparer.CurrentCultureIgnoreCase));
        }

        if (isBag)
        {
            // In a literal, the properties keep their order.
            var source = cast.Operand is HashLiteral literal
                ? Hash(literal, new OrderedDictionary(StringComparer.CurrentCultureIgnoreCase))
                : Evaluate(cast.Operand);
            return PSObject.Unwrap(source) is IDictionary entries && !type.Equals("psobject", StringComparison.OrdinalIgnoreCase)
                ? Bag(entries)
                : source is null ? null
                : PSObject.AsPSObject(source);
        }

        return CastTo(type, Evaluate(cast.Operand));
    }

    private static PSObject Bag(IDictionary entries)
    {
        var bag = new PSObject();
        foreach (DictionaryEntry entry in entries)
        {
            var name = ObjectText.Of(entry.Key);
            if (name.Equals("PSTypeName", StringComparison.OrdinalIgnoreCase))
            {
                bag.TypeNames.Insert(0, ObjectText.Of(entry.Value));
            }
            else
            {
                bag.SetNote(name, entry.Value);
            }
        }

        return bag;
    }

    private static object? CastTo(string typeName, object? value)
    {
        var type = RequireType(typeName);
        return type == typeof(void)
            ? System.Management.Automation.Internal.AutomationNull.Value
            : LanguagePrimitives.ConvertTo(value, type);
    }

    public static Type RequireType(string name) =>
        TypeNames.Find(name) ?? throw ScriptErrors.New("TypeNotFound", $"Unable to find type [{name}].", name);

    private object? Combine(Binary binary)
    {
        var left = Evaluate(binary.Left);
        switch (binary.Operator)
        {
            case "-and":
                return LanguagePrimitives.IsTrue(left) && LanguagePrimitives.IsTrue(Evaluate(binary.Right));
            case "-or":
                return LanguagePrimitives.IsTrue(left) || LanguagePrimitives.IsTrue(Evaluate(binary.Right));
            case "-is" or "-isnot" or "-as" when binary.Right is TypeLiteral literal:
                return Operators.Binary(binary.Operator, left, RequireType(literal.Name));
            case "-match" or "-cmatch" or "-notmatch" or "-cnotmatch":
                return Operators.Match(session, binary.Operator, left, Evaluate(binary.Right));
            default:
                return Operators.Binary(binary.Operator, left, Evaluate(binary.Right));
        }
    }

    private object? AssignSeveral(ArrayLiteral targets, object? value)
    {
        object?[] values = LanguagePrimitives.GetEnumerable(value) is { } many ? [.. many.Cast<object?>()] : [value];
        for (var i = 0; i < targets.Items.Count; i++)
        {
            var last = i == targets.Items.Count - 1;
            Assign(targets.Items[i], "=", last && values.Length > i + 1 ? values[i..] : i < values.Length ? values[i] : null);
        }

        return value;
    }

    private string NameOf(Expression name) => ObjectText.Of(Evaluate(name));

    private Type StaticTarget(Expression target) => target is TypeLiteral literal ? RequireType(literal.Name)
        : PSObject.Unwrap(Evaluate(target)) is { } value ? value as Type ?? value.GetType()
        : throw ScriptErrors.New("InvokeMethodOnNull", "You cannot call a method on a null-valued expression.");

    private object? Call(InvokeMember call)
    {
        object?[] arguments = [.. call.Arguments.Select(a => Plain(Evaluate(a)))];
        return call.IsStatic
            ? MemberAccess.InvokeStatic(StaticTarget(call.Target), NameOf(call.Name), arguments)
            : MemberAccess.Invoke(Evaluate(call.Target), NameOf(call.Name), arguments);
    }
}
