using AksEgress.Simulator.Arm;
using AksEgress.Simulator.EgressPaths;

namespace AksEgress.Simulator.RunCommands;

/// <summary>What commands in a pod work with.</summary>
/// <param name="world">The world.</param>
/// <param name="operations">The world's operations.</param>
/// <param name="cluster">The cluster that the pod runs in.</param>
/// <param name="files">The files beside the commands.</param>
/// <param name="start">When the first command starts.</param>
internal sealed class PodSession(World world, LongRunning operations, Resource cluster, Dictionary<string, string> files, DateTimeOffset start)
{
    /// <summary>The longest that commands take, in virtual seconds.</summary>
    public const double Longest = 3600;

    private const int MostFileCharacters = 8 * 1024 * 1024;
    private const long MostWork = 400_000_000;

    private long _work;

    /// <summary>The world.</summary>
    public World World { get; } = world;

    /// <summary>The world's operations.</summary>
    public LongRunning Operations { get; } = operations;

    /// <summary>The cluster.</summary>
    public Resource Cluster { get; } = cluster;

    /// <summary>The files by name.</summary>
    public IReadOnlyDictionary<string, string> Files => files;

    /// <summary>What was called so far took this many virtual seconds.</summary>
    public double Elapsed { get; private set; }

    /// <summary>The pod's time.</summary>
    public DateTimeOffset Now => start.AddSeconds(Elapsed);

    /// <summary>The pod's network.</summary>
    public PodNetwork Network => new(this, new EgressPath(World, Cluster));

    /// <summary>Whether the commands did more than the simulator does for one run.</summary>
    public bool IsExhausted => _work > MostWork;

    /// <summary>Counts work, about one unit for a character: everybody else waits while commands run.</summary>
    public void Work(long units) => _work += units;

    /// <summary>Lets virtual time pass.</summary>
    public void Wait(double seconds) => Elapsed = Math.Min(Longest, Elapsed + Math.Clamp(seconds, 0, Longest));

    /// <summary>Writes a file; false when there is no room for it.</summary>
    public bool WriteFile(string name, string text, bool appends)
    {
        string plain = CommandFiles.Plain(name);
        string whole = appends && files.TryGetValue(plain, out string? before) ? before + text : text;
        Work(whole.Length);
        if (files.Where(file => file.Key != plain).Sum(static file => (long)file.Value.Length) + whole.Length > MostFileCharacters || files.Count > 1000)
        {
            return false;
        }

        files[plain] = whole;
        return true;
    }

    /// <summary>A file's text, or null.</summary>
    public string? ReadFile(string name) => files.GetValueOrDefault(CommandFiles.Plain(name));
}

/// <summary>One call of a command.</summary>
/// <param name="Arguments">The arguments without the command's name.</param>
/// <param name="Input">What comes from a pipe, a file or a here-document.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Session">The pod.</param>
internal sealed record PodCall(IReadOnlyList<string> Arguments, string Input, OutputText Out, OutputText Error, PodSession Session)
{
    /// <summary>Writes a complaint and gives its exit code.</summary>
    public int Fail(int code, string message)
    {
        Error.WriteLine(message);
        return code;
    }
}
