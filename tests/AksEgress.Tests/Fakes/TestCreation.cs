using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;

namespace AksEgress.Tests.Fakes;

/// <summary>Creates resources from documents, without a design for the type. The view doesn't matter.</summary>
internal sealed class TestCreation(ResourceStore store)
{
    public Task<CreationPlan<RouteTable>> PlanAsync(
        ArmResourceId id, string? location, bool force, Action<ArmDocument> apply, CancellationToken cancellationToken) =>
        ResourceCreation.PlanAsync<RouteTable>(
            store, new NewResource(id) { Location = location, AllowExisting = force }, new TestDesign(apply), cancellationToken);

    public Task<ArmDocument> RunAsync(CreationPlan<RouteTable> plan, CancellationToken cancellationToken) =>
        plan.RunAsync(store, cancellationToken);

    public Task<ArmResponse> StartAsync(CreationPlan<RouteTable> plan, CancellationToken cancellationToken) =>
        plan.SendAsync(store, cancellationToken);
}
