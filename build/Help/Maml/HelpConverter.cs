using System.Text;
using System.Xml;
using System.Xml.Linq;
using AksEgress.Help.Pages;

namespace AksEgress.Help.Maml;

/// <summary>Turns the pages of a folder into what Get-Help reads.</summary>
public static class HelpConverter
{
    /// <summary>The file that PowerShell looks for, named after the cmdlets' assembly.</summary>
    public const string MamlFile = "AksEgress.PowerShell.dll-Help.xml";

    /// <summary>Converts; files of topics that are gone go too.</summary>
    /// <param name="from">A folder with *.md: topics are named about_*, everything else is a cmdlet's page.</param>
    /// <param name="to">The module's folder of the culture, made where it is missing.</param>
    /// <exception cref="HelpPageException">A page is wrong.</exception>
    public static void Convert(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var old in Directory.GetFiles(to, "about_*.help.txt"))
        {
            File.Delete(old);
        }

        var pages = new List<HelpPage>();
        foreach (var path in Directory.GetFiles(from, "*.md").Order(StringComparer.Ordinal))
        {
            var markdown = File.ReadAllText(path);
            var name = Path.GetFileNameWithoutExtension(path);
            if (name.StartsWith("about_", StringComparison.Ordinal))
            {
                File.WriteAllText(Path.Combine(to, name + ".help.txt"), TopicText.Write(path, markdown));
            }
            else
            {
                pages.Add(PageReader.Read(path, markdown));
            }
        }

        using var writer = XmlWriter.Create(
            Path.Combine(
                to,
                MamlFile),
            new XmlWriterSettings
            {
                Indent = true,
                Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                NewLineChars = "\n"
            });
        new XDocument(MamlWriter.Write(pages)).Save(writer);
    }
}
