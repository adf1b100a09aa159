namespace AksEgress.Core.Operations;

/// <summary>
/// Keeps operations, so they aren't lost with Ctrl+C. An operation is added before its request is sent, and is removed only if ARM
/// certainly rejected it.
/// </summary>
public interface IOperationLog
{
    /// <summary>Adds an operation before it's sent.</summary>
    void Add(EgressOperation operation);

    /// <summary>Replaces an operation that was sent with the one that ARM accepted.</summary>
    void Replace(EgressOperation sent, EgressOperation accepted);

    /// <summary>Removes an operation that ARM rejected.</summary>
    void Remove(EgressOperation sent);

    /// <summary>
    /// Updates the change record of the operations that started a change. The record lists remaining steps only, so a second wait doesn't
    /// repeat completed steps.
    /// </summary>
    /// <param name="resourceId">The resource's ID, in any case.</param>
    /// <param name="startedAt">When the change was started.</param>
    /// <param name="record">The change record.</param>
    void UpdateRecord(string resourceId, DateTimeOffset startedAt, string record);

    /// <summary>
    /// The change record of a change whose success isn't confirmed; the same request resumes it. Null if there is none.
    /// </summary>
    /// <param name="resourceId">The resource's ID, in any case.</param>
    string? FindRecord(string resourceId);

    /// <summary>Keeps a change record until the change succeeds.</summary>
    void KeepRecord(string resourceId, string record);

    /// <summary>Removes a change record that isn't required anymore, but keeps another one of the resource.</summary>
    void ForgetRecord(string resourceId, string record);
}
