using System.Collections.ObjectModel;

namespace System.Management.Automation;

[Flags]
public enum PSMemberTypes
{
    AliasProperty = 1,
    CodeProperty = 2,
    Property = 4,
    NoteProperty = 8,
    ScriptProperty = 16,
    Properties = AliasProperty | CodeProperty | Property | NoteProperty | ScriptProperty,
    PropertySet = 32,
    Method = 64,
    CodeMethod = 128,
    ScriptMethod = 256,
    Methods = CodeMethod | Method | ScriptMethod,
    ParameterizedProperty = 512,
    MemberSet = 1024,
    Event = 2048,
    Dynamic = 4096,
    All = Properties | CodeMethod | Event | Method | NoteProperty | ParameterizedProperty | PropertySet | MemberSet | ScriptMethod
        | Dynamic,
}

public abstract class PSMemberInfo
{
    private string _name = string.Empty;

    public string Name => _name;

    public abstract PSMemberTypes MemberType { get; }

    public abstract object? Value { get; set; }

    public bool IsInstance { get; internal set; }

    internal bool IsHidden { get; set; }

    // A member of a type's table is shared; reading it needs the object.
    internal object? Owner { get; set; }

    public abstract PSMemberInfo Copy();

    protected void SetMemberName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _name = name;
    }

    internal PSMemberInfo For(object? owner)
    {
        var copy = Copy();
        copy.Owner = owner;
        copy.IsHidden = IsHidden;
        copy.IsInstance = false;
        return copy;
    }
}

public abstract class PSPropertyInfo : PSMemberInfo
{
    public abstract bool IsSettable { get; }

    public abstract bool IsGettable { get; }
}

public class PSNoteProperty : PSPropertyInfo
{
    private object? _value;

    public PSNoteProperty(string name, object? value)
    {
        SetMemberName(name);
        _value = value;
    }

    public override PSMemberTypes MemberType => PSMemberTypes.NoteProperty;

    public override bool IsSettable => true;

    public override bool IsGettable => true;

    public override object? Value
    {
        get => _value;
        set => _value = IsInstance || Owner is null
            ? value
            : throw new SetValueException(
                "ChangeValueOfStaticNote",
                ErrorCategory.InvalidOperation,
                null,
                $"Cannot change the member created from the type configuration: \"{Name}\".");
    }

    public override PSMemberInfo Copy() => new PSNoteProperty(Name, _value) { IsInstance = IsInstance };
}

public class PSProperty : PSPropertyInfo
{
    private readonly StandIn.Objects.ClrProperty _property;
    private readonly object _target;

    internal PSProperty(StandIn.Objects.ClrProperty property, object target)
    {
        SetMemberName(property.Name);
        _property = property;
        _target = target;
    }

    public override PSMemberTypes MemberType => PSMemberTypes.Property;

    public override bool IsSettable => _property.CanWrite;

    public override bool IsGettable => _property.CanRead;

    public override object? Value
    {
        get => _property.Get(_target);
        set => _property.Set(_target, value);
    }

    public override PSMemberInfo Copy() => new PSProperty(_property, _target);
}

public class PSAliasProperty : PSPropertyInfo
{
    public PSAliasProperty(string name, string referencedMemberName)
        : this(name, referencedMemberName, null)
    {
    }

    public PSAliasProperty(string name, string referencedMemberName, Type? conversionType)
    {
        SetMemberName(name);
        ArgumentException.ThrowIfNullOrEmpty(referencedMemberName);
        ReferencedMemberName = referencedMemberName;
        ConversionType = conversionType;
    }

    public string ReferencedMemberName { get; }

    public Type? ConversionType { get; }

    public override PSMemberTypes MemberType => PSMemberTypes.AliasProperty;

    public override bool IsSettable => Referenced is PSPropertyInfo { IsSettable: true };

    public override bool IsGettable => Referenced is PSPropertyInfo { IsGettable: true };

    public override object? Value
    {
        get
        {
            var value = Referenced?.Value;
            return ConversionType is null ? value : LanguagePrimitives.ConvertTo(value, ConversionType);
        }

        set
        {
            if (Referenced is { } member)
            {
                member.Value = value;
            }
        }
    }

    private PSMemberInfo? Referenced => Owner is null ? null : PSObject.AsPSObject(Owner).Members[ReferencedMemberName];

    public override PSMemberInfo Copy() => new PSAliasProperty(Name, ReferencedMemberName, ConversionType) { Owner = Owner };
}

public class PSScriptProperty : PSPropertyInfo
{
    public PSScriptProperty(string name, ScriptBlock getterScript)
        : this(name, getterScript, null)
    {
    }

    public PSScriptProperty(string name, ScriptBlock? getterScript, ScriptBlock? setterScript)
    {
        SetMemberName(name);
        GetterScript = getterScript;
        SetterScript = setterScript;
    }

    public ScriptBlock? GetterScript { get; }

    public ScriptBlock? SetterScript { get; }

    public override PSMemberTypes MemberType => PSMemberTypes.ScriptProperty;

    public override bool IsSettable => SetterScript is not null;

    public override bool IsGettable => GetterScript is not null;

    public override object? Value
    {
        get
        {
            try
            {
                return GetterScript?.InvokeAsMember(Owner);
            }
            catch (RuntimeException failure)
            {
                throw new GetValueInvocationException(
                    "ScriptGetValueRuntimeException",
                    ErrorCategory.NotSpecified,
                    null,
                    $"Exception getting \"{Name}\": \"{failure.Message}\"",
                    failure);
            }
        }

        set => SetterScript?.InvokeAsMember(Owner, value);
    }

    public override PSMemberInfo Copy() => new PSScriptProperty(Name, GetterScript, SetterScript) { Owner = Owner };
}

public class PSPropertySet : PSMemberInfo
{
    public PSPropertySet(string name, IEnumerable<string> referencedPropertyNames)
    {
        SetMemberName(name);
        ReferencedPropertyNames = new Collection<string>([
            .. referencedPropertyNames ?? throw new ArgumentNullException(nameof(referencedPropertyNames))
        ]);
    }

    public Collection<string> ReferencedPropertyNames { get; }

    public override PSMemberTypes MemberType => PSMemberTypes.PropertySet;

    public override object? Value
    {
        get => this;
        set =>
            throw new ExtendedTypeSystemException(
                "CannotChangePSPropertySetValue",
                ErrorCategory.InvalidOperation,
                null,
                $"Cannot set the Value property for PSMemberInfo object of type \"{nameof(PSPropertySet)}\".");
    }

    public override PSMemberInfo Copy() => new PSPropertySet(Name, ReferencedPropertyNames);
}

public class PSMemberSet : PSMemberInfo
{
    private readonly List<PSMemberInfo> _members = [];

    public PSMemberSet(string name, IEnumerable<PSMemberInfo> members)
    {
        SetMemberName(name);
        _members.AddRange(members ?? throw new ArgumentNullException(nameof(members)));
    }

    public PSMemberInfoCollection<PSMemberInfo> Members => new StandIn.Objects.FixedMembers<PSMemberInfo>(_members);

    public override PSMemberTypes MemberType => PSMemberTypes.MemberSet;

    public override object? Value
    {
        get => this;
        set =>
            throw new ExtendedTypeSystemException(
                "CannotChangePSMemberSetValue",
                ErrorCategory.InvalidOperation,
                null,
                $"Cannot set the Value property for PSMemberInfo object of type \"{nameof(PSMemberSet)}\".");
    }

    public override PSMemberInfo Copy() => new PSMemberSet(Name, _members);
}
