using System.Management.Automation;

namespace StandIn.Objects;

/// <summary>psobject, psbase, pstypenames: members that every object has and no listing contains.</summary>
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

/// <summary>An object's own structure instead of its content.</summary>
public sealed class ObjectView
{
    private readonly PSObject _owner;

    internal ObjectView(PSObject owner) => _owner = owner;

    public PSMemberInfoCollection<PSPropertyInfo> Properties => _owner.Properties;

    public System.Collections.ObjectModel.Collection<string> TypeNames => _owner.TypeNames;
}
