using AksEgress.Simulator.Hosting;
using AksEgress.Simulator.Hosting.Faults;
using AksEgress.Simulator.Hosting.Throttling;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Requests;
using AksEgress.Simulator.World.StateFiles;

namespace AksEgress.Simulator;

/// <summary>
/// A simulated Azure Resource Manager: subscriptions, resource groups, networks, and AKS clusters behind an <see
/// cref="HttpMessageHandler"/>, with Azure's rules, error texts, long-running operations, and their effects. It opens no socket and
/// sends no requests. All members are thread safe.
/// </summary>
public sealed class ArmSimulator : IDisposable
{
    /// <summary>The subscription that always exists.</summary>
    public const string SubscriptionId = SimulatedAccount.SubscriptionId;

    /// <summary>The tenant of all subscriptions and identities.</summary>
    public const string TenantId = SimulatedAccount.TenantId;

    private readonly object _gate = new();
    private readonly VirtualClock _clock;
    private readonly int _seed;
    private readonly StateFile? _file;
    private readonly Throttle _throttle;
    private readonly FaultSchedule? _faults;
    private SimulatedWorld _world;
    private ArmFront _front;
    private Guid _id = Guid.NewGuid();
    private bool _disposed;

    /// <summary>Starts a simulator.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time scale isn't a number above 0.</exception>
    /// <exception cref="SimulatorStateException">
    /// The state file exists and can't be loaded, or can't be written at its path.
    /// </exception>
    /// <exception cref="IOException">The state file can't be read.</exception>
    public ArmSimulator(SimulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _clock = new VirtualClock(options.Clock, options.TimeScale);
        _seed = options.Seed;
        _throttle = new Throttle(_clock, options.Throttling);
        _faults = options.Faults;
        _file = options.StatePath is null ? null : new StateFile(options.StatePath, () => Flush(force: true));
        try
        {
            var state = _file?.Read() ?? (options.SampleWorld ? SampleWorld.Json() : null);
            _world = state is null ? new SimulatedWorld(_clock, _seed) : StateReader.Read(state, _clock, _seed);
            _file?.Adopt(stream => StateWriter.Write(_world, stream, _file.Identity));
            StateJournal.Forget(_world);
        }
        catch
        {
            // A caller can't dispose of an instance whose constructor failed; its exit handler would write a state that doesn't
            // exist.
            _file?.Dispose();
            throw;
        }

        _world.Dirty = _file is not null && !_file.Exists;
        _front = new ArmFront(_world, () => PageSize, _throttle);
    }

    /// <summary>
    /// Lets a test see every request and answer it instead of the simulator: a response other than null is sent unchanged. Called
    /// on the caller's thread, outside the simulator's lock.
    /// </summary>
    public Func<HttpRequestMessage, HttpResponseMessage?>? Intercept { get; set; }

    /// <summary>
    /// The simulation's random id, a GUID. It stays the same in all processes as long as a state file is continued at its path.
    /// Without a file, and after <see cref="Load"/>, it is a new one (docs/design/simulator-state.md).
    /// </summary>
    public string Id
    {
        get
        {
            lock (_gate)
            {
                return (_file?.Identity.Id ?? _id).ToString();
            }
        }
    }

    /// <summary>The number of items on a page of a list.</summary>
    internal int PageSize { get; set; } = Listing.DefaultPageSize;

    /// <summary>Creates a handler of this simulator. Disposing of the handler doesn't affect the simulator.</summary>
    public HttpMessageHandler CreateHandler() => new ArmHandler(this, owner: false);

    /// <summary>
    /// Creates a handler that owns a new simulator and disposes of it. Without a state, the simulator has the sample resources.
    /// </summary>
    /// <param name="statePath">The state file, or null for none.</param>
    /// <param name="timeScale">Virtual seconds in a real second; above 0.</param>
    /// <param name="seed">The seed that GUIDs, addresses, and names derive from.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time scale isn't a number above 0.</exception>
    /// <exception cref="SimulatorStateException">
    /// The state file exists and can't be loaded, or can't be written at its path.
    /// </exception>
    public static HttpMessageHandler Open(string? statePath, double timeScale, int seed)
    {
#pragma warning disable CA2000 // The handler disposes of it.
        ArmSimulator simulator = new(new SimulatorOptions
        {
            StatePath = statePath,
            TimeScale = timeScale,
            Seed = seed,
            SampleWorld = true
        });
#pragma warning restore CA2000
        return new ArmHandler(simulator, owner: true);
    }

    /// <summary>The <see cref="Id"/> of the simulation behind a handler that <see cref="Open"/> returned.</summary>
    /// <param name="handler">The handler.</param>
    /// <exception cref="ArgumentException">The handler isn't the simulator's.</exception>
    public static string IdOf(HttpMessageHandler handler) =>
        handler is ArmHandler { Simulator: var simulator }
            ? simulator.Id
            : throw new ArgumentException("The handler doesn't belong to the simulator.", nameof(handler));

