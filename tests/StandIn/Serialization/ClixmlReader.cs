using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Xml.Linq;

namespace StandIn.Serialization;

/// <summary>Converts CLIXML to objects: property bags with the names of the original types.</summary>
internal sealed class ClixmlReader
{
    private const string Prefix = "Deserialized.";
    private readonly Dictionary<string, object?> _objects = [];
    private readonly Dictionary<string, List<string>> _typeNames = [];

    public IEnumerable<object?> ReadAll(XDocument document)
    {
        foreach (var element in document.Root!.Elements())
        {
            yield return Read(element);
        }
    }

    private object? Read(XElement element)
    {
        var kind = element.Name.LocalName;
        if (Clixml.IsPlain(kind))
        {
            return Clixml.Read(kind, element.Value);
        }

        return kind switch
        {
            "Nil" => null,
            "Ref" => _objects[element.Attribute("RefId")!.Value],
            "Obj" => ReadObject(element),
            _ => throw new PSInvalidOperationException($"Cannot process an element with node type \"{kind}\"."),
        };
    }

    private object? ReadObject(XElement element)
    {
        var types = Types(element);
        var content = element.Elements().FirstOrDefault(e =>
            e.Name.LocalName is "LST" or "QUE" or "STK" or "IE" or "DCT" || Clixml.IsPlain(e.Name.LocalName));
        var reference = element.Attribute("RefId")?.Value;
        var bag = new PSObject();
        object? inner = null;
        if (content is not null)
        {
            inner = content.Name.LocalName switch
            {
                "DCT" => ReadTable(content),
                "LST" or "IE" or "QUE" or "STK" => new ArrayList(content.Elements().Select(Read).ToArray()),
                var plain => Clixml.Read(plain, content.Value),
            };
            bag = inner is null ? bag : new PSObject(inner);
        }

        if (reference is not null)
        {
            _objects[reference] = bag;
        }

        foreach (var property in element
            .Elements()
            .Where(e => e.Name.LocalName is "Props" or "MS")
            .Elements()
            .Where(e => e.Attribute("N") is not null))
        {
            bag.SetNote(Clixml.Unescape(property.Attribute("N")!.Value), Read(property));
        }

        var text = element.Elements().FirstOrDefault(e => e.Name.LocalName == "ToString")?.Value;
        if (text is not null)
        {
            bag.TextFromSource = Clixml.Unescape(text);
        }

        if (types is null)
        {
            return bag;
        }

        if (Revive(types[0], bag) is { } live)
        {
            return live;
        }

        bag.TypeNames.Clear();
        foreach (var type in types)
        {
            bag.TypeNames.Add(type.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? type : Prefix + type);
        }

        return bag;
    }

    // Some types are restored as themselves.
    private static object? Revive(string type, PSObject bag) => type switch
    {
        "System.Management.Automation.PSCredential" when bag.Properties["UserName"]?.Value is string user
            && bag.Properties["Password"]?.Value is SecureString password => new PSCredential(user, password),
        "System.Net.IPAddress" when bag.TextFromSource is { } text && IPAddress.TryParse(text, out var address) => address,
        "System.Globalization.CultureInfo" when bag.TextFromSource is { } text => CultureInfo.GetCultureInfo(text),
        "System.Management.Automation.SwitchParameter" when bag.Properties["IsPresent"]?.Value is bool flag => new SwitchParameter(flag),
        _ => null,
    };

    private Hashtable ReadTable(XElement element)
    {
        var table = new Hashtable(StringComparer.CurrentCultureIgnoreCase);
        foreach (var entry in element.Elements())
        {
            object? key = null;
            object? value = null;
            foreach (var part in entry.Elements())
            {
                if (part.Attribute("N")?.Value == "Key")
                {
                    key = Read(part);
                }
                else
                {
                    value = Read(part);
                }
            }

            table[PSObject.Unwrap(key)!] = value;
        }

        return table;
    }

    private List<string>? Types(XElement element)
    {
        if (element.Elements().FirstOrDefault(e => e.Name.LocalName == "TN") is { } names)
        {
            List<string> types = [.. names.Elements().Select(t => Clixml.Unescape(t.Value))];
            _typeNames[names.Attribute("RefId")?.Value ?? string.Empty] = types;
            return types;
        }

        return element.Elements().FirstOrDefault(e => e.Name.LocalName == "TNRef")?.Attribute("RefId")?.Value is { } reference
            ? _typeNames[reference]
            : null;
    }
}
