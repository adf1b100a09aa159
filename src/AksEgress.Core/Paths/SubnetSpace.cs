using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Core.Addressing;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;

namespace AksEgress.Core.Paths;

/// <summary>The address ranges around a subnet, and what else can route its traffic. Rules and routes are evaluated against it.</summary>
internal sealed class SubnetSpace
{
    // The group that names the services whose names a private endpoint can resolve:
    // https://learn.microsoft.com/azure/private-link/private-endpoint-dns
    private static readonly string[] s_privateLinkSuffixes =
    [
        ".azurecr.io", ".core.windows.net", ".vault.azure.net", ".azmk8s.io", ".opinsights.azure.com", ".monitor.azure.com",
        ".database.windows.net", ".documents.azure.com", ".servicebus.windows.net", ".azurewebsites.net", ".azconfig.io",
    ];

    // https://learn.microsoft.com/azure/virtual-network/virtual-network-service-endpoints-overview: the services, with the names of their
    // resources and their service tags.
    private static readonly (string Service, string Tag, string[] Suffixes)[] s_services =
    [
        ("Microsoft.Storage", "Storage", [".core.windows.net", ".storage.azure.net"]),
        ("Microsoft.Sql", "Sql", [".database.windows.net", ".database.azure.com"]),
        ("Microsoft.AzureCosmosDB", "AzureCosmosDB", [".documents.azure.com", ".cosmos.azure.com"]),
        ("Microsoft.KeyVault", "AzureKeyVault", [".vault.azure.net"]),
        ("Microsoft.ServiceBus", "ServiceBus", [".servicebus.windows.net"]),
        ("Microsoft.EventHub", "EventHub", [".servicebus.windows.net"]),
        ("Microsoft.ContainerRegistry", "AzureContainerRegistry", [".azurecr.io"]),
        ("Microsoft.Web", "AppService", [".azurewebsites.net"]),
        ("Microsoft.CognitiveServices", "CognitiveServicesFrontend", [".cognitiveservices.azure.com", ".openai.azure.com"]),
    ];

    private readonly AddressInterval[] _local;
    private readonly AddressInterval[] _routed;
    private readonly string[] _serviceEndpoints;
    private readonly bool _hasPrivateEndpoints;

    /// <summary>Reads the ranges of a subnet's documents.</summary>
    /// <param name="path">The subnet; null for a virtual network that AKS manages.</param>
    /// <param name="ownPublicIps">The public IP addresses of the cluster's own egress resources.</param>
    public SubnetSpace(SubnetPath? path, IEnumerable<string>? ownPublicIps = null)
    {
        OwnPublic = [.. (ownPublicIps ?? []).Select(AddressInterval.TryParse).OfType<AddressInterval>()];
        Own = Intervals(path?.Network?.AddressPrefix ?? []);
        var network = path?.Network?.Document.Root;
        Peered = Intervals(network.Items("properties", "virtualNetworkPeerings").Where(IsConnected)
            .SelectMany(peering => peering.Texts("properties", "remoteAddressSpace", "addressPrefixes")));
        _local = [.. Own, .. Peered];
        Sources = Intervals(path?.Subnet?.AddressPrefix ?? []);
        var prefixes = path?.RouteTable?.Routes.Select(route => route.AddressPrefix).ToList() ?? [];
        _routed = [.. Intervals(prefixes).Where(range => range.IsPrivate)];
        HasPublicRoute = prefixes.Exists(prefix => AddressInterval.TryParse(prefix) is not { IsPrivate: true });
        _serviceEndpoints = [.. (path?.Subnet?.Document.Root).Items("properties", "serviceEndpoints")
            .Select(item => item.Text("service"))
            .OfType<string>()];
        _hasPrivateEndpoints = network.Items("properties", "subnets").Any(subnet => subnet.Items("properties", "privateEndpoints").Any());
        Gateway = Of(network);
        PropagatesGatewayRoutes = Gateway is not null && path?.RouteTable?.DisableBgpRoutePropagation != true;
    }

    /// <summary>The public addresses of the cluster's own egress resources, which no name of another service has.</summary>
    public IReadOnlyList<AddressInterval> OwnPublic { get; }

    /// <summary>The ranges of the virtual network.</summary>
    public IReadOnlyList<AddressInterval> Own { get; }

    /// <summary>The ranges of the peered virtual networks.</summary>
    public IReadOnlyList<AddressInterval> Peered { get; }

    /// <summary>The ranges of the subnet, which the traffic has as source; empty in a network that can't be read.</summary>
    public IReadOnlyList<AddressInterval> Sources { get; }

    /// <summary>True if a user-defined route concerns public addresses, such as the default route.</summary>
    public bool HasPublicRoute { get; }

    /// <summary>What can add routes that no document contains: a virtual network gateway or a virtual hub; null for neither.</summary>
    public string? Gateway { get; }

    /// <summary>True if the subnet gets the routes of <see cref="Gateway"/>.</summary>
    public bool PropagatesGatewayRoutes { get; }

