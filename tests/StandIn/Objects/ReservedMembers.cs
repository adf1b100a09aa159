using System.Dynamic;
using System.Linq.Expressions;
using System.Management.Automation;
using System.Reflection;

namespace StandIn.Objects;

/// <summary>psobject, psbase, pstypenames: members that every object has and no listing shows.</summary>
internal static class ReservedMembers
{
    public static PSMemberInfo? Find(PSObject owner, string name) => name.ToUpperInvariant() switch
    {
        "PSOBJECT" => new PSNoteProperty("psobject", new ObjectView(owner)),
        "PSTYPENAMES" => new PSNoteProperty("pstypenames", owner.TypeNames),
        "PSBASE" => new PSNoteProperty("psbase", owner.BaseObject),
        "PSEXTENDED" => new PSMemberSet("psextended", owner.InstanceMembers),
        "PSSTANDARDMEMBERS" => TypeTable.Current?.Find(owner.CurrentTypeNames, "PSStandardMembers"),
        _ => null,
    };
}

/// <summary>An object seen as an object: what it is made of, instead of what it holds.</summary>
public sealed class ObjectView
{
    private readonly PSObject _owner;

    internal ObjectView(PSObject owner) => _owner = owner;

    public PSMemberInfoCollection<PSMemberInfo> Members => _owner.Members;

    public PSMemberInfoCollection<PSPropertyInfo> Properties => _owner.Properties;

    public PSMemberInfoCollection<PSMethodInfo> Methods => _owner.Methods;

    public object ImmediateBaseObject => _owner.ImmediateBaseObject;

    public object BaseObject => _owner.BaseObject;

    public System.Collections.ObjectModel.Collection<string> TypeNames => _owner.TypeNames;

    public PSObject Copy() => _owner.Copy();
}

/// <summary>C#'s dynamic on an object: members by name.</summary>
internal sealed class ObjectMetaObject(Expression expression, PSObject value) : DynamicMetaObject(expression, BindingRestrictions.Empty, value)
{
    private static readonly MethodInfo Getter = typeof(ObjectMetaObject).GetMethod(nameof(Get), BindingFlags.NonPublic | BindingFlags.Static)!;

    public override DynamicMetaObject BindGetMember(GetMemberBinder binder) =>
        new(Expression.Call(Getter, Expression.Convert(Expression, typeof(PSObject)), Expression.Constant(binder.Name)), BindingRestrictions.GetTypeRestriction(Expression, typeof(PSObject)));

    private static object? Get(PSObject target, string name) => target.Members[name]?.Value;
}
