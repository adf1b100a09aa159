using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>
/// The path through an Azure Firewall: network rules come before application rules, and traffic without a matching rule is denied.
/// If an application rule would have to allow it, HTTPS ends in the handshake and HTTP with status 470, as documented.
/// </summary>
internal sealed class FirewallPath(SubnetNetwork nodes, Resource firewall)
{
    private readonly OrderedFirewallRules _book = OrderedFirewallRules.Of(nodes.World, firewall);

    /// <summary>
    /// The firewall with an address, within the virtual network, its peers, or its virtual hub, in any subscription; null if the address
    /// belongs to something else.
    /// </summary>
    public static Resource? Find(SubnetNetwork nodes, string? address)
    {
        string[] networks = [.. nodes
            .Peers.Append(nodes.Network!)
            .Where(static network => network is not null)
            .Select(static network => network.Key + "/subnets/")];
        return string.IsNullOrEmpty(address) ? null : nodes
            .All("azureFirewalls")
            .FirstOrDefault(one => IsInHub(nodes, one, address)
                || Configurations(one).Any(own => own.Text("privateIPAddress") == address
                    && networks.Any(network =>
                        own.Object("subnet").Text("id")?.StartsWith(network, StringComparison.OrdinalIgnoreCase) == true)));
    }

    /// <summary>Returns the firewall's decision about a connection.</summary>
    public ConnectionVerdict To(Destination destination)
    {
        // Threat intelligence comes before all rules (https://learn.microsoft.com/azure/firewall/rule-processing). What it sees of the
        // denied connection isn't documented, so nothing is answered.
        if (_book.Intelligence.Denies(destination))
        {
            return ConnectionVerdict.NoAnswer;
        }

        if (First(_book.Network, rule => MatchesNetwork(rule, destination)) is { } network)
        {
            return network ? Leave(destination) : ConnectionVerdict.NoAnswer;
        }

        var application = destination.Protocol == "TCP" ? First(_book.Application, rule => MatchesApplication(rule, destination)) : null;
        return application == true ? Leave(destination) : (destination.Application, destination.Port) switch
        {
            ("https", _) when application == false => new ConnectionVerdict(EgressOutcome.Reset),
            ("http", _) when application == false => new ConnectionVerdict(EgressOutcome.Denied),
            ("https", 443) => new ConnectionVerdict(EgressOutcome.Reset),
            ("http", 80) => new ConnectionVerdict(EgressOutcome.Denied),
            _ => ConnectionVerdict.NoAnswer,
        };
    }

    private static bool IsInHub(SubnetNetwork nodes, Resource one, string address)
    {
        var properties = one.Document.Object("properties");
        return properties.Object("hubIPAddresses").Text("privateIPAddress") == address
            && GatewayRoutes.IsConnected(nodes, properties.Object("virtualHub").Text("id"));
    }

    private static IEnumerable<JsonObject> Configurations(Resource one) =>
        one
            .Document.Object("properties")
            .Array("ipConfigurations")
            .Objects()
            .Select(static item => item.Object("properties"))
            .OfType<JsonObject>();

    private static bool? First(IReadOnlyList<OrderedFirewallRules.RuleCollection> collections, Func<JsonObject, bool> matches) =>
        collections.FirstOrDefault(collection => collection.Rules.Any(matches))?.Allows;

    // The firewall uses its first address, unless its own subnet has a NAT gateway.
    private ConnectionVerdict Leave(Destination destination)
    {
        if (Prefixes.IsPrivate(destination.Address))
        {
            return new ConnectionVerdict(EgressOutcome.Local);
        }

        var subnet = Configurations(firewall)
            .Select(static own => own.Object("subnet").Text("id"))
            .FirstOrDefault(static id => id is not null);
        var own = ResourceId.TryParse(subnet) is { IsNested: true } id
            ? (nodes.World.Store.Find(id.Parent().Key)?.Document.Object("properties"))
                .Array("subnets")
                .Objects()
                .FirstOrDefault(item => ResourceId.Is(item.Text("name"), id.Name))
                .Object("properties")
            : null;
        var hub = firewall.Document.Object("properties").Object("hubIPAddresses").Object("publicIPs").Array("addresses").Objects();
        var address = own.Object("natGateway").Text("id") is { } gateway
            ? DirectEgress.OfGateway(nodes.World, nodes.World.Store.FindId(gateway))
            : Configurations(firewall)
                .Select(item => DirectEgress.OfPublic(nodes.World, item.Object("publicIPAddress").Text("id")))
                .Concat(hub.Select(static item => item.Text("address")))
                .FirstOrDefault(static item => item is not null);
        return address is null ? ConnectionVerdict.NoAnswer : new ConnectionVerdict(EgressOutcome.Open, address);
    }

    private bool MatchesNetwork(JsonObject rule, Destination destination)
    {
        var protocols = rule.Array("protocols") ?? rule.Array("ipProtocols");
        return protocols.Texts().Any(protocol => ResourceId.Is(protocol, "Any") || ResourceId.Is(protocol, destination.Protocol))
            && MatchesSource(rule)
            && Prefixes.MatchPort(rule.Array("destinationPorts").Texts(), destination.Port)
            && (rule
                .Array("destinationAddresses")
                .Texts()
                .Concat(Grouped(rule, "destinationIpGroups"))
                .Any(prefix => Prefixes.Match(prefix, destination, nodes))
                || (_book.ProxiesDns && rule.Array("destinationFqdns").Texts().Any(name => ResourceId.Is(name, destination.Host))));
    }

    private bool MatchesApplication(JsonObject rule, Destination destination) =>
        rule.Array("protocols").Objects().Any(protocol => protocol.Number("port") == destination.Port
            && (destination.Application is null || ResourceId.Is(protocol.Text("protocolType"), destination.Application)))
        && MatchesSource(rule)
        && (rule.Array("targetFqdns").Texts().Any(name => FqdnTags.Match(name, destination.Host))
            || rule.Array("fqdnTags").Texts().Any(tag => FqdnTags.Holds(tag, destination.Host, nodes.Location)))
        || MatchesTag(rule, destination);

    // A rule with an FQDN tag has the protocols of the tag, so it contains none.
    private bool MatchesTag(JsonObject rule, Destination destination) =>
        rule.Array("protocols") is null or { Count: 0 } && destination.Port is 443 or 80 && MatchesSource(rule)
        && rule.Array("fqdnTags").Texts().Any(tag => FqdnTags.Holds(tag, destination.Host, nodes.Location));

    private bool MatchesSource(JsonObject rule) =>
        rule
            .Array("sourceAddresses")
            .Texts()
            .Concat(Grouped(rule, "sourceIpGroups"))
            .Any(prefix => Prefixes.MatchSource(prefix, nodes.Source, nodes));

    private IEnumerable<string> Grouped(JsonObject rule, string member) =>
        rule
            .Array(member)
            .Texts()
            .SelectMany(id => (nodes.World.Store.FindId(id)?.Document.Object("properties")).Array("ipAddresses").Texts());
}
