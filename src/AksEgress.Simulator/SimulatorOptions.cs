using AksEgress.Simulator.Hosting.Faults;

namespace AksEgress.Simulator;

/// <summary>How a simulated Azure Resource Manager starts and runs.</summary>
public sealed class SimulatorOptions
{
    /// <summary>
    /// A file with a JSON array of ARM documents. It is loaded if it exists, and written (to a temporary file that then replaces
    /// it) after every change. Null keeps everything in memory.
    /// </summary>
    public string? StatePath { get; set; }

    /// <summary>
    /// Virtual seconds in a real second; above 0, 1 by default. Long-running operations take as long as measured, in virtual time.
    /// </summary>
    public double TimeScale { get; set; } = 1;

    /// <summary>
    /// The seed that GUIDs, addresses, and names derive from: the same seed, state, and requests give the same responses. 1 by
    /// default.
    /// </summary>
    public int Seed { get; set; } = 1;

    /// <summary>The real clock that the virtual one is based on; null for the system's.</summary>
    public TimeProvider? Clock { get; set; }

    /// <summary>
    /// True to enforce the request limits of ARM, Microsoft.Network, and AKS, in virtual time. True by default, so that a client
    /// that works with the simulator isn't throttled by Azure either. False is for benchmarks.
    /// </summary>
    public bool Throttling { get; set; } = true;

    /// <summary>The faults to inject; null for none.</summary>
    public FaultSchedule? Faults { get; set; }

    /// <summary>
    /// True to start with the built-in sample resources if there is no state. False by default: an empty subscription.
    /// </summary>
    public bool SampleWorld { get; set; }
}
