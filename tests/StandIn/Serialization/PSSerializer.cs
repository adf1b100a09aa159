using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using StandIn.Serialization;

namespace System.Management.Automation;

public class PSSerializer
{
    public static string Serialize(object? source) => Serialize(source, 1);

    public static string Serialize(object? source, int depth)
    {
        var text = new StringWriter(new StringBuilder(), CultureInfo.InvariantCulture);
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, CloseOutput = true }))
        {
            var writer = new ClixmlWriter(xml);
            writer.Start();
            writer.Write(source, depth);
            writer.End();
        }

        return text.ToString();
    }

    public static object? Deserialize(string source)
    {
        var all = DeserializeAsList(source);
        return all.Length switch
        {
            0 => null,
            1 => all[0],
            _ => all,
        };
    }

    public static object?[] DeserializeAsList(string source) => [.. new ClixmlReader().ReadAll(XDocument.Parse(source))];
}
