using System.Management.Automation;
using StandIn.Sessions;

namespace StandIn.Objects;

/// <summary>Members that Types.ps1xml files give to types, by type name.</summary>
internal sealed class TypeTable
{
    private readonly Dictionary<string, MemberList> _types = new(StringComparer.OrdinalIgnoreCase);

    public TypeTable()
    {
        Add("System.Array", new PSAliasProperty("Count", "Length"));
        Add("System.Collections.DictionaryEntry", new PSAliasProperty("Name", "Key"));
        Add("System.Management.Automation.Job", new PSScriptProperty("State", ScriptBlock.Create("$this.JobStateInfo.State")));
        Add("System.Guid", new PSScriptProperty("Guid", ScriptBlock.Create("$this.ToString()")));
        Add("System.Net.IPAddress", new PSScriptProperty("IPAddressToString", ScriptBlock.Create("$this.ToString()")));
    }

    public static TypeTable? Current => Session.Current?.Types;

    public void Add(string typeName, PSMemberInfo member)
    {
        if (!_types.TryGetValue(typeName, out var members))
        {
            _types[typeName] = members = new MemberList();
        }

        members[member.Name] = member;
    }

    public PSMemberInfo? Find(IReadOnlyList<string> typeNames, string name)
    {
        foreach (var typeName in typeNames)
        {
            if (_types.TryGetValue(typeName, out var members) && members[name] is { } member)
            {
                return member;
            }
        }

        return null;
    }

    public IEnumerable<PSMemberInfo> All(IReadOnlyList<string> typeNames) =>
        typeNames.SelectMany(name => _types.TryGetValue(name, out var members) ? members.Values : []);

    // PSStandardMembers of the object's nearest type that has the requested one.
    public IReadOnlyList<string>? DefaultDisplayProperties(PSObject target) => StandardSet(target, "DefaultDisplayPropertySet");

    private List<string>? StandardSet(PSObject target, string setName)
    {
        if (target.InstanceMembers.FirstOrDefault(m =>
            m.Name.Equals("PSStandardMembers", StringComparison.OrdinalIgnoreCase)) is PSMemberSet own
            && own.Members[setName] is PSPropertySet ownSet)
        {
            return [.. ownSet.ReferencedPropertyNames];
        }

        foreach (var typeName in target.CurrentTypeNames)
        {
            var plain = typeName.StartsWith("Deserialized.", StringComparison.OrdinalIgnoreCase)
                ? typeName["Deserialized.".Length..]
                : typeName;
            foreach (var name in new[] { typeName, plain })
            {
                if (_types.TryGetValue(name, out var members)
                    && members["PSStandardMembers"] is PSMemberSet standard
                    && standard.Members[setName] is PSPropertySet set)
                {
                    return [.. set.ReferencedPropertyNames];
                }
            }
        }

        return null;
    }
}
