using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.PublicIps;
using AksEgress.Core.Resources;

namespace AksEgress.Core.NatGateways;

/// <summary>Reads and validates the addresses of a request for a NAT gateway, and sets them in its document.</summary>
internal sealed class NatAddresses
{
    /// <summary>The properties of a NAT gateway that contain addresses.</summary>
    public static readonly IReadOnlyList<string> Members =
    [
        "publicIpAddresses", "publicIpAddressesV6", "publicIpPrefixes", "publicIpPrefixesV6"
    ];

    private const int MaximumCount = 16;
    private readonly IReadOnlyList<NatAddress> _all;
    private readonly bool _namesIps;
    private readonly bool _namesPrefixes;

    private NatAddresses(IReadOnlyList<NatAddress> all, bool namesIps, bool namesPrefixes)
    {
        _all = all;
        _namesIps = namesIps;
        _namesPrefixes = namesPrefixes;
    }

    /// <summary>The SKU of the first address; null if there is none.</summary>
    public string? Sku => _all.Count > 0 ? _all[0].Sku : null;

    /// <summary>Reads the addresses of a request.</summary>
    /// <exception cref="EgressException">WrongResourceType, ResourceNotFound.</exception>
    public static async Task<NatAddresses> ReadAsync(
        ResourceStore store, ArmResourceId gateway, NatGatewayRequest request, CancellationToken cancellationToken)
    {
        var ips = (request.PublicIp ?? []).Select(reference =>
            reference.Resolve(ResourceTypes.PublicIps, gateway.SubscriptionId, gateway.ResourceGroupName));
        var prefixes = (request.PublicIpPrefix ?? []).Select(reference =>
            reference.Resolve(ResourceTypes.PublicIpPrefixes, gateway.SubscriptionId, gateway.ResourceGroupName));
        var documents = await Task.WhenAll(
            ips.Concat(prefixes).Distinct().Select(id => store.ReadAsync(id, cancellationToken))).ConfigureAwait(false);
        var all = documents.Select(document =>
            IsPrefix(document) ? NatAddress.Of(new PublicIpPrefix(document)) : NatAddress.Of(new PublicIp(document)));
        return new NatAddresses([.. all], request.PublicIp is not null, request.PublicIpPrefix is not null);
    }

    /// <summary>Validates that the NAT gateway can use the addresses, and sets them in its document.</summary>
    /// <exception cref="EgressException">SkuMismatch, AddressInUse, InvalidValue, TooManyAddresses.</exception>
    public void Apply(ArmDocument gateway, ArmResourceId id)
    {
        var sku = gateway.Root.Text("sku", "name") ?? "Standard";
        foreach (var address in _all)
        {
            Check(address, gateway, id, sku);
        }

        foreach (var isIPv6 in new[] { false, true })
        {
            var count = _all.Where(address => address.IsIPv6 == isIPv6).Sum(address => address.Count);
            if (count > MaximumCount)
            {
                throw EgressErrors.TooManyAddresses(id.Name, count, isIPv6 ? "IPv6" : "IPv4", id.Text);
            }
        }

        if (_namesIps)
        {
            Put(gateway, Members[0], isPrefix: false, isIPv6: false);
            Put(gateway, Members[1], isPrefix: false, isIPv6: true);
        }

        if (_namesPrefixes)
        {
            Put(gateway, Members[2], isPrefix: true, isIPv6: false);
            Put(gateway, Members[3], isPrefix: true, isIPv6: true);
        }
    }

    private static void Check(NatAddress address, ArmDocument gateway, ArmResourceId id, string sku)
    {
        var parameter = address.IsPrefix ? "PublicIpPrefix" : "PublicIp";
        var name = address.Resource.Name;
        if (!string.Equals(address.Sku, sku, StringComparison.OrdinalIgnoreCase))
        {
            throw EgressErrors.SkuMismatch(address.Words, name, address.Sku, "NAT gateway", id.Name, sku, address.Resource.Id);
        }

        // learn.microsoft.com/azure/nat-gateway/nat-sku, known limitations.
        if (string.Equals(sku, "StandardV2", StringComparison.OrdinalIgnoreCase)
            && address.Resource is PublicIpPrefix { IsCustom: true } or PublicIp { HasInternetRoutingPreference: true })
        {
            throw EgressErrors.InvalidValue(
                parameter,
                $"'{name}' {(address.IsPrefix ? "belongs to a custom IP prefix (BYOIP)" : "has the routing preference Internet")}, which a "
                    + "StandardV2 NAT gateway doesn't support.",
                address.Resource.Id);
        }

        AddressFit.CheckFree(address.Resource, address.Users, id);
        if (address.IsIPv6 && !string.Equals(sku, "StandardV2", StringComparison.OrdinalIgnoreCase))
        {
            throw EgressErrors.InvalidValue(parameter, $"'{name}' is IPv6, which requires a StandardV2 NAT gateway.", address.Resource.Id);
        }

        AddressFit.CheckRegion(address.Resource, parameter, id, gateway.Root.Text("location"));
    }

    // Without addresses, the property is removed, like any other association.
    private void Put(ArmDocument gateway, string member, bool isPrefix, bool isIPv6)
    {
        var ids = _all
            .Where(address => address.IsPrefix == isPrefix && address.IsIPv6 == isIPv6)
            .Select(address => address.Resource.Id)
            .ToList();
        if (ids.SequenceEqual(gateway.Root.Ids("properties", member), StringComparer.OrdinalIgnoreCase))
        {
            return;
        }

        gateway.Properties.Without(member);
        if (ids.Count > 0)
        {
            gateway.Properties[member] = new JsonArray([.. ids.Select(id => new JsonObject { ["id"] = id })]);
        }
    }

    private static bool IsPrefix(ArmDocument document) =>
        string.Equals(document.ResourceId().ResourceType, ResourceTypes.PublicIpPrefixes, StringComparison.OrdinalIgnoreCase);
}