    /// <summary>Replaces the whole state, as a new simulation. Running operations are discarded.</summary>
    /// <param name="json">A JSON array of ARM documents, such as <see cref="Save"/> returns or an export of real resources.</param>
    /// <exception cref="SimulatorStateException">The state can't be loaded; nothing is changed.</exception>
    public void Load(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        lock (_gate)
        {
            var loaded = StateReader.Read(json, _clock, _seed);
            loaded.Dirty = true;
            _id = Guid.NewGuid();
            _file?.Renew();
            _world = loaded;
            _front = new ArmFront(loaded, () => PageSize, _throttle);
            Flush(force: true);
        }
    }

    /// <summary>Returns all documents as a JSON array, ordered by id. Running operations are documents too.</summary>
    public string Save()
    {
        lock (_gate)
        {
            _front.SettleDue();
            return StateWriter.Write(_world);
        }
    }

    /// <summary>Writes the changes that the state file doesn't contain yet.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            try
            {
                Flush(force: true);
            }
            finally
            {
                _disposed = true;
                _file?.Dispose();
            }
        }
    }

    /// <summary>Answers a request.</summary>
    internal ArmAnswer Answer(IncomingRequest request, InjectedFault? fault, out Guid requestId, out DateTimeOffset now)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            ArmAnswer answer;
            do
            {
                Reclaim();
                requestId = _world.Requests.NextGuid();
                now = _clock.Now;
                answer = Answer(request, fault, requestId);
            }
            while (!TryFlush(whole: false));
            _throttle.AddRemaining(request, answer);
            return answer;
        }
    }

    private ArmAnswer Answer(IncomingRequest request, InjectedFault? fault, Guid requestId)
    {
        ArmAnswer answer;
        try
        {
            _front.SettleDue();
            answer = fault is null ? _front.Answer(request) : AnswerFaulty(request, fault, requestId);
        }
        catch (RefusalException refusal)
        {
            answer = ArmHandler.Refuse(refusal, _clock);
        }
        catch (Exception mistake) when (mistake is not OutOfMemoryException)
        {
            answer = ArmHandler.DefectResponse(mistake);
        }

        return answer;
    }

    /// <summary>Returns the fault of a request, or null.</summary>
    internal InjectedFault? NextFault(HttpRequestMessage request) =>
        _faults?.Next(request.Method.Method, request.RequestUri?.AbsolutePath ?? "");

    /// <summary>Waits for a number of virtual seconds.</summary>
    internal Task DelayAsync(double seconds, CancellationToken cancellationToken) => _clock.DelayAsync(seconds, cancellationToken);

    private ArmAnswer AnswerFaulty(IncomingRequest request, InjectedFault fault, Guid requestId)
    {
        if (fault.IsInFront)
        {
            return FaultAnswers.FromProxy(fault, request, _clock, requestId);
        }

        if (fault.Kind == FaultKind.Intruder)
        {
            Intruder.Act(_world, _front, request, fault, _faults!);
        }

        var answer = _front.Answer(request);
        if (fault.Kind == FaultKind.FailedOperation
            && _world.Operations.Newest is { Status: Operation.InProgress } operation
            && answer.Headers.Any(header =>
                header.Name == "Azure-AsyncOperation" && header.Value.Contains(operation.Path, StringComparison.Ordinal))
            && FaultAnswers.CanFail(operation))
        {
            operation.Failure = FaultAnswers.Failure(operation, fault);
        }

        return answer;
    }

    private void Flush(bool force)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                TryFlush(whole: force);
            }
        }
    }

    // False if another session has taken over the state file; the state in memory is outdated then.
    private bool TryFlush(bool whole)
    {
        if (_file is null || (!_world.Dirty && !(whole && (_file.IsBehind || _world.Operations.Running.Any()))))
        {
            StateJournal.Forget(_world);
            return true;
        }

        if (!_file.TryWrite(stream => StateWriter.Write(_world, stream, _file.Identity), () => StateJournal.Changes(_world), whole))
        {
            return false;
        }

        StateJournal.Forget(_world);
        _world.Dirty = false;
        return true;
    }

    // Reads the state file again, with the changes of the other session, and takes it back.
    private void Reclaim()
    {
        if (_file is null || _file.IsOwn)
        {
            return;
        }

        try
        {
            _world = _file.Read() is { } state ? StateReader.Read(state, _clock, _seed) : new SimulatedWorld(_clock, _seed);
            _file.Adopt(stream => StateWriter.Write(_world, stream, _file.Identity));
        }
        finally
        {
            _file.Release();
        }

        StateJournal.Forget(_world);
        _front = new ArmFront(_world, () => PageSize, _throttle);
    }
}
