using AksEgress.Core.Arm;

namespace AksEgress.Core.Plans;

/// <summary>Shows a job of several parts, several of which run at a time.</summary>
public interface IPartProgress
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
