using System.Reflection;

namespace AksEgress.Simulator.World.StateFiles;

/// <summary>The built-in sample resources: two resource groups, two clusters, a firewall.</summary>
internal static class SampleWorld
{
    /// <summary>The sample resources as a state.</summary>
    public static string Json()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(
            "AksEgress.Simulator.World.StateFiles.sample-world.json")
            ?? throw new InvalidOperationException("The sample world is missing from the assembly.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
