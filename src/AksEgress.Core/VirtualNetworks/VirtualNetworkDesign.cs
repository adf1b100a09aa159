using System.Text.Json.Nodes;
using AksEgress.Core.Addressing;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Plans;
using AksEgress.Core.Subnets;
using AksEgress.Core.Texts;

namespace AksEgress.Core.VirtualNetworks;

/// <summary>The design of a virtual network: ranges, subnets and DNS servers. Refuses values that contradict each other.</summary>
public sealed class VirtualNetworkDesign : ResourceDesign
{
    private const string SubnetParameter = "Subnet";
    private const string PrefixParameter = "AddressPrefix";

    private readonly ArmResourceId _id;
    private readonly VirtualNetworkRequest _request;

    /// <summary>Checks the request.</summary>
    /// <exception cref="EgressException">InvalidValue, SubnetOutsideNetwork, SubnetOverlaps.</exception>
    public VirtualNetworkDesign(ArmResourceId id, VirtualNetworkRequest request)
    {
        _id = id;
        _request = request;
        Apply(new ArmDocument([]));
    }

    /// <inheritdoc/>
    public override void Apply(ArmDocument document) => Apply(document, _id, _request);

    /// <inheritdoc/>
    public override string Describe(ArmDocument document) =>
        $"a virtual network of {string.Join(", ", _request.AddressPrefix)} with "
            + $"{Sentences.Count(NetworkSpace.Subnets(document).Count, "subnet")}";

    /// <inheritdoc/>
    /// <remarks>Subnets are only added: AddSubnets refuses an existing one with other ranges.</remarks>
    internal override bool MayInterrupt(MemberChange change) => change.Path != "properties.subnets" && base.MayInterrupt(change);

    /// <summary>Applies a request to a new document or to an existing network's.</summary>
    /// <param name="document">The document to change.</param>
    /// <param name="id">The network.</param>
    /// <param name="request">The requested properties.</param>
    /// <exception cref="EgressException">
    /// InvalidValue, SubnetOutsideNetwork, SubnetOverlaps, or ResourceExists for a subnet with other ranges.
    /// </exception>
    public static void Apply(ArmDocument document, ArmResourceId id, VirtualNetworkRequest request)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(request);
        var space = NetworkSpace.Ranges(request.AddressPrefix);
        document.Properties.ObjectAt("addressSpace")["addressPrefixes"] = Texts(space.Select(range => range.ToString()));
        if (request.DnsServers is not null)
        {
            var servers = request.DnsServers.Select(server => Cidr.ParseAddress(server, "DnsServer").ToString());
            document.Properties.ObjectAt("dhcpOptions")["dnsServers"] = Texts(servers);
        }

        AddSubnets(document, request.Subnets);
        foreach (var subnet in NetworkSpace.Subnets(document))
        {
            subnet.Check(SubnetParameter, id.Name, space, NetworkSpace.Subnets(document));
        }
    }

    private static void AddSubnets(ArmDocument document, IReadOnlyList<SubnetAddresses> wanted)
    {
        if (wanted.Count == 0)
        {
            return;
        }

        if (document.Root.At("properties", "subnets") is not JsonArray subnets)
        {
            subnets = [];
            document.Properties["subnets"] = subnets;
        }

        foreach (var subnet in wanted)
        {
            ArmNames.Check(subnet.Name, ArmNames.MaximumLength, SubnetParameter);
            var prefixes = subnet.Parse(SubnetParameter).Select(network => network.ToString()).ToList();
            if (NetworkSpace.Subnets(document)
                .FirstOrDefault(other => string.Equals(other.Name, subnet.Name, StringComparison.OrdinalIgnoreCase)) is { } existing)
            {
                if (!existing
                    .AddressPrefix.Order(StringComparer.OrdinalIgnoreCase)
                    .SequenceEqual(prefixes.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase))
                {
                    throw EgressErrors.ResourceExists(
                        $"Address range {string.Join(", ", existing.AddressPrefix)} of subnet", subnet.Name, subnet.Name);
                }
            }
            else
            {
                var fresh = new JsonObject { ["name"] = subnet.Name, ["properties"] = new JsonObject() };
                SubnetDesign.SetPrefixes(fresh.ObjectAt("properties"), prefixes);
                subnets.Add((JsonNode)fresh);
            }
        }
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
