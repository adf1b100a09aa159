using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.EgressPaths;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.NetworkQueries;

/// <summary>
/// Questions about the network that are no resources: effective routes and security rules of a network interface, the next hop, and the
/// service tags of a region. Forms are those of Azure/azure-rest-api-specs (Microsoft.Network: networkInterface, networkWatcher,
/// serviceTags).
/// </summary>
internal sealed class NetworkQueryProvider(SimulatedWorld world, LongRunning operations)
{
    /// <summary>The action of effective routes.</summary>
    public const string Routes = "effectiveRouteTable";

    /// <summary>The action of effective security rules.</summary>
    public const string Groups = "effectiveNetworkSecurityGroups";

    // Not measured: the portal shows the result within seconds.
    private const double Seconds = 10;

    /// <summary>Answers a request; null if it's none of these.</summary>
    public ArmAnswer? TryAnswer(IncomingRequest request, ResourceId id)
    {
        if (ResourceId.Is(id.Namespace, "Microsoft.Compute"))
        {
            return request.Method == "POST" && !id.IsResource && IsQuery(id.Types[^1]) ? throw NotForScaleSets(request) : null;
        }

        if (!ResourceId.Is(id.Namespace, "Microsoft.Network") || id.IsResource || id.Types.Length != 2 || id.Names.Length != 1)
        {
            return null;
        }

        if (request.Method == "GET")
        {
            return id.Group is null && ResourceId.Is(id.Types[0], "locations") && ResourceId.Is(id.Types[1], "serviceTags")
                ? ServiceTagList.Answer(id)
                : null;
        }

        return request.Method != "POST" ? null
            : ResourceId.Is(id.Types[0], "networkInterfaces") && IsQuery(id.Types[1]) ? Start(request, id)
            : ResourceId.Is(id.Types[0], "networkWatchers") && ResourceId.Is(id.Types[1], "nextHop") ? NextHop(request, id)
            : null;
    }

    /// <summary>Answers the result of a query's operation; null if the operation is another one, or hasn't ended.</summary>
    public ArmAnswer? TryResult(ResourceId id) =>
        ResourceId.Is(id.Types[1], "operationResults")
            && Guid.TryParse(id.Names[1], out var guid)
            && world.Operations.Find(guid) is { Action: Routes or Groups, Status: not Operation.InProgress, Error: null } operation
            && world.Store.Find(operation.TargetId.ToLowerInvariant()) is { } networkInterface
            ? ArmAnswer.Of(HttpStatusCode.OK, EffectiveDocuments.Of(world, networkInterface, operation.Action == Routes))
            : null;

    private static bool IsQuery(string action) => ResourceId.Is(action, Routes) || ResourceId.Is(action, Groups);

    // The specification has only GET for the network interfaces of scale sets (Microsoft.Network 2018-10-01, vmssNetworkInterface.json).
    private static RefusalException NotForScaleSets(IncomingRequest request) =>
        new(HttpStatusCode.NotFound, "InvalidResourceType",
            "The resource type could not be found in the namespace 'Microsoft.Compute' for api version "
                + $"'{RequestErrors.Shorten(request.ApiVersion!)}'.");

    private ArmAnswer Start(IncomingRequest request, ResourceId id)
    {
        Scopes.CheckGroup(world, id);
        var target = id.Parent();
        var found = world.Store.Find(target.Key) ?? throw RequestErrors.ResourceNotFound(target);
        if (found.Document.Object("properties").Object("virtualMachine").Text("id") is null)
        {
            // The operation needs a running virtual machine (cloud-custodian 3694, mondoohq/mql 8953); code and text aren't recorded.
            throw NetworkErrors.BadRequest(
                "NetworkInterfaceNotAttached", $"Network interface {found.Id} must be attached to a running virtual machine.");
        }

        var action = ResourceId.Is(id.Types[1], Routes) ? Routes : Groups;
        var operation = operations.Start(target, found.Location, OperationEffect.Action, $"{found.Key}/{action}", Seconds, action);
        return operations.Announce(new ArmAnswer(HttpStatusCode.Accepted), request, operation, location: true);
    }

    // The query names a virtual machine with an interface of its own. Instances of a scale set: no source says that they work, so they
    // are refused; code and text aren't recorded.
    private ArmAnswer NextHop(IncomingRequest request, ResourceId id)
    {
        Scopes.CheckGroup(world, id);
        if (world.Store.Find(id.Parent().Key) is null)
        {
            throw RequestErrors.ResourceNotFound(id.Parent());
        }

        var body = request.Body();
        var machine = ResourceId.TryParse(body.Text("targetResourceId"));
        if (machine is null || !ResourceId.Is(machine.Type, "Microsoft.Compute/virtualMachines"))
        {
            throw NetworkErrors.BadRequest("InvalidTargetResource",
                $"Target resource '{RequestErrors.Shorten(body.Text("targetResourceId") ?? "")}' is not a virtual machine.");
        }

        if (!AddressRange.TryAddress(body.Text("destinationIPAddress"), out var destination)
            || !AddressRange.TryAddress(body.Text("sourceIPAddress"), out _))
        {
            throw NetworkErrors.InvalidValue(
                body.Text("destinationIPAddress") ?? "null", "IPAddress", "destinationIPAddress");
        }

        var wanted = body.Text("targetNicResourceId");
        var networkInterface = world
            .Store.Collection($"/subscriptions/{machine.Subscription}/providers/microsoft.network/networkinterfaces".ToLowerInvariant())
            .Select(key => world.Store.Find(key))
            .OfType<Resource>()
            .FirstOrDefault(one => ResourceId.Is(one.Document.Object("properties").Object("virtualMachine").Text("id"), machine.ToPath())
                && (wanted is null || ResourceId.Is(one.Id, wanted)))
            ?? throw RequestErrors.ResourceNotFound(machine);
        InterfaceNetwork network = new(world, networkInterface);
        var route = EffectiveRoutes.Choose(network, new Destination(destination.ToString(), destination, 443));
        JsonObject answer = new() { ["nextHopType"] = route?.HopType ?? "None" };
        if (route?.HopAddress is { } address)
        {
            answer["nextHopIpAddress"] = address;
        }

        answer["routeTableId"] = route?.Source == RouteSource.User ? network.Subnet.Object("routeTable").Text("id") : "System Route";
        return ArmAnswer.Of(HttpStatusCode.OK, answer);
    }
}
