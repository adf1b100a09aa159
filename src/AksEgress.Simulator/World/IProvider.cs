using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.World;

/// <summary>Answers for the resources of one or more namespaces.</summary>
internal interface IProvider
{
    /// <summary>Answers a request to a resource, a collection or an action.</summary>
    /// <exception cref="RefusalException">The request is refused.</exception>
    ArmAnswer Answer(IncomingRequest request, ResourceId id);

    /// <summary>Does what an operation is for, at its end.</summary>
    /// <exception cref="RefusalException">The operation fails with this error.</exception>
    void Settle(Operation operation);

    /// <summary>
    /// Leaves the document of an operation that failed halfway in its state: what was asked for stands in it, and nothing came of it.
    /// </summary>
    void Fail(Operation operation)
    {
    }
}
