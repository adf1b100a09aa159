using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Subnets;

/// <summary>Defaults and rules of subnets, both within their virtual network and on their own.</summary>
internal static class SubnetRules
{
    /// <summary>The properties that only ARM writes.</summary>
    public static IReadOnlyList<string> ReadOnly { get; } =
    [
        "ipConfigurations", "ipConfigurationProfiles", "resourceNavigationLinks", "serviceAssociationLinks", "privateEndpoints", "purpose",
        "interfaceEndpoints"
    ];

    /// <summary>The order of properties.</summary>
    public static string[] Order { get; } =
    [
        "provisioningState", "addressPrefix", "addressPrefixes", "networkSecurityGroup", "routeTable", "natGateway", "ipConfigurations",
        "serviceEndpoints", "delegations", "privateEndpointNetworkPolicies", "privateLinkServiceNetworkPolicies"
    ];

    /// <summary>Adds the defaults of one subnet.</summary>
    /// <param name="change">The change of the virtual network.</param>
    /// <param name="properties">The subnet's properties as the client sent them.</param>
    /// <param name="before">The subnet's current properties, or null for a new one.</param>
    public static void Fill(NetworkChange change, JsonObject properties, JsonObject? before)
    {
        FillOutboundAccess(change, properties, before);
        properties.Default("delegations", new JsonArray());

        // The default changed from Enabled to Disabled: 2020-07-01 is recorded with the one, 2020-11-01 with the other.
        properties.Default("privateEndpointNetworkPolicies", change.Since("2020-11-01") ? "Disabled" : "Enabled");
        properties.Default("privateLinkServiceNetworkPolicies", "Enabled");
        foreach (var endpoint in properties.Array("serviceEndpoints").Objects())
        {
            endpoint["provisioningState"] = "Succeeded";
            endpoint.Default("locations", new JsonArray("*"));
        }
    }

    // From api-version 2025-07-01 on, the subnets of a new virtual network are private unless the client says otherwise; older virtual
    // networks stay as they are (https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access). ARM doesn't show
    // which virtual networks are new: here, one without a subnet that has default outbound access. As for every
    // member, a PUT of an existing subnet without it removes it.
    private static void FillOutboundAccess(NetworkChange change, JsonObject properties, JsonObject? before)
    {
        if (before is null
            && !properties.ContainsKey("defaultOutboundAccess")
            && change.Since("2025-07-01")
            && (change.Existing?.Document.Object("properties")).Array("subnets").Objects()
                .All(static subnet => subnet.Object("properties").Flag("defaultOutboundAccess") == false))
        {
            properties["defaultOutboundAccess"] = false;
        }
    }

    /// <summary>Checks all subnets of a virtual network against its address space and against each other.</summary>
    public static void Check(NetworkChange change, JsonObject network, List<AddressRange> space)
    {
        List<(AddressRange Range, string Name)> taken = [];
        foreach (var subnet in network.Object("properties").Array("subnets").Objects())
        {
            var name = subnet.Text("name")!;
            var own = Ranges(subnet);
            foreach (var range in own)
            {
                if (!space.Any(part => part.Contains(range)))
                {
                    throw NetworkErrors.BadRequest("NetcfgSubnetRangeOutsideVnet",
                        $"Subnet '{name}' is not valid because its IP address range is outside the IP address range of virtual network "
                            + $"'{network.Text("name")}'.");
                }

                if (taken.Any(other => other.Range.Overlaps(range)))
                {
                    throw NetworkErrors.BadRequest("NetcfgSubnetRangesOverlap",
                        $"Subnet '{name}' is not valid because its IP address range overlaps with that of an existing subnet in virtual "
                            + $"network '{network.Text("name")}'.");
                }
            }

            taken.AddRange(own.Select(range => (range, name)));
            CheckFirewallSubnet(change.World, subnet);
            CheckMove(change, subnet, own);
        }
    }

    /// <summary>Refuses to delete a subnet in use.</summary>
    public static void CheckUnused(SimulatedWorld world, JsonObject subnet)
    {
        var id = subnet.Text("id");
        var user = subnet.Object("properties").Array("ipConfigurations").Objects().FirstOrDefault().Text("id")
            ?? world.References.FirstUser(id);
        if (user is not null)
        {
            throw NetworkErrors.BadRequest("InUseSubnetCannotBeDeleted",
                $"Subnet {subnet.Text("name")} is in use by {user} and cannot be deleted. In order to delete the subnet, delete all the "
                    + "resources within the subnet. See aka.ms/deletesubnet.");
        }
    }

    private static List<AddressRange> Ranges(JsonObject subnet)
    {
        var id = subnet.Text("id")!;
        var properties = subnet.Object("properties");
        string[] prefixes =
        [
            .. properties.Text("addressPrefix") is { } one ? [one] : Enumerable.Empty<string>(),
            .. properties.Array("addressPrefixes").Texts()
        ];
        if (prefixes.Length == 0 && properties.Array("ipamPoolPrefixAllocations") is null)
        {
            // The code is ARM's; the text isn't recorded.
            throw NetworkErrors.BadRequest("NoAddressPrefixOrPoolProvided", $"Subnet {id} must have an address prefix.");
        }

        List<AddressRange> ranges = [];
        foreach (var prefix in prefixes.Distinct())
        {
            if (!AddressRange.TryParse(prefix, out var range))
            {
                throw NetworkErrors.PrefixFormat(prefix, id);
            }

            ranges.Add(range.IsMasked ? range : throw NetworkErrors.PrefixNotMasked(range, id));
        }

        return ranges;
    }

    // The range of a subnet in use can't change.
    private static void CheckMove(NetworkChange change, JsonObject subnet, List<AddressRange> ranges)
    {
        var before = change.Existing?.Document.Object("properties").Array("subnets").Objects()
            .FirstOrDefault(item => ResourceId.Is(item.Text("name"), subnet.Text("name")));
        if (before is null)
        {
            return;
        }

        var old = Ranges(before);
        var user = before.Object("properties").Array("ipConfigurations").Objects().FirstOrDefault().Text("id")
            ?? change.World.References.FirstUser(subnet.Text("id"));
        if (user is not null && old.Any(range => !ranges.Any(part => part.Contains(range))))
        {
            throw NetworkErrors.BadRequest(
                "InUsePrefixCannotBeDeleted",
                $"IpPrefix {old[0]} on Subnet {subnet.Text("name")} has active allocations and cannot be deleted.");
        }
    }

    private static void CheckFirewallSubnet(SimulatedWorld world, JsonObject subnet)
    {
        if (!ResourceId.Is(subnet.Text("name"), "AzureFirewallSubnet")
            || world.Store.FindId(subnet.Object("properties").Object("routeTable").Text("id")) is not { } table)
        {
            return;
        }

        var route = table
            .Document.Object("properties")
            .Array("routes")
            .Objects()
            .FirstOrDefault(static item => item.Object("properties").Text("addressPrefix") == "0.0.0.0/0");
        if (route is not null && route.Object("properties").Text("nextHopType") != "Internet")
        {
            // The code is from issues of public templates; the text isn't recorded.
            throw NetworkErrors.BadRequest("AzureFirewallSubnetRouteTableMustHaveDefaultRouteToInternet",
                $"Route table {table.Id} on {subnet.Text("id")} must have a default route to Internet.");
        }
    }
}