    /// <summary>True if the subnet has service endpoints, whose routes aren't in any document.</summary>
    public bool HasServiceEndpoints => _serviceEndpoints.Length > 0;

    /// <summary>
    /// The service endpoint whose route may apply to a flow: its prefixes are those of the service tag, in some regions. Null for none.
    /// </summary>
    public string? ServiceEndpointFor(in Flow flow)
    {
        foreach (var service in _serviceEndpoints)
        {
            var isPublic = flow.Scope is not (FlowScope.LocalIPv4 or FlowScope.LocalIPv6 or FlowScope.PrivateIPv4 or FlowScope.PrivateIPv6);
            var known = Array.Find(s_services, item => service.StartsWith(item.Service, StringComparison.OrdinalIgnoreCase));
            var applies = flow.Host is { } host
                ? known.Suffixes is { } suffixes && HasSuffix(host, suffixes)
                : flow.Tag is { } tag
                    ? known.Tag is null || tag.StartsWith("AzureCloud", StringComparison.OrdinalIgnoreCase)
                        || tag.StartsWith(known.Tag, StringComparison.OrdinalIgnoreCase)
                    : flow.Scope == FlowScope.PublicIPv4;
            if (isPublic && applies)
            {
                return service;
            }
        }

        return null;
    }

    /// <summary>True for an address or range of the virtual network or a peered one.</summary>
    public bool IsConnected(AddressInterval address) => Array.Exists(_local, range => range.Contains(address));

    /// <summary>
    /// Where an address or range is. A range that is partly local counts as public. Private prefixes of user-defined routes count as
    /// local, because the service tag VirtualNetwork contains them.
    /// </summary>
    public FlowScope ScopeOf(AddressInterval address)
    {
        var isLocal = IsConnected(address) || Array.Exists(_routed, range => range.Contains(address));
        return address.IsIPv4
            ? isLocal ? FlowScope.LocalIPv4 : address.IsPrivate ? FlowScope.PrivateIPv4 : FlowScope.PublicIPv4
            : isLocal ? FlowScope.LocalIPv6 : address.IsPrivate ? FlowScope.PrivateIPv6 : FlowScope.PublicIPv6;
    }

    /// <summary>Where a name is, as far as the documents tell.</summary>
    /// <param name="host">The name.</param>
    /// <param name="isService">True for a Microsoft service that many clusters use.</param>
    public FlowScope ScopeOf(string host, bool isService) =>
        _hasPrivateEndpoints && s_privateLinkSuffixes.Any(suffix => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            ? FlowScope.PrivateLinkName
            : isService ? FlowScope.ServiceName : FlowScope.Name;

    private static bool HasSuffix(string host, string[] suffixes)
    {
        foreach (var suffix in suffixes)
        {
            if (host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // Traffic flows only between connected networks that allow it:
    // https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering
    private static bool IsConnected(JsonNode peering) =>
        peering.Flag("properties", "allowVirtualNetworkAccess") != false
            && (peering.Text("properties", "peeringState") is not { } state
                || state.Equals("Connected", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the subnet's traffic has one of the sources of a rule.</summary>
    public Match SourceOf(AddressSet set)
    {
        if (Sources.Count == 0)
        {
            return set.Of(FlowScope.LocalIPv4, HasPublicRoute) == Match.Yes ? Match.Yes : Match.Maybe;
        }

        var matches = Sources.Select(range =>
            set.OfRange(range, range.IsIPv4 ? FlowScope.LocalIPv4 : FlowScope.LocalIPv6, HasPublicRoute)).ToList();
        return matches.TrueForAll(match => match == Match.Yes) ? Match.Yes
            : matches.TrueForAll(match => match == Match.No) ? Match.No
            : Match.Maybe;
    }

    private static AddressInterval[] Intervals(IEnumerable<string> ranges) =>
        [.. ranges.Select(range => Cidr.TryParse(range, out var network) ? network : (IPNetwork?)null)
            .Where(network => network is not null)
            .Select(network => AddressInterval.Of(network!.Value))];

    // A virtual hub is connected by a peering to a network of Microsoft, which gets and sends the hub's routes:
    // https://learn.microsoft.com/azure/virtual-wan/about-virtual-hub-routing
    private static string? Of(JsonNode? network)
    {
        var peering = network.Items("properties", "virtualNetworkPeerings").FirstOrDefault(item =>
            item.Flag("properties", "useRemoteGateways") == true
                || item.Text("name")?.StartsWith("RemoteVnetToHubPeering_", StringComparison.OrdinalIgnoreCase) == true);
        if (peering is not null)
        {
            return $"the gateway or hub behind peering '{peering.Text("name")}'";
        }

        var gateway = network.Items("properties", "subnets").FirstOrDefault(subnet =>
            string.Equals(subnet.Text("name"), "GatewaySubnet", StringComparison.OrdinalIgnoreCase)
                && subnet.Items("properties", "ipConfigurations").Any());
        return gateway is null ? null : "the virtual network gateway in subnet 'GatewaySubnet'";
    }
}
