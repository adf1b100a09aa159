using AksEgress.Core.Arm;

namespace AksEgress.Core.Topologies;

/// <summary>Told how a topology grows, part by part; several parts are made at a time.</summary>
public interface ITopologyProgress
{
    /// <summary>A part is begun.</summary>
    /// <param name="part">Its name in the plan.</param>
    /// <param name="title">What it is, in words.</param>
    /// <param name="usual">How long it usually takes.</param>
    /// <returns>Told of each look at its long-running operation.</returns>
    IProgress<ArmOperationProgress> Begin(string part, string title, TimeSpan usual);

    /// <summary>A part is done, or has failed.</summary>
    /// <param name="part">Its name.</param>
    /// <param name="done">How many parts are done.</param>
    /// <param name="all">How many there are.</param>
    void End(string part, int done, int all);
}
