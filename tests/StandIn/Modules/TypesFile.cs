using System.Management.Automation;
using System.Xml.Linq;
using StandIn.Conversion;
using StandIn.Objects;

namespace StandIn.Modules;

/// <summary>A Types.ps1xml: members for types, by name.</summary>
internal static class TypesFile
{
    public static void Load(string path, TypeTable table)
    {
        foreach (var type in XDocument.Load(path).Root!.Elements("Type"))
        {
            var name = type.Element("Name")!.Value.Trim();
            foreach (var element in type.Element("Members")?.Elements() ?? [])
            {
                if (ToMember(element) is { } member)
                {
                    table.Add(name, member);
                }
            }
        }
    }

    private static PSMemberInfo? ToMember(XElement element)
    {
        var name = Text(element, "Name")!;
        PSMemberInfo? member = element.Name.LocalName switch
        {
            "NoteProperty" => new PSNoteProperty(
                name, LanguagePrimitives.ConvertTo(Text(element, "Value"), TypeNames.Find(Text(element, "TypeName")) ?? typeof(string))),
            "AliasProperty" => new PSAliasProperty(name, Text(element, "ReferencedMemberName")!, TypeNames.Find(Text(element, "TypeName"))),
            "ScriptProperty" => new PSScriptProperty(
                name,
                Text(element, "GetScriptBlock") is { } get ? ScriptBlock.Create(get) : null,
                Text(element, "SetScriptBlock") is { } set ? ScriptBlock.Create(set) : null),
            "ScriptMethod" => new PSScriptMethod(name, ScriptBlock.Create(Text(element, "Script")!)),
            "PropertySet" =>
                new PSPropertySet(name, [.. element.Element("ReferencedProperties")!.Elements("Name").Select(n => n.Value.Trim())]),
            "MemberSet" => new PSMemberSet(
                name,
                [.. (element.Element("Members")?.Elements() ?? []).Select(ToMember).OfType<PSMemberInfo>()])
            {
                IsHidden = name == "PSStandardMembers"
            },
            _ => null,
        };
        if (member is not null && element.Attribute("IsHidden")?.Value == "true")
        {
            member.IsHidden = true;
        }

        return member;
    }

    private static string? Text(XElement element, string name) => element.Element(name)?.Value.Trim();
}
