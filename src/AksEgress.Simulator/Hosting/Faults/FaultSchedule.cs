using System.Text.RegularExpressions;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Hosting.Faults;

/// <summary>
/// Faults that derive from a seed. The fault of a request depends on the seed, the request's method and path, and how often that
/// request was sent before. Concurrent requests don't affect each other's faults, so a seed is reproducible even if the order of
/// requests differs. All members are thread safe.
/// </summary>
public sealed partial class FaultSchedule
{
    private static readonly FaultKind[] s_all = Enum.GetValues<FaultKind>();

    private readonly object _lock = new();
    private readonly Dictionary<string, Request> _requests = new(StringComparer.Ordinal);
    private readonly List<string> _injected = [];
    private readonly List<(string Id, string Tag)> _intrusions = [];
    private readonly uint _seed;
    private readonly double _rate;
    private readonly int _longestRun;
    private readonly FaultKind[] _kinds;
    private bool _paused;

    private FaultSchedule(int seed, FaultOptions options)
    {
        if (options.Rate is { } given && given is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), given, "The rate of faults must be a number from 0 to 1.");
        }

        if (options.LongestRun is < 1 or > 100)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.LongestRun, "The longest run of faults must be from 1 to 100.");
        }

        _seed = unchecked((uint)seed);
        _rate = options.Rate ?? (2 + (Mix(_seed) % 14)) / 100.0;
        _longestRun = options.LongestRun;
        _kinds = options.Kinds is { Count: > 0 } kinds ? [.. kinds] : s_all;
    }

    /// <summary>The faults so far, in order: the number, the request, and the kind.</summary>
    public IReadOnlyList<string> Injected
    {
        get
        {
            lock (_lock)
            {
                return [.. _injected];
            }
        }
    }

    /// <summary>The changes of other clients: the resource's id, and the tag that was added. No client may lose these tags.</summary>
    public IReadOnlyList<(string Id, string Tag)> Intrusions
    {
        get
        {
            lock (_lock)
            {
                return [.. _intrusions];
            }
        }
    }

    /// <summary>Creates a schedule for a seed.</summary>
    /// <param name="seed">The seed of all faults.</param>
    /// <param name="options">The frequency of faults; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static FaultSchedule Seeded(int seed, FaultOptions? options = null) => new(seed, options ?? new FaultOptions());

    /// <summary>While true, no faults happen and requests aren't counted.</summary>
    public bool Paused
    {
        get
        {
            lock (_lock)
            {
                return _paused;
            }
        }

        set
        {
            lock (_lock)
            {
                _paused = value;
            }
        }
    }

    /// <summary>Returns the fault of a request, or null.</summary>
    internal InjectedFault? Next(string method, string path)
    {
        lock (_lock)
        {
            if (_paused)
            {
                return null;
            }

            // If several operations start concurrently, their ids are practically random.
            var name = $"{method} {Guids().Replace(path.ToLowerInvariant(), "*")}";
            if (!_requests.TryGetValue(name, out var request))
            {
                _requests.Add(name, request = new Request(Hash(name)));
            }

            var draw = Mix(_seed ^ request.Hash ^ Mix((uint)++request.Count));
            if (request.Run > 0)
            {
                request.Run--;
            }
            else if (draw % 10_000 < _rate * 10_000)
            {
                request.Kind = _kinds[Mix(draw + 1) % (uint)_kinds.Length];

                // A fault within ARM happens once to a request; an obstacle in front of ARM can last for a while. Short runs are
                // likelier than long ones.
                var length = Mix(draw + 2);
                request.Run = request.Kind is FaultKind.FailedOperation or FaultKind.Intruder or FaultKind.Slow
                    ? 0
                    : (int)Math.Min(length % (uint)_longestRun, (length >> 8) % (uint)_longestRun);
            }
            else
            {
                return null;
            }

            if (method is "GET" or "HEAD" && request.Kind is FaultKind.FailedOperation or FaultKind.Intruder)
            {
                return null;
            }

            InjectedFault fault = new(request.Kind, _injected.Count + 1, Mix(draw + 3));
            _injected.Add($"{fault.Number}: {fault.Kind} {method} {path}");
            return fault;
        }
    }

    /// <summary>Records the change of another client.</summary>
    internal void RecordIntrusion(string id, string tag)
    {
        lock (_lock)
        {
            _intrusions.Add((id, tag));
        }
    }

    private static uint Hash(string text) => (uint)IdFactory.Hash(text);

    private static uint Mix(uint value)
    {
        value ^= value >> 16;
        value *= 0x7FEB352D;
        value ^= value >> 15;
        value *= 0x846CA68B;
        return value ^ (value >> 16);
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.CultureInvariant)]
    private static partial Regex Guids();

    /// <summary>A request that is sent repeatedly.</summary>
    private sealed class Request(uint hash)
    {
        public uint Hash { get; } = hash;

        public int Count { get; set; }

        public int Run { get; set; }

        public FaultKind Kind { get; set; }
    }
}
