using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.World;

/// <summary>Answers requests for the resources of one or more namespaces.</summary>
internal interface IProvider
{
    /// <summary>Answers a request for a resource, a collection, or an action.</summary>
    /// <exception cref="RefusalException">The request is refused.</exception>
    ArmAnswer Answer(IncomingRequest request, ResourceId id);

    /// <summary>Applies the effect of an operation at its end.</summary>
    /// <exception cref="RefusalException">The operation fails with this error.</exception>
    void Settle(Operation operation);

    /// <summary>Sets the state of a document whose operation failed: it contains what was requested, without any effect.</summary>
    void Fail(Operation operation)
    {
    }
}
