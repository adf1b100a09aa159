using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Clients.Networks;

/// <summary>
/// GET virtualNetworks/{name}/CheckIPAddressAvailability?ipAddress=: reports whether an address of a subnet is free. Simulated
/// nodes and pods have no network interfaces, so their addresses count as free.
/// </summary>
internal static class AddressAvailability
{
    /// <summary>The path below a virtual network.</summary>
    public const string Segment = "CheckIPAddressAvailability";

    private const int Offered = 5;

    private static readonly string[] s_members = ["frontendIPConfigurations", "ipConfigurations"];

    /// <summary>Answers the request.</summary>
    /// <exception cref="RefusalException">
    /// 404: the virtual network doesn't exist. 400: there is no address, or it isn't in the virtual network; the texts aren't
    /// recorded.
    /// </exception>
    public static ArmAnswer Answer(SimulatedWorld world, IncomingRequest request, ResourceId id)
    {
        var path = id.Parent();
        var network = world.Store.Find(path.Key) ?? throw RequestErrors.ResourceNotFound(path);
        if (!AddressRange.TryAddress(request.Parameter("ipAddress"), out var address))
        {
            throw new RefusalException(
                HttpStatusCode.BadRequest,
                "InvalidIPAddress",
                $"IP address '{RequestErrors.Shorten(request.Parameter("ipAddress") ?? "")}' is invalid.");
        }

        AddressRange single = new(address, address.GetAddressBytes().Length * 8);
        foreach (var subnet in network.Document.Object("properties").Array("subnets").Objects())
        {
            if (AddressRange.TryParse(subnet.Object("properties").Text("addressPrefix"), out var range) && range.Contains(single))
            {
                return Answer(range, single, Taken(world, $"{network.Key}/subnets/{subnet.Text("name")?.ToLowerInvariant()}"));
            }
        }

        throw new RefusalException(HttpStatusCode.BadRequest, "PrivateIPAddressNotInAnySubnet",
            $"Private static IP address {address} does not belong to the range of any subnet of virtual network {network.Id}.");
    }

    private static ArmAnswer Answer(AddressRange range, AddressRange single, HashSet<string> taken)
    {
        // Azure reserves a subnet's first four addresses and its last one.
        var last = (1L << Math.Min(30, single.Length - range.Length)) - 1;
        var kept = Enumerable.Range(0, 4)
            .Select(offset => (long)offset)
            .Append(last)
            .Any(offset => range.At(offset).Equals(single.Address));
        if (!kept && !taken.Contains(single.Address.ToString()))
        {
            return ArmAnswer.Of(HttpStatusCode.OK, new JsonObject { ["available"] = true });
        }

        JsonArray free = [];
        for (long offset = 4; offset < last && free.Count < Offered; offset++)
        {
            var address = range.At(offset).ToString();
            if (!taken.Contains(address))
            {
                free.Add(address);
            }
        }

        return ArmAnswer.Of(
            HttpStatusCode.OK, new JsonObject { ["available"] = false, ["availableIPAddresses"] = free, ["isPlatformReserved"] = kept });
    }

    private static HashSet<string> Taken(SimulatedWorld world, string subnet) =>
    [
        .. world.References.To(subnet).Select(static reference => ResourceId.TryParse(reference.HolderId)).OfType<ResourceId>()
            .Select(holder => world.Store.Find((holder.IsNested ? holder.Parent() : holder).Key)).OfType<Resource>()
            .SelectMany(static holder => s_members.SelectMany(member => holder.Peek().Object("properties").Array(member).Objects()))
            .Select(static configuration => configuration.Object("properties").Text("privateIPAddress")).OfType<string>(),
    ];
}
