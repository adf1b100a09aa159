using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation.Internal;
using System.Runtime.CompilerServices;
using StandIn.Objects;

namespace System.Management.Automation
{
    public class PSObject : IFormattable
    {
        // Added members stay with the object, however often it is wrapped again.
        private static readonly ConditionalWeakTable<object, Extension> s_extensions = [];
        private readonly object _base;
        private Extension? _extension;

        public PSObject()
            : this(PSCustomObject.Instance)
        {
        }

        public PSObject(object obj)
        {
            ArgumentNullException.ThrowIfNull(obj);
            _base = obj;
        }

        public object BaseObject => _base is PSObject inner ? inner.BaseObject : _base;

        public PSMemberInfoCollection<PSMemberInfo> Members => new ObjectMembers<PSMemberInfo>(this);

        public PSMemberInfoCollection<PSPropertyInfo> Properties => new ObjectMembers<PSPropertyInfo>(this);

        public Collection<string> TypeNames
        {
            get
            {
                var extension = Extended();
                return extension.TypeNames ??= new Collection<string>([.. ObjectTypes.NamesOf(BaseObject)]);
            }
        }

        // The text of a deserialized object before it became a property bag.
        internal string? TextFromSource
        {
            get => _extension?.Text;
            set => Extended().Text = value;
        }

        /// <summary>A number as written in a script: text parameters get it as it was written.</summary>
        internal bool IsWrittenNumber { get; init; }

        internal IReadOnlyList<string> CurrentTypeNames => Existing()?.TypeNames is { } own ? own : ObjectTypes.NamesOf(BaseObject);

        internal IEnumerable<PSMemberInfo> InstanceMembers => Existing()?.Members.Values ?? Enumerable.Empty<PSMemberInfo>();

        internal bool HasInstanceMembers => Existing() is { Members.Count: > 0 };

        public static implicit operator PSObject(Hashtable valueToConvert) => AsPSObject(valueToConvert);

        public static PSObject AsPSObject(object obj)
        {
            ArgumentNullException.ThrowIfNull(obj);
            return obj as PSObject ?? new PSObject(obj);
        }

        public override string ToString() => ObjectText.Of(this, Globalization.CultureInfo.CurrentCulture, lists: true);

        public string ToString(string? format, IFormatProvider? formatProvider) =>
            BaseObject is IFormattable formattable && TextFromSource is null ? formattable.ToString(format, formatProvider) : ToString();

        internal static object? Unwrap(object? value) => value switch
        {
            PSObject wrapped when ReferenceEquals(wrapped, AutomationNull.Value) => null,
            PSObject { BaseObject: PSCustomObject } bag => bag,
            PSObject wrapped => wrapped.BaseObject,
            _ => value,
        };

        internal static bool IsNothing(object? value) => value is null || ReferenceEquals(value, AutomationNull.Value);

        internal void AddInstanceMember(PSMemberInfo member, bool preValidated)
        {
            var extension = Extended();
            if (!preValidated && extension.Members.Contains(member.Name))
            {
                throw new ExtendedTypeSystemException(
                    "AlreadyPresentPSMemberInfoInternalCollectionAdd",
                    ErrorCategory.InvalidOperation,
                    null,
                    $"The member \"{member.Name}\" is already present.");
            }

            if (member is PSProperty or PSMethod && member.Owner is null && !preValidated)
            {
                throw new ExtendedTypeSystemException(
                    "CannotAddPropertyOrMethod",
                    ErrorCategory.InvalidOperation,
                    null,
                    "A PSProperty or PSMethod object cannot be added to this collection.");
            }

            var own = member.Copy();
            own.IsInstance = true;
            own.IsHidden = member.IsHidden;
            own.Owner = this;
            extension.Members[own.Name] = own;
        }

        internal void SetNote(string name, object? value)
        {
            if (Existing()?.Members[name] is PSPropertyInfo { IsSettable: true } known)
            {
                known.Value = value;
                return;
            }

            AddInstanceMember(new PSNoteProperty(name, value), preValidated: true);
        }

        internal PSMemberInfo? Find(string name, Type kind)
        {
            if (Existing()?.Members[name] is { IsHidden: false } own && kind.IsInstanceOfType(own))
            {
                return own;
            }

            if (TypeTable.Current?.Find(CurrentTypeNames, name) is { } fromTable && kind.IsInstanceOfType(fromTable) && !fromTable.IsHidden)
            {
                return fromTable.For(this);
            }

            var inner = BaseObject;
            if (inner is PSCustomObject)
            {
                return kind.IsAssignableFrom(typeof(PSMethod)) && ClrType.Of(typeof(PSCustomObject)).Method(name) is { } plain
                    ? new PSMethod(plain[0].Name, plain, inner)
                    : kind == typeof(PSMemberInfo) ? ReservedMembers.Find(this, name)
                    : null;
            }

            var clr = ClrType.Of(inner.GetType());
            if (kind.IsAssignableFrom(typeof(PSProperty)) && clr.Property(name) is { } property)
            {
                return new PSProperty(property, inner);
            }

            if (kind.IsAssignableFrom(typeof(PSMethod)) && clr.Method(name) is { } method)
            {
                return new PSMethod(method[0].Name, method, inner);
            }

            return kind == typeof(PSMemberInfo) ? ReservedMembers.Find(this, name) : null;
        }

        internal IEnumerable<PSMemberInfo> AllMembers(Type kind)
        {
            var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var member in InstanceMembers)
            {
                if (!member.IsHidden && seen.Add(member.Name))
                {
                    yield return member;
                }
            }

            foreach (var member in TypeTable.Current?.All(CurrentTypeNames) ?? [])
            {
                if (!member.IsHidden && seen.Add(member.Name))
                {
                    yield return member.For(this);
                }
            }

            var inner = BaseObject;
            if (inner is PSCustomObject)
            {
                yield break;
            }

            var clr = ClrType.Of(inner.GetType());
            foreach (var property in kind.IsAssignableFrom(typeof(PSProperty)) ? clr.Properties : [])
            {
                if (seen.Add(property.Name))
                {
                    yield return new PSProperty(property, inner);
                }
            }

            foreach ((var name, var overloads) in kind.IsAssignableFrom(typeof(PSMethod)) ? clr.Methods : [])
            {
                if (seen.Add(name))
                {
                    yield return new PSMethod(name, overloads, inner);
                }
            }
        }

        private static object? KeyOf(object inner) => inner is string or PSCustomObject or ValueType ? null : inner;

        private Extension? Existing()
        {
            if (_extension is null && KeyOf(BaseObject) is { } key)
            {
                s_extensions.TryGetValue(key, out _extension);
            }

            return _extension;
        }

        private Extension Extended() =>
            _extension ??= KeyOf(BaseObject) is { } key ? s_extensions.GetValue(key, _ => new Extension()) : new Extension();

        private sealed class Extension
        {
            public MemberList Members { get; } = new();

            public Collection<string>? TypeNames { get; set; }

            public string? Text { get; set; }
        }
    }

    public class PSCustomObject
    {
        internal static readonly PSCustomObject Instance = new();

        private PSCustomObject()
        {
        }
    }
}

namespace System.Management.Automation.Internal
{
    public static class AutomationNull
    {
        public static PSObject Value { get; } = new();
    }
}
