using System.Buffers.Binary;
using System.Net;
using System.Text.RegularExpressions;
using AksEgress.Core.Addressing;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Provisioning;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Topologies;

/// <summary>
/// Checks a request for what ARM would refuse only late. The cluster is created last, 15 minutes after resources that cost money,
/// so everything that can be checked is checked before the first resource is created.
/// </summary>
internal static partial class TopologyRules
{
    // Azure's naming rules: a firewall's name has 1 to 56 characters, and "-fw" is three of them.
    private const int LongestBehindFirewall = 53;
    private const int Longest = 54;
    private const int MostRanges = 200;

    /// <summary>Refuses a name that is not valid for one of the parts.</summary>
    /// <exception cref="EgressException">InvalidValue.</exception>
    public static void CheckName(TopologyRequest request)
    {
        var name = request.ClusterId.Name;
        var longest = request.Kind == TopologyKind.FirewallRouting ? LongestBehindFirewall : Longest;
        if (name.Length > longest || !ClusterName().IsMatch(name))
        {
            throw EgressErrors.InvalidValue(
                "Name",
                $"'{ArmNames.Shown(name)}' isn't a valid name for a cluster and its resources. It must have 1 to {longest} letters, "
                    + "digits, hyphens, or underscores, and must begin and end with a letter or digit.",
                name);
        }
    }

    /// <summary>The subnet of the nodes in a network whose address range is specified alone.</summary>
    /// <exception cref="EgressException">InvalidValue.</exception>
    public static string NodesWithin(TopologyRequest request)
    {
        var range = Range(request);
        return range.PrefixLength switch
        {
            <= 23 => Part(range, 256, 24),
            24 when request.Kind == TopologyKind.FirewallRouting => Part(range, 128, 25),
            <= 28 when request.Kind != TopologyKind.FirewallRouting => range.ToString(),
            _ => throw TooSmall(request, nameof(TopologyRequest.SubnetPrefix)),
        };
    }

    /// <summary>The subnet of the firewall in a network whose address range is specified alone.</summary>
    /// <exception cref="EgressException">InvalidValue.</exception>
    public static string FirewallWithin(TopologyRequest request)
    {
        var range = Range(request);
        return range.PrefixLength switch
        {
            <= 22 => Part(range, 512, 26),
            <= 24 => Part(range, 0, 26),
            _ => throw TooSmall(request, nameof(TopologyRequest.FirewallSubnetPrefix)),
        };
    }

    private static IPNetwork Range(TopologyRequest request)
    {
        var range = Cidr.Parse(request.AddressPrefix, nameof(TopologyRequest.AddressPrefix));
        return Cidr.IsIPv6(range)
            ? throw EgressErrors.InvalidValue(
                nameof(TopologyRequest.AddressPrefix), "the virtual network of a topology has an IPv4 range.", request.AddressPrefix)
            : range;
    }

    private static string Part(IPNetwork range, uint offset, int length)
    {
        var bytes = range.BaseAddress.GetAddressBytes();
        BinaryPrimitives.WriteUInt32BigEndian(bytes, BinaryPrimitives.ReadUInt32BigEndian(bytes) + offset);
        return $"{new IPAddress(bytes)}/{length}";
    }

    private static EgressException TooSmall(TopologyRequest request, string parameter) => EgressErrors.InvalidValue(
        nameof(TopologyRequest.AddressPrefix),
        $"{request.AddressPrefix} is too small for the default subnets. Specify a range of /24 or larger, or also -{parameter}.",
        request.AddressPrefix);

