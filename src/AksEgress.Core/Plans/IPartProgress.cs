using AksEgress.Core.Arm;

namespace AksEgress.Core.Plans;

/// <summary>Shows the progress of several parts, which can run in parallel.</summary>
public interface IPartProgress
{
    /// <summary>A part has started.</summary>
    /// <param name="part">Its name in the plan.</param>
    /// <param name="title">The description.</param>
    /// <param name="usual">The usual duration.</param>
    /// <returns>Receives the state of its long-running operation after each poll.</returns>
    IProgress<ArmOperationProgress> Begin(string part, string title, TimeSpan usual);

    /// <summary>A part has completed or failed.</summary>
    /// <param name="part">Its name.</param>
    /// <param name="done">The number of completed parts.</param>
    /// <param name="all">The number of all parts.</param>
    void End(string part, int done, int all);
}
