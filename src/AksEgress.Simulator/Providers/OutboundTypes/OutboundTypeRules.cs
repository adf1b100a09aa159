using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.OutboundTypes;

/// <summary>The requirements of an outbound type for the cluster and its network.</summary>
internal static class OutboundTypeRules
{
    private const string Target = "networkProfile.outboundType";

    /// <summary>Refuses types that don't exist, and clusters that can't have the requested type.</summary>
    public static void CheckKind(ClusterChange change)
    {
        var type = change.OutboundType;
        var preview = type == OutboundTypeNames.ManagedNatV2
            && change.ApiVersion.EndsWith("-preview", StringComparison.Ordinal)
            && ApiVersionDate.Since(change.ApiVersion, "2026-01-02") && !ApiVersionDate.Since(change.ApiVersion, "2026-05-03");
        if (!OutboundTypeNames.All.Contains(type) || (type == OutboundTypeNames.ManagedNatV2 && !preview))
        {
            throw ClusterErrors.InvalidParameter(
                $"The value of parameter networkProfile.outboundType is invalid. Error details: '{RequestErrors.Shorten(type)}' is not a "
                    + "supported outbound type. Please see https://aka.ms/aks-naming-rules for more details.",
                Target);
        }

        if (type == OutboundTypeNames.LoadBalancer)
        {
            return;
        }

        // That setting outboundType requires both is documented (egress-udr); code and text aren't recorded.
        if (!ResourceId.Is(change.Network.Text("loadBalancerSku"), "standard"))
        {
            throw ClusterErrors.InvalidParameter($"Outbound type {type} needs a load balancer of sku standard.", Target);
        }

        if (change.Pools.Any(static pool =>
            !ResourceId.Is(pool.Text("type"), "VirtualMachineScaleSets") && !ResourceId.Is(pool.Text("type"), "VirtualMachines")))
        {
            throw ClusterErrors.InvalidParameter($"Outbound type {type} needs agent pools of type VirtualMachineScaleSets.", Target);
        }

        if (type is OutboundTypeNames.None or OutboundTypeNames.Block)
        {
            CheckIsolated(change, type);
        }
    }

    /// <summary>Refuses networks that the type can't work with: route tables, NAT gateways, custom networks.</summary>
    public static void CheckNetwork(ClusterChange change)
    {
        var type = change.OutboundType;
        CheckKubenetIdentity(change);
        if (OutboundTypeNames.IsManagedNat(type)
            && change.Pools.FirstOrDefault(static pool => pool.Text("vnetSubnetID") is not null) is { } custom)
        {
            throw ClusterErrors.BadRequest("InvalidParameter",
                $"Outbound type is managedNATGateway but agent pool '{custom.Text("name")}' is using custom VNet, which is not allowed.",
                "properties.vnetSubnetID", "ManagedNATGatewayWithCustomVNetNotAllowed");
        }

        if (type == OutboundTypeNames.LoadBalancer)
        {
            CheckNewBalancer(change);
        }

        if (type is not (OutboundTypeNames.UserRouting or OutboundTypeNames.UserNat))
        {
            return;
        }

        if (type == OutboundTypeNames.UserRouting)
        {
            CheckPublicAccess(change);
        }

        if (change.Pools.FirstOrDefault(static pool => pool.Text("vnetSubnetID") is null) is { } managed)
        {
            // That these types require a BYO virtual network is documented; code and text aren't recorded.
            throw ClusterErrors.InvalidParameter(
                $"Outbound type is {type} but agent pool '{managed.Text("name")}' is not using custom VNet, which is not allowed.",
                "properties.vnetSubnetID");
        }

        foreach ((var id, var subnet) in change.NodeSubnets())
        {
            if (type == OutboundTypeNames.UserRouting)
            {
                CheckRouteTable(change, id, subnet);
                CheckIdentity(change);
            }
            else
            {
                CheckNatGateway(change, id, subnet);
            }
        }
    }

    // A cluster can be created in a subnet with a NAT gateway only with userAssignedNATGateway; an existing one can be updated
    // (release notes of Azure/AKS, 2022-09 and 2022-10). Neither code nor text is recorded.
    private static void CheckNewBalancer(ClusterChange change)
    {
        if (change.Existing is null
            && change.NodeSubnets().FirstOrDefault(static one => one.Subnet.Object("properties").Object("natGateway") is not null)
                is { Subnet: not null } blocked)
        {
            throw ClusterErrors.InvalidParameter(
                $"Subnet {blocked.Id} has a NAT gateway, which requires outbound type userAssignedNATGateway.", Target);
        }
    }

    // The message about public network access is public (Azure/AKS#3690), and so is the code about node public IPs; its text isn't.
    private static void CheckPublicAccess(ClusterChange change)
    {
        if (ResourceId.Is(change.Properties.Text("publicNetworkAccess"), "Disabled"))
        {
            throw ClusterErrors.BadRequest(
                "BadRequest", "UserDefinedRouting is not supported when Cluster has public network access set to Disabled.");
        }

        if (change.Pools.FirstOrDefault(static pool => pool.Flag("enableNodePublicIP") == true) is { } pool)
        {
            throw ClusterErrors.BadRequest(
                "UDRWithNodePublicIPNotAllowed",
                $"Agent pool '{pool.Text("name")}' has node public IPs, which are not allowed with outbound type userDefinedRouting.",
                "agentPoolProfile.enableNodePublicIP");
        }
    }

