using System.Management.Automation;

namespace StandIn.Objects;

/// <summary>An object's own members, in the order in which they were added.</summary>
internal sealed class MemberList
{
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<PSMemberInfo> _members = [];

    public int Count => _members.Count;

    public IReadOnlyList<PSMemberInfo> Values => _members;

    public PSMemberInfo? this[string name]
    {
        get => _places.TryGetValue(name, out var place) ? _members[place] : null;
        set
        {
            if (_places.TryGetValue(name, out var place))
            {
                _members[place] = value!;
            }
            else
            {
                _places[name] = _members.Count;
                _members.Add(value!);
            }
        }
    }

    public bool Contains(string name) => _places.ContainsKey(name);
}
