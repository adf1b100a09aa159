using AksEgress.Simulator.Providers.EgressPaths;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Pods;

/// <summary>The environment of commands in a pod.</summary>
/// <param name="world">The simulated world.</param>
/// <param name="operations">The world's operations.</param>
/// <param name="cluster">The cluster that the pod runs in.</param>
/// <param name="files">The files attached to the command.</param>
/// <param name="start">The time at which the first command starts.</param>
internal sealed class PodSession(
    SimulatedWorld world, LongRunning operations, Resource cluster, Dictionary<string, string> files, DateTimeOffset start)
{
    /// <summary>The maximum duration of the commands, in virtual seconds.</summary>
    public const double Longest = 3600;

    private const int MaxFileCharacters = 8 * 1024 * 1024;
    private const long MaxWork = 400_000_000;

    private long _work;

    /// <summary>The simulated world.</summary>
    public SimulatedWorld World { get; } = world;

    /// <summary>The world's operations.</summary>
    public LongRunning Operations { get; } = operations;

    /// <summary>The cluster.</summary>
    public Resource Cluster { get; } = cluster;

    /// <summary>The files by name.</summary>
    public IReadOnlyDictionary<string, string> Files => files;

    /// <summary>The duration of the commands so far, in virtual seconds.</summary>
    public double Elapsed { get; private set; }

    /// <summary>The pod's time.</summary>
    public DateTimeOffset Now => start.AddSeconds(Elapsed);

    /// <summary>The pod's network.</summary>
    public PodNetwork Network => new(this, new EgressPath(World, Cluster, pods: true));

    /// <summary>True if the commands exceed the simulator's limit for one run.</summary>
    public bool IsExhausted => _work > MaxWork;

    /// <summary>Counts work, about one unit per character: all other requests wait while commands run.</summary>
    public void Work(long units) => _work += units;

    /// <summary>Advances the pod's time.</summary>
    public void Wait(double seconds) => Elapsed = Math.Min(Longest, Elapsed + Math.Clamp(seconds, 0, Longest));

    /// <summary>Writes a file; false if the limit is reached.</summary>
    public bool WriteFile(string name, string text, bool appends)
    {
        var plain = PodFiles.Plain(name);
        var whole = appends && files.TryGetValue(plain, out var before) ? before + text : text;
        Work(whole.Length);
        if (files.Where(file => file.Key != plain).Sum(static file => (long)file.Value.Length) + whole.Length > MaxFileCharacters
            || files.Count > 1000)
        {
            return false;
        }

        files[plain] = whole;
        return true;
    }

    /// <summary>A file's text, or null.</summary>
    public string? ReadFile(string name) => files.GetValueOrDefault(PodFiles.Plain(name));
}