    private static void CheckRouteTable(ClusterChange change, string id, JsonObject subnet)
    {
        var table = change.World.Store.FindId(subnet.Object("properties").Object("routeTable").Text("id"));
        var route = table?.Document.Object("properties").Array("routes").Objects()
            .FirstOrDefault(static item => item.Object("properties").Text("addressPrefix") == "0.0.0.0/0");
        if (route is null)
        {
            // A route table without a default route is refused with the same text as a missing route table.
            throw ClusterErrors.BadRequest("ExistingRouteTableNotAssociatedWithSubnet",
                $"An existing route table has not been associated with subnet {id}. Please update the route table association");
        }

        var hop = route.Object("properties").Text("nextHopType") ?? "";
        if (hop is not ("VirtualAppliance" or "VirtualNetworkGateway"))
        {
            throw ClusterErrors.BadRequest("RouteTableInvalidNextHop",
                $"Default route 0.0.0.0/0 has a next hop of {hop} but only next hops of VirtualAppliance or VirtualNetworkGateway are "
                    + "allowed. Please see http://aka.ms/aks/outboundtype for more details");
        }
    }

    // kubenet writes pod routes into the table. The text is from public issue threads, where it names another resource type as
    // well.
    private static void CheckIdentity(ClusterChange change)
    {
        if (ResourceId.Is(change.Network.Text("networkPlugin"), "kubenet")
            && ResourceId.Is(change.Document.Object("identity").Text("type"), "SystemAssigned"))
        {
            throw ClusterErrors.BadRequest("OnlySupportedOnUserAssignedMSICluster",
                "System-assigned managed identity not supported for custom resource RouteTables. Please use user-assigned managed "
                    + "identity.");
        }
    }

    private static void CheckNatGateway(ClusterChange change, string id, JsonObject subnet)
    {
        var gateway = change.World.Store.FindId(subnet.Object("properties").Object("natGateway").Text("id"));
        if (gateway is null)
        {
            // That the gateway must exist is documented (nat-gateway); the code is public, and the text isn't recorded.
            throw ClusterErrors.BadRequest("SubnetNotAssociatedWithNATGateway",
                $"An existing NAT gateway has not been associated with subnet {id}. Please update the NAT gateway association");
        }

        var properties = gateway.Document.Object("properties");
        if (properties.Array("publicIpAddresses") is not { Count: > 0 } && properties.Array("publicIpPrefixes") is not { Count: > 0 })
        {
            // The code is public, and the text isn't recorded.
            throw ClusterErrors.BadRequest(
                "NATGatewayNotAssociatedWithPublicIPOrIPPrefix",
                $"NAT gateway {gateway.Id} of subnet {id} has no public IP address and no public IP prefix.");
        }
    }

    // Network isolated clusters: the rules are documented (network-isolated, concepts-network-isolated); codes and texts aren't
    // recorded.
    private static void CheckIsolated(ClusterChange change, string type)
    {
        if (!ResourceId.Is(change.Properties.Object("bootstrapProfile").Text("artifactSource"), "Cache"))
        {
            throw ClusterErrors.InvalidParameter(
                $"Outbound type {type} needs bootstrapProfile.artifactSource Cache.", "bootstrapProfile.artifactSource");
        }

        if (ResourceId.Is(change.Network.Text("networkPlugin"), "kubenet"))
        {
            throw ClusterErrors.InvalidParameter($"Outbound type {type} is not supported with network plugin kubenet.", Target);
        }

        if (Version.TryParse(change.Properties.Text("currentKubernetesVersion"), out var version) && version < new Version(1, 30))
        {
            throw ClusterErrors.InvalidParameter($"Outbound type {type} needs Kubernetes 1.30 or later.", Target);
        }

        if (type == OutboundTypeNames.Block && change.OwnNetwork)
        {
            throw ClusterErrors.InvalidParameter("Outbound type block is not supported with custom VNet.", Target);
        }

        if (change.Pools.Any(static pool => ResourceId.Is(pool.Text("osType"), "Windows")))
        {
            throw ClusterErrors.InvalidParameter($"Outbound type {type} is not supported with Windows agent pools.", Target);
        }
    }

    // With kubenet, the cluster writes pod routes into the customer's table. The text is from public issue threads, where it names
    // VirtualNetworks.
    private static void CheckKubenetIdentity(ClusterChange change)
    {
        if (change.Existing is null && ResourceId.Is(change.Network.Text("networkPlugin"), "kubenet")
            && ResourceId.Is(change.Document.Object("identity").Text("type"), "SystemAssigned")
            && change.NodeSubnets().Any(static one => one.Subnet.Object("properties").Object("routeTable") is not null))
        {
            throw ClusterErrors.BadRequest("OnlySupportedOnUserAssignedMSICluster",
                "System-assigned managed identity not supported for custom resource RouteTables. Please use user-assigned managed "
                    + "identity.");
        }
    }
}
