using System.Text;

namespace AksEgress.Lab.Fleets;

/// <summary>Writes the generated clusters as a state file.</summary>
internal static class Generator
{
    /// <summary>Writes a temporary file that then replaces the target, so that the target is always complete.</summary>
    /// <exception cref="LabException">The file can't be written.</exception>
    public static int Run(GenerateOptions options)
    {
        var fleet = new Fleet(options.Clusters, options.Seed);
        var documents = 0;
        var temporary = $"{options.Path}.{Guid.NewGuid():N}.tmp";
        try
        {
            // CreateNew doesn't follow links.
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            using (var text = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" })
            {
                foreach (var document in fleet.Documents())
                {
                    text.Write(documents++ == 0 ? "[\n" : ",\n");
                    text.Write(document.ToJsonString());
                }

                text.Write("\n]\n");
            }

            File.Move(temporary, options.Path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"{options.Path}: {fault.Message}");
        }

        Console.Out.WriteLine($"Wrote {documents} documents of {options.Clusters} clusters to {options.Path}");
        foreach (var (defect, count) in fleet.Defects)
        {
            Console.Out.WriteLine($"  {count} clusters with {defect}");
        }

        return 0;
    }
}
