using AksEgress.Core.Arm;

namespace AksEgress.Core.Plans;

/// <summary>Shows what a running plan does.</summary>
public interface IPlanObserver
{
    /// <summary>Shows one operation.</summary>
    /// <param name="activity">What it is called.</param>
    /// <param name="usual">How long it usually takes, or null.</param>
    IProgress<ArmOperationProgress> Operation(string activity, TimeSpan? usual);

    /// <summary>Shows a job of several parts.</summary>
    /// <param name="activity">What the job is called.</param>
    IPartProgress Parts(string activity);

    /// <summary>Writes a detail, for -Verbose.</summary>
    void Verbose(string text);
}
