using AksEgress.Core.Arm;

namespace AksEgress.Core.Plans;

/// <summary>Shows the progress of a running plan.</summary>
public interface IPlanObserver
{
    /// <summary>Shows the progress of an operation.</summary>
    /// <param name="activity">Its name.</param>
    /// <param name="usual">The usual duration, or null.</param>
    IProgress<ArmOperationProgress> Operation(string activity, TimeSpan? usual);

    /// <summary>Shows the progress of several parts.</summary>
    /// <param name="activity">The name of the activity.</param>
    IPartProgress Parts(string activity);

    /// <summary>Writes a verbose message.</summary>
    void Verbose(string text);
}