    /// <summary>Refuses authorized IP ranges that exclude the egress IP address of the nodes, or that are too many with it.</summary>
    /// <exception cref="EgressException">InvalidValue.</exception>
    public static void CheckRanges(TopologyRequest request)
    {
        if (request.Cluster.AuthorizedIpRange is not { Count: > 0 } ranges)
        {
            return;
        }

        if (request.HasOwnNetwork && ranges.Any(range => AuthorizedRangeRules.Same(range, AuthorizedRangeRules.LoadBalancerOnly)))
        {
            throw EgressErrors.InvalidValue(
                nameof(ClusterRequest.AuthorizedIpRange),
                "0.0.0.0/32 can't be combined with other ranges, but the egress IP address of the nodes has to be added.",
                AuthorizedRangeRules.LoadBalancerOnly);
        }

        var most = request.HasOwnNetwork ? MostRanges - 1 : MostRanges;
        if (ranges.Count > most)
        {
            throw EgressErrors.InvalidValue(
                nameof(ClusterRequest.AuthorizedIpRange),
                $"{ranges.Count} ranges are specified, but AKS allows at most {MostRanges}"
                    + $"{(request.HasOwnNetwork ? ", and one is required for the egress IP address of the nodes" : string.Empty)}.",
                request.ClusterId.Text);
        }
    }

    /// <summary>
    /// Compares the request with the existing parts, and uses their region if the request names none: a group can
    /// be in another region than its resources.
    /// </summary>
    /// <exception cref="EgressException">
    /// TopologyLocationDiffers, TopologyDiffers, TopologyNetworkDiffers, SubnetOutsideNetwork, SubnetOverlaps.
    /// </exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public static async Task<TopologyRequest> CheckExistingAsync(
        ResourceStore store, TopologyRequest request, IReadOnlyList<TopologyPart> parts, CancellationToken cancellationToken)
    {
        var names = new TopologyNames(request.ClusterId);
        var existing = new List<ArmDocument>();
        await foreach (var resource in store.ListChildrenAsync(names.Group, "resources", cancellationToken).ConfigureAwait(false))
        {
            if (parts.Any(part => Same(part.Id.Text, resource.Id)))
            {
                existing.Add(resource);
            }
        }

        var location = request.Location
            ?? existing.Select(document => document.Root.Text("location")).FirstOrDefault(text => text is not null);
        if (existing.FirstOrDefault(document =>
            document.Root.Text("location") is { } there && !SameRegion(there, location)) is { } elsewhere)
        {
            var id = elsewhere.ResourceId();
            throw EgressErrors.TopologyLocationDiffers(
                ResourceNouns.Describe(id.ResourceType), id.Name, elsewhere.Root.Text("location"), location, id.Text);
        }

        if (existing.Any(document => Same(document.Id, names.Cluster.Text))
            && await store.TryReadAsync(names.Cluster, cancellationToken).ConfigureAwait(false) is { } current)
        {
            var (type, wanted) = (new Cluster(current).OutboundType, request.Cluster.Outbound.OutboundType);
            if (type != wanted)
            {
                throw EgressErrors.TopologyDiffers(names.Cluster.Name, type, wanted, names.Cluster.Text);
            }
        }

        if (request.HasOwnNetwork && existing.Any(document => Same(document.Id, names.Network.Text))
            && await store.TryReadAsync(names.Network, cancellationToken).ConfigureAwait(false) is { } network)
        {
            CheckNetwork(network, request, names);
        }

        return request with { Location = location };
    }

    private static void CheckNetwork(ArmDocument network, TopologyRequest request, TopologyNames names)
    {
        try
        {
            TopologyDraft.ApplyNetwork(network.Copy(), request, names);
        }
        catch (EgressException e) when (e.Id == nameof(EgressErrors.ResourceExists))
        {
            throw EgressErrors.TopologyNetworkDiffers(names.Network.Name, e.Message, names.Network.Text, e);
        }
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    // "East US" and eastus are one region.
    private static bool SameRegion(string left, string? right) =>
        right is not null
            && Same(left.Replace(" ", string.Empty, StringComparison.Ordinal), right.Replace(" ", string.Empty, StringComparison.Ordinal));

    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?\\z")]
    private static partial Regex ClusterName();
}
