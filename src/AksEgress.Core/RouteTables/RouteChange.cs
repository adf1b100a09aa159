using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.Core.RouteTables;

/// <summary>
/// Adds, changes and removes single routes. Each route is written as a child resource, because AKS and gateways
/// write routes to the same table, and a PUT of the table would overwrite them.
/// </summary>
public sealed class RouteChange
{
    private readonly ResourceStore _store;

    /// <summary>Creates an instance that uses a store.</summary>
    public RouteChange(ResourceStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
    }

    /// <summary>Checks a new route against the table as it is. Reads only.</summary>
    /// <exception cref="EgressException">RouteExists, RouteConflict, InvalidValue, or ResourceNotFound for the table.</exception>
    public async Task<RoutePlan> PlanAddAsync(ArmResourceId table, RouteRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(request);
        var route = request.ToRoute();
        var view = await ReadTableAsync(table, cancellationToken).ConfigureAwait(false);
        var id = table.Child("routes", request.Name);
        if (view.Routes.FirstOrDefault(other => string.Equals(other.Name, id.Name, StringComparison.OrdinalIgnoreCase)) is { } twin
            && DocumentComparison.Missing(DocumentComparison.Compare(new JsonObject(), route.Document), twin.Document).Count == 0)
        {
            // The route exists as requested, or an earlier run that failed has started to create it.
            return new RoutePlan(id, view, twin, twin, request);
        }

        RouteTableDesign.CheckNew(view, route);
        return new RoutePlan(id, view, null, route, request);
    }

    /// <summary>Checks a change of a route against the table as it is. Reads only.</summary>
    /// <exception cref="EgressException">RouteConflict, InvalidValue, or ResourceNotFound for the table or the route.</exception>
    public async Task<RoutePlan> PlanSetAsync(ArmResourceId table, RouteRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(request);
        var id = table.Child("routes", request.Name);
        var view = await ReadTableAsync(table, cancellationToken).ConfigureAwait(false);
        var before = Find(view, id);
        var changed = (JsonObject)before.Document.DeepClone();
        request.Apply(changed);
        var after = new Route(changed);
        RouteTableDesign.CheckChanged(view, after);
        return new RoutePlan(id, view, before, after, request);
    }

    /// <summary>Finds the route to remove. Reads only.</summary>
    /// <exception cref="EgressException">ResourceNotFound for the table or the route.</exception>
    public async Task<RoutePlan> PlanRemoveAsync(ArmResourceId table, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        var id = table.Child("routes", name);
        var view = await ReadTableAsync(table, cancellationToken).ConfigureAwait(false);
        return new RoutePlan(id, view, Find(view, id), null, null);
    }

    /// <summary>Runs a plan and reads the table again.</summary>
    /// <param name="plan">From one of the Plan methods.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="EgressException">ConcurrentModification, ModifiedByAnotherClient, UpdateIncomplete, RouteExists.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<RouteTable> RunAsync(RoutePlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.After is null)
        {
            await _store.DeleteAsync(plan.Id, plan.Before?.ETag, cancellationToken).ConfigureAwait(false);
        }
        else if (plan.Before is not null)
        {
            await _store.UpdateAsync(plan.Id, document => plan.Request!.Apply(document.Root), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await AddAsync(plan.Id, new ArmDocument(plan.After.Document), cancellationToken).ConfigureAwait(false);
        }

        return await ReadTableAsync(plan.Id.Parent!, cancellationToken).ConfigureAwait(false);
    }

    private async Task AddAsync(ArmResourceId id, ArmDocument sent, CancellationToken cancellationToken)
    {
        ArmDocument result;
        try
        {
            result = await _store.WriteAsync(id, sent, read: null, mustBeNew: false, cancellationToken).ConfigureAwait(false);
        }
        catch (EgressException e) when (e.Id == nameof(EgressErrors.ResourceExists))
        {
            // A route of the name appeared since the plan was made. One that is as requested needs no write.
            var table = await ReadTableAsync(id.Parent!, cancellationToken).ConfigureAwait(false);
            if (table.Routes.Any(route => string.Equals(route.Name, id.Name, StringComparison.OrdinalIgnoreCase)
                && DocumentComparison.Missing(DocumentComparison.Compare(new JsonObject(), sent.Root), route.Document).Count == 0))
            {
                return;
            }

            RouteTableDesign.CheckNew(table, new Route(sent.Root));
            throw;
        }

        var missing = DocumentComparison.Missing(DocumentComparison.Compare(new JsonObject(), sent.Root), result.Root);
        if (missing.Count > 0)
        {
            throw EgressErrors.UpdateIncomplete(id.Name, string.Join("; ", missing), id.Text);
        }
    }

    private static Route Find(RouteTable table, ArmResourceId id) =>
        table.Routes.FirstOrDefault(route => string.Equals(route.Name, id.Name, StringComparison.OrdinalIgnoreCase))
            ?? throw ResourceStore.NotFound(id);

    private async Task<RouteTable> ReadTableAsync(ArmResourceId table, CancellationToken cancellationToken) =>
        new(await _store.ReadAsync(table, cancellationToken).ConfigureAwait(false));
}
