using System.Text;
using System.Xml;
using System.Xml.Linq;
using AksEgress.Help.Pages;

namespace AksEgress.Help.Maml;

/// <summary>Converts the pages of a folder to the files that Get-Help reads.</summary>
public static class HelpConverter
{
    /// <summary>The file that PowerShell looks for, named after the cmdlets' assembly.</summary>
    public const string MamlFile = "AksEgress.PowerShell.dll-Help.xml";

    /// <summary>Converts the pages, and deletes the files of removed topics.</summary>
    /// <param name="from">A folder with *.md: topics are named about_*, all other files are cmdlet pages.</param>
    /// <param name="to">The module's folder of the culture, created if it doesn't exist.</param>
    /// <exception cref="HelpPageException">A page isn't valid.</exception>
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
