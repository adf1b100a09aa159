namespace AksEgress.Core.Operations;

/// <summary>
/// Where operations are kept so that Ctrl+C doesn't lose them. An operation is added before the first byte of its request is sent,
/// and removed only when ARM certainly refused it.
/// </summary>
public interface IOperationLog
{
    /// <summary>Keeps an operation that is about to be sent.</summary>
    void Add(EgressOperation operation);

    /// <summary>Puts an operation that ARM accepted in the place of the one that was sent.</summary>
    void Replace(EgressOperation sent, EgressOperation accepted);

    /// <summary>Removes an operation that ARM refused.</summary>
    void Remove(EgressOperation sent);

    /// <summary>
    /// Gives the operations that began a change its record as it is now: what was done isn't listed there any more, so whoever waits for
    /// one of them again doesn't do it twice.
    /// </summary>
    /// <param name="resourceId">The resource's id, in any case.</param>
    /// <param name="startedAt">When the change was begun.</param>
    /// <param name="record">The change record.</param>
    void UpdateRecord(string resourceId, DateTimeOffset startedAt, string record);

    /// <summary>
    /// The change record of a resource whose change wasn't seen to succeed: the same request resumes it. Null where there is none.
    /// </summary>
    /// <param name="resourceId">The resource's id, in any case.</param>
    string? FindRecord(string resourceId);

    /// <summary>Keeps a change record until the change succeeds.</summary>
    void KeepRecord(string resourceId, string record);

    /// <summary>Forgets a change record that isn't needed any more; another one of the resource stays.</summary>
    void ForgetRecord(string resourceId, string record);
}
