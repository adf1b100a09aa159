using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Lab.Replays;

namespace AksEgress.Lab.Contracts;

/// <summary>The verb <c>distil</c>: writes the contract of each recording and each schema of a folder.</summary>
internal static class DistilCommand
{
    /// <summary>Distils the files of a folder to files of the same names.</summary>
    /// <returns>0.</returns>
    /// <exception cref="LabException">There are no files, or a file is neither a recording nor a schema.</exception>
    public static int Run(string place, string target, TextWriter output)
    {
        try
        {
            var files = Directory.GetFiles(place, "*.json").Order(StringComparer.Ordinal).ToList();
            if (files.Count == 0)
            {
                throw new LabException($"{place}: the folder contains no recordings or schemas.");
            }

            Directory.CreateDirectory(target);
            foreach (var file in files)
            {
                File.WriteAllText(Path.Combine(target, Path.GetFileName(file)), Distil(file));
            }

            output.WriteLine($"distilled {files.Count} files into {target}");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LabException(e.Message);
        }
    }

    /// <summary>The text of the contract of a recording or a schema. A recording's contract is returned unchanged.</summary>
    public static string Distil(string file)
    {
        try
        {
            var document = JsonNode.Parse(File.ReadAllText(file)) as JsonObject
                ?? throw new LabException($"{file}: the content isn't a JSON object.");
            if (document["resourceDefinitions"] is not null)
            {
                return ContractFormat.Write(SchemaContract.Distil(document));
            }

            var source = RecordingContract.IsContract(document) ? $"{document["repository"]} {document["path"]}"
                : (string?)document["source"] ?? throw new LabException($"{file}: the source is missing.");
            return ContractFormat.Write(RecordingContract.Distil(Recording.ReadAll(file)[0], source));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new LabException($"{file}: {e.Message}");
        }
    }
}
