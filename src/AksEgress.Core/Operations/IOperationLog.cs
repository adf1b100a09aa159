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
}
