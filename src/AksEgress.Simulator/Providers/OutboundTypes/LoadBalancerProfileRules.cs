using System.Globalization;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.OutboundTypes;

/// <summary>The rules for a loadBalancerProfile.</summary>
internal static class LoadBalancerProfileRules
{
    private const string Target = "networkProfile.loadBalancerProfile";
    private const int PortsPerAddress = 64000;
    private static readonly string[] s_outbound =
    [
        "managedOutboundIPs", "outboundIPs", "outboundIPPrefixes", "allocatedOutboundPorts", "idleTimeoutInMinutes"
    ];

    /// <summary>Refuses a profile that violates a rule.</summary>
    public static void Check(ClusterChange change)
    {
        if (change.Network.Object("loadBalancerProfile") is not { } profile)
        {
            return;
        }

        if (change.OutboundType != OutboundTypeNames.LoadBalancer)
        {
            // Only the outbound members exclude userDefinedRouting; the inbound members can stay. Other types drop them silently
            // (azure-rest-api-specs issue 22469).
            if (change.OutboundType == OutboundTypeNames.UserRouting && s_outbound.Any(profile.ContainsKey))
            {
                throw ClusterErrors.BadRequest(
                    "InvalidUserDefinedRoutingWithLoadBalancerProfile",
                    "UserDefinedRouting and load balancer profile are mutually exclusive. Please refer to http://aka.ms/aks/outboundtype "
                        + "for more details",
                    Target);
            }

            foreach (var member in s_outbound)
            {
                profile.Remove(member);
            }

            return;
        }

        var kinds = ((string[])["managedOutboundIPs", "outboundIPs", "outboundIPPrefixes"]).Count(kind => profile.Object(kind) is not null);
        if (kinds != 1)
        {
            throw ClusterErrors.BadRequest(
                "InvalidLoadBalancerProfile",
                "Load balancer profile must specify exactly one of ManagedOutboundIPs, OutboundIPPrefixes and OutboundIPs. Please refer to "
                    + "http://aka.ms/slb.",
                Target);
        }

        CheckNumbers(profile);
        CheckOwn(change, profile);
        CheckPorts(change, profile);
    }

    /// <summary>
    /// The number of nodes that need ports: autoscaled pools count with their maximum, plus the nodes that an upgrade adds.
    /// </summary>
    public static int Nodes(IEnumerable<JsonObject> pools)
    {
        var nodes = 0;
        foreach (var pool in pools)
        {
            var most = (int)((pool.Flag("enableAutoScaling") == true ? pool.Number("maxCount") : null) ?? pool.Number("count") ?? 0);

            // AKS's API returns 10% as the surge of a pool that doesn't specify it.
            var surge = pool.Object("upgradeSettings").Text("maxSurge") ?? "10%";
            nodes += most;
            if (surge.EndsWith('%')
                && double.TryParse(surge.AsSpan(0, surge.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var percent))
            {
                nodes += (int)Math.Ceiling(most * Math.Min(percent, 100) / 100);
            }
            else if (int.TryParse(surge, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                nodes += count;
            }
        }

        return nodes;
    }

    private static void CheckNumbers(JsonObject profile)
    {
        var managed = profile.Object("managedOutboundIPs");
        Range(managed, "count", "managedOutboundIPs.count", 1, 100);
        Range(managed, "countIPv6", "managedOutboundIPs.countIPv6", 0, 100);
        Range(profile, "idleTimeoutInMinutes", "idleTimeoutInMinutes", 4, 120);
        Range(profile, "allocatedOutboundPorts", "allocatedOutboundPorts", 0, PortsPerAddress);
        if (profile.Number("allocatedOutboundPorts") is { } ports && ports % 8 != 0)
        {
            // That it must be a multiple of 8 is documented (load-balancer-standard); the text isn't recorded.
            throw ClusterErrors.BadRequest(
                "InvalidLoadBalancerProfileAllocatedOutboundPorts",
                $"Load balancer profile allocated ports {ports.ToString(CultureInfo.InvariantCulture)} is not a multiple of 8. Refer to "
                    + "https://aka.ms/aks/slb-ports for more details.",
                Target);
        }
    }

    private static void Range(JsonObject? parent, string member, string name, int least, int most)
    {
        if (parent is not null
            && parent.ContainsKey(member)
            && (parent.Number(member) is not { } value || value < least || value > most || value != Math.Floor(value)))
        {
            throw ClusterErrors.OutOfRange($"networkProfile.loadBalancerProfile.{name}", parent.Number(member) ?? double.NaN, least, most);
        }
    }

    private static void CheckOwn(ClusterChange change, JsonObject profile)
    {
        foreach ((var kind, var list, var detail) in ((string, string, string)[])
            [
                ("outboundIPs", "publicIPs", "LoadBalancerProfileOutboundIPNotExist"),
                ("outboundIPPrefixes", "publicIPPrefixes", "LoadBalancerProfileOutboundIPPrefixNotExist")
            ])
        {
            if (profile.Object(kind) is not { } own)
            {
                continue;
            }

            string[] ids = [.. own.Array(list).Objects().Select(static item => item.Text("id") ?? "")];
            if (ids.Length == 0 || ids.Any(id => change.World.Store.FindId(id) is null))
            {
                var code = kind == "outboundIPs" ? "InvalidLoadBalancerProfileOutboundIPs" : "InvalidLoadBalancerProfileOutboundIPPrefixes";
                var words = kind == "outboundIPs" ? "outbound IPs" : "outbound IP prefixes";
                throw ClusterErrors.BadRequest(
                    code, $"Error in validating load balancer profile {words}, error details: {detail}", $"{Target}.{kind}");
            }
        }
    }

    private static void CheckPorts(ClusterChange change, JsonObject profile)
    {
        var ports = (long)(profile.Number("allocatedOutboundPorts") ?? 0);
        if (ports == 0)
        {
            return;
        }

        var addresses = OutboundAddresses.Count(change.World, profile);
        var nodes = Nodes(change.Pools);
        var needed = ports * nodes;
        var available = (long)addresses * PortsPerAddress;
        if (needed > available)
        {
            throw ClusterErrors.BadRequest(
                "InvalidLoadBalancerProfileAllocatedOutboundPorts",
                $"Load balancer profile allocated ports {ports} is not in an allowable range given the number of nodes and IPs "
                    + $"provisioned. Total node count {nodes} requires {needed} ports but only {available} ports are available given "
                    + $"{addresses} outbound public IPs. Refer to https://aka.ms/aks/slb-ports for more details.",
                Target);
        }
    }
}
