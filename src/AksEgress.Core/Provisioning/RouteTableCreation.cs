using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Provisioning;

/// <summary>Creates the design of a route table, with default routes to Azure Firewalls.</summary>
public static class RouteTableCreation
{
    /// <summary>Resolves the next hops of the default routes. Reads only.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="id">The table.</param>
    /// <param name="request">The requested settings.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">FirewallNotReady or FirewallNotFound.</exception>
    public static async Task<RouteTableDesign> PrepareAsync(
        ResourceStore store, ArmResourceId id, RouteTableRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        List<Route> routes = [.. request.Routes];
        List<string> warnings = [];
        List<(string Appliance, string Parameter)> appliances = [.. request.Firewalls.Select(firewall => (firewall, "Firewall"))];
        if (request.DefaultRouteTo is { } target)
        {
            appliances.Add((target, nameof(request.DefaultRouteTo)));
        }

        foreach (var (appliance, parameter) in appliances)
        {
            var defaults = await DefaultRoutes.ResolveAsync(store, id, appliance, parameter, cancellationToken).ConfigureAwait(false);
            routes.AddRange(defaults.Routes);
            if (defaults.Candidates.Count > 0)
            {
                warnings.Add(
                    $"{defaults.Candidates.Count} Azure Firewalls have the private IP address {appliance}, so no routes for their public "
                        + $"IP addresses are added. Specify the firewall by its resource ID: {Sentences.List(defaults.Candidates)}.");
            }

            if (defaults.FirewallsUnreadable)
            {
                warnings.Add("The Azure Firewalls of the subscription can't be read. " + Advice.AddRouteToPublicAddress(appliance));
            }
        }

        return new RouteTableDesign(id, routes, request.DisableBgpRoutePropagation) { Warnings = warnings };
    }
}
