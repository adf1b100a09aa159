using System.Reflection;

namespace System.Management.Automation;

public abstract class PSMethodInfo : PSMemberInfo
{
    public sealed override object? Value
    {
        get => this;
        set =>
            throw new ExtendedTypeSystemException(
                "CannotChangePSMethodInfoValue",
                ErrorCategory.InvalidOperation,
                null,
                $"Cannot set the Value property for PSMemberInfo object of type \"{GetType().Name}\".");
    }

    public abstract object? Invoke(params object?[] arguments);
}

public class PSMethod : PSMethodInfo
{
    private readonly MethodInfo[] _overloads;
    private readonly object _target;

    internal PSMethod(string name, MethodInfo[] overloads, object target)
    {
        SetMemberName(name);
        _overloads = overloads;
        _target = target;
    }

    public override PSMemberTypes MemberType => PSMemberTypes.Method;

    public override PSMemberInfo Copy() => new PSMethod(Name, _overloads, _target);

    public override object? Invoke(params object?[] arguments) =>
        StandIn.Objects.ClrMethods.Invoke(Name, _overloads, _target, arguments ?? throw new ArgumentNullException(nameof(arguments)));
}

public class PSScriptMethod : PSMethodInfo
{
    public PSScriptMethod(string name, ScriptBlock script)
    {
        SetMemberName(name);
        Script = script ?? throw new ArgumentNullException(nameof(script));
    }

    public ScriptBlock Script { get; }

    public override PSMemberTypes MemberType => PSMemberTypes.ScriptMethod;

    public override PSMemberInfo Copy() => new PSScriptMethod(Name, Script) { Owner = Owner };

    public override object? Invoke(params object?[] arguments) => Script.InvokeAsMember(Owner, arguments);
}
