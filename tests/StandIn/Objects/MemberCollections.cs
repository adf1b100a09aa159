using System.Collections;
using System.Management.Automation;

namespace System.Management.Automation
{
    public abstract class PSMemberInfoCollection<T> : IEnumerable<T>
        where T : PSMemberInfo
    {
        public abstract T? this[string name] { get; }

        public abstract void Add(T member);

        public abstract void Add(T member, bool preValidated);

        public abstract ReadOnlyPSMemberInfoCollection<T> Match(string name);

        public abstract ReadOnlyPSMemberInfoCollection<T> Match(string name, PSMemberTypes memberTypes);

        public abstract IEnumerator<T> GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public class ReadOnlyPSMemberInfoCollection<T> : IEnumerable<T>
        where T : PSMemberInfo
    {
        private readonly List<T> _members;

        internal ReadOnlyPSMemberInfoCollection(List<T> members) => _members = members;

        public virtual IEnumerator<T> GetEnumerator() => _members.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

namespace StandIn.Objects
{
    internal static class MemberMatching
    {
        public static ReadOnlyPSMemberInfoCollection<T> Match<T>(IEnumerable<T> members, string name, PSMemberTypes kinds)
            where T : PSMemberInfo
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
            return new ReadOnlyPSMemberInfoCollection<T>([.. members.Where(m => (m.MemberType & kinds) != 0 && pattern.IsMatch(m.Name))]);
        }
    }

    /// <summary>The current members of an object: its own, those of its types' tables, those of its .NET type.</summary>
    internal sealed class ObjectMembers<T>(PSObject owner) : PSMemberInfoCollection<T>
        where T : PSMemberInfo
    {
        public override T? this[string name] => owner.Find(name ?? throw new ArgumentNullException(nameof(name)), typeof(T)) as T;

        public override void Add(T member) => owner.AddInstanceMember(member ?? throw new ArgumentNullException(nameof(member)), false);

        public override void Add(T member, bool preValidated) =>
            owner.AddInstanceMember(member ?? throw new ArgumentNullException(nameof(member)), preValidated);

        public override ReadOnlyPSMemberInfoCollection<T> Match(string name) => Match(name, PSMemberTypes.All);

        public override ReadOnlyPSMemberInfoCollection<T> Match(string name, PSMemberTypes memberTypes) =>
            MemberMatching.Match(this, name, memberTypes);

        public override IEnumerator<T> GetEnumerator() => owner.AllMembers(typeof(T)).OfType<T>().GetEnumerator();
    }

    /// <summary>A member set's members.</summary>
    internal sealed class FixedMembers<T>(List<T> members) : PSMemberInfoCollection<T>
        where T : PSMemberInfo
    {
        public override T? this[string name] => members.Find(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase));

        public override void Add(T member) => members.Add(member);

        public override void Add(T member, bool preValidated) => members.Add(member);

        public override ReadOnlyPSMemberInfoCollection<T> Match(string name) => Match(name, PSMemberTypes.All);

        public override ReadOnlyPSMemberInfoCollection<T> Match(string name, PSMemberTypes memberTypes) =>
            MemberMatching.Match(members, name, memberTypes);

        public override IEnumerator<T> GetEnumerator() => members.GetEnumerator();
    }
}
