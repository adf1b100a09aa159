using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Xml;
using StandIn.Objects;

namespace StandIn.Serialization;

/// <summary>
/// Converts objects to CLIXML: simple values directly, lists and tables as such, everything else as names and values, up to a
/// depth.
/// </summary>
internal sealed class ClixmlWriter(XmlWriter xml)
{
    private readonly Dictionary<object, int> _references = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _typeNames = new(StringComparer.Ordinal);
    private int _lastReference = -1;

    public void Start()
    {
        xml.WriteStartElement("Objs", Clixml.Namespace);
        xml.WriteAttributeString("Version", "1.1.0.1");
    }

    public void End() => xml.WriteEndElement();

    public void Write(object? value, int depth) => Write(value, null, depth);

    private void Write(object? value, string? name, int depth)
    {
        if (PSObject.IsNothing(value))
        {
            Leaf("Nil", name, null);
            return;
        }

        var wrapped = value as PSObject;
        var plain = wrapped?.BaseObject ?? value!;
        var target = wrapped ?? PSObject.AsPSObject(value!);
        var extended = wrapped is { HasInstanceMembers: true } && plain is not PSCustomObject;
        if (Clixml.Element(plain is Uri ? typeof(Uri) : plain is ScriptBlock ? typeof(ScriptBlock) : plain.GetType()) is { } element)
        {
            if (extended)
            {
                Extended(target, name, depth, () => Leaf(element, null, Clixml.Write(plain)), withText: false);
            }
            else
            {
                Leaf(element, name, Clixml.Write(plain));
            }

            return;
        }

        if (plain is not PSCustomObject && !plain.GetType().IsValueType && _references.TryGetValue(plain, out var known))
        {
            xml.WriteStartElement("Ref");
            Name(name);
            xml.WriteAttributeString("RefId", known.ToString(CultureInfo.InvariantCulture));
            xml.WriteEndElement();
            return;
        }

        switch (plain)
        {
            case Enum number when depth > 0:
                Extended(
                    target,
                    name,
                    depth,
                    () => Leaf(Clixml.Element(Enum.GetUnderlyingType(number.GetType()))!, null, number.ToString("D")),
                    withText: true);
                break;
            case IDictionary table:
                Extended(target, name, depth, () => Table(table, depth), withText: false);
                break;
            case IEnumerable list when plain is not PSCustomObject
                && (plain is IList or Stack or Queue || LanguagePrimitives.GetEnumerable(plain) is not null && !HasProperties(plain)):
                Extended(target, name, depth, () => List(list, depth), withText: false);
                break;
            case SwitchParameter or PSCredential:
                Complex(target, name, Math.Max(depth, 1));
                break;
            default:
                if (depth <= 0 && plain is not PSCustomObject)
                {
                    Leaf("S", name, Clixml.Escape(target.ToString()));
                }
                else
                {
                    Complex(target, name, depth);
                }

                break;
        }
    }

    private static bool HasProperties(object list) =>
        ClrType.Of(list.GetType()).Properties.Any(p => p.Name is not ("Count" or "Capacity" or "Length" or "Comparer"));

    private void Name(string? name)
    {
        if (name is not null)
        {
            xml.WriteAttributeString("N", Clixml.Escape(name));
        }
    }

    private void Leaf(string element, string? name, string? text)
    {
        xml.WriteStartElement(element);
        Name(name);
        if (text is not null)
        {
            xml.WriteString(text);
        }

        xml.WriteEndElement();
    }

    private void Open(PSObject target, string? name)
    {
        xml.WriteStartElement("Obj");
        Name(name);
        var reference = ++_lastReference;
        xml.WriteAttributeString("RefId", reference.ToString(CultureInfo.InvariantCulture));
        if (!target.BaseObject.GetType().IsValueType && target.BaseObject is not (PSCustomObject or string))
        {
            _references[target.BaseObject] = reference;
        }
    }

    // A chain of type names is written once and then referenced.
    private void Types(PSObject target)
    {
        var names = target.CurrentTypeNames;
        var key = string.Join('\n', names);
        if (_typeNames.TryGetValue(key, out var known))
        {
            xml.WriteStartElement("TNRef");
            xml.WriteAttributeString("RefId", known.ToString(CultureInfo.InvariantCulture));
            xml.WriteEndElement();
            return;
        }

        var reference = _typeNames.Count;
        _typeNames[key] = reference;
        xml.WriteStartElement("TN");
        xml.WriteAttributeString("RefId", reference.ToString(CultureInfo.InvariantCulture));
        foreach (var name in names)
        {
            Leaf("T", null, Clixml.Escape(name));
        }

        xml.WriteEndElement();
    }

    private void Extended(PSObject target, string? name, int depth, Action content, bool withText)
    {
        Open(target, name);
        Types(target);
        if (withText)
        {
            Leaf("ToString", null, Clixml.Escape(target.ToString()));
        }

        content();
        Members("MS", target.InstanceMembers.OfType<PSPropertyInfo>(), depth);
        xml.WriteEndElement();
    }

    private void Complex(PSObject target, string? name, int depth)
    {
        Open(target, name);
        Types(target);
        var bag = target.BaseObject is PSCustomObject;
        if (!bag || target.TextFromSource is not null)
        {
            Leaf("ToString", null, Clixml.Escape(Text(target)));
        }

        if (!bag)
        {
            Members("Props", target.Properties.OfType<PSProperty>(), depth - 1);
        }

        // Only a type's own properties increase the depth.
        Members("MS", target.Properties.Where(p => p is not PSProperty), depth);
        xml.WriteEndElement();
    }

    private static string Text(PSObject target)
    {
        try
        {
            return target.ToString();
        }
        catch (Exception)
        {
            // An object whose ToString fails is still serialized.
            return string.Empty;
        }
    }

    private void Members(string element, IEnumerable<PSPropertyInfo> properties, int depth)
    {
        var open = false;
        foreach (var property in properties)
        {
            object? value;
            try
            {
                if (!property.IsGettable)
                {
                    continue;
                }

                value = property.Value;
            }
            catch (GetValueException)
            {
                continue;
            }

            if (!open)
            {
                xml.WriteStartElement(element);
                open = true;
            }

            Write(value, property.Name, depth);
        }

        if (open)
        {
            xml.WriteEndElement();
        }
    }

    private void List(IEnumerable list, int depth)
    {
        xml.WriteStartElement(list is IList ? "LST" : list is Queue ? "QUE" : list is Stack ? "STK" : "IE");
        foreach (var item in list)
        {
            Write(item, null, depth);
        }

        xml.WriteEndElement();
    }

    private void Table(IDictionary table, int depth)
    {
        xml.WriteStartElement("DCT");
        foreach (DictionaryEntry entry in table)
        {
            xml.WriteStartElement("En");
            Write(entry.Key, "Key", depth);
            Write(entry.Value, "Value", depth);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
