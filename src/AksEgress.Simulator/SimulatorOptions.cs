using AksEgress.Simulator.Hosting.Faults;

namespace AksEgress.Simulator;

/// <summary>How a simulated Azure Resource Manager starts and runs.</summary>
public sealed class SimulatorOptions
{
    /// <summary>
    /// A file with a JSON array of ARM documents. It is loaded if it exists, and written (to a temporary file that is then
    /// moved into place) whenever something changed. Null keeps everything in memory.
    /// </summary>
    public string? StatePath { get; set; }

    /// <summary>
    /// Virtual seconds in a real second; above 0, 1 by default. Long-running operations take as long as measured, in virtual time.
    /// </summary>
    public double TimeScale { get; set; } = 1;

    /// <summary>
    /// Where GUIDs, addresses and names are derived from: the same seed, state and requests give the same answers. 1 by default.
    /// </summary>
    public int Seed { get; set; } = 1;

    /// <summary>The real clock underneath the virtual one; null is the system's.</summary>
    public TimeProvider? Clock { get; set; }

    /// <summary>
    /// Whether ARM's, Microsoft.Network's and AKS's limits on requests hold, in virtual time. True by default: a client that
    /// works here is one that Azure would serve. False is for measuring.
    /// </summary>
    public bool Throttling { get; set; } = true;

    /// <summary>What goes wrong, and when; null for nothing.</summary>
    public FaultSchedule? Faults { get; set; }

    /// <summary>Whether to start with the built-in sample world when there is no state. False by default: an empty subscription.</summary>
    public bool SampleWorld { get; set; }
}
