using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Arm;

namespace AksEgress.Simulator.VirtualNetworks;

/// <summary>
/// GET virtualNetworks/{name}/CheckIPAddressAvailability?ipAddress=: whether an address of a subnet is free. Nodes and pods have
/// no network interfaces in this world: what they use counts as free.
/// </summary>
internal static class AddressAvailability
{
    /// <summary>The path below a network.</summary>
    public const string Segment = "CheckIPAddressAvailability";

    private const int Offered = 5;

    private static readonly string[] s_members = ["frontendIPConfigurations", "ipConfigurations"];

    /// <summary>Answers.</summary>
    /// <exception cref="ArmException">404: no such network. 400: no address, or none of the network's; the texts aren't recorded.</exception>
    public static ArmAnswer Answer(World world, ArmRequest request, ResourceId id)
    {
        ResourceId path = id.Parent();
        Resource network = world.Store.Find(path.Key) ?? throw ArmErrors.ResourceNotFound(path);
        if (!Cidr.TryAddress(request.Parameter("ipAddress"), out IPAddress? address))
        {
            throw new ArmException(HttpStatusCode.BadRequest, "InvalidIPAddress", $"IP address '{ArmErrors.Shorten(request.Parameter("ipAddress") ?? "")}' is invalid.");
        }

        Cidr single = new(address, address.GetAddressBytes().Length * 8);
        foreach (JsonObject subnet in network.Document.Object("properties").Array("subnets").Objects())
        {
            if (Cidr.TryParse(subnet.Object("properties").Text("addressPrefix"), out Cidr? range) && range.Contains(single))
            {
                return Answer(range, single, Taken(world, $"{network.Key}/subnets/{subnet.Text("name")?.ToLowerInvariant()}"));
            }
        }

        throw new ArmException(HttpStatusCode.BadRequest, "PrivateIPAddressNotInAnySubnet",
            $"Private static IP address {address} does not belong to the range of any subnet of virtual network {network.Id}.");
    }

    private static ArmAnswer Answer(Cidr range, Cidr single, HashSet<string> taken)
    {
        // Azure keeps a subnet's first four addresses and its last.
        long last = (1L << Math.Min(30, single.Length - range.Length)) - 1;
        bool kept = Enumerable.Range(0, 4).Select(offset => (long)offset).Append(last).Any(offset => range.At(offset).Equals(single.Address));
        if (!kept && !taken.Contains(single.Address.ToString()))
        {
            return ArmAnswer.Of(HttpStatusCode.OK, new JsonObject { ["available"] = true });
        }

        JsonArray free = [];
        for (long offset = 4; offset < last && free.Count < Offered; offset++)
        {
            string address = range.At(offset).ToString();
            if (!taken.Contains(address))
            {
                free.Add(address);
            }
        }

        return ArmAnswer.Of(HttpStatusCode.OK, new JsonObject { ["available"] = false, ["availableIPAddresses"] = free, ["isPlatformReserved"] = kept });
    }

    private static HashSet<string> Taken(World world, string subnet) =>
    [
        .. world.References.To(subnet).Select(static reference => ResourceId.TryParse(reference.HolderId)).OfType<ResourceId>()
            .Select(holder => world.Store.Find((holder.IsNested ? holder.Parent() : holder).Key)).OfType<Resource>()
            .SelectMany(static holder => s_members.SelectMany(member => holder.Peek().Object("properties").Array(member).Objects()))
            .Select(static configuration => configuration.Object("properties").Text("privateIPAddress")).OfType<string>(),
    ];
}
