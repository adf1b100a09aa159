using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.NatGateways;

/// <summary>The design of a NAT gateway. It validates the SKUs, users, and number of its addresses before the request.</summary>
public sealed class NatGatewayDesign : ResourceDesign
{
    private readonly ArmResourceId _id;
    private readonly NatGatewayRequest _request;
    private readonly NatAddresses _addresses;

    private NatGatewayDesign(ArmResourceId id, NatGatewayRequest request, NatAddresses addresses)
    {
        _id = id;
        _request = request;
        _addresses = addresses;
    }

    /// <summary>Reads and validates the specified addresses.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="id">The gateway.</param>
    /// <param name="request">The requested settings.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">
    /// ResourceNotFound or WrongResourceType; the design throws SkuMismatch, AddressInUse, InvalidValue, TooManyAddresses or
    /// NatGatewayWithoutAddresses.
    /// </exception>
    public static async Task<NatGatewayDesign> PrepareAsync(
        ResourceStore store, ArmResourceId id, NatGatewayRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(request);
        var addresses = await NatAddresses.ReadAsync(store, id, request, cancellationToken).ConfigureAwait(false);
        return new NatGatewayDesign(id, request, addresses);
    }

    /// <inheritdoc/>
    public override string Describe(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var named = (_request.PublicIp ?? [])
            .Concat(_request.PublicIpPrefix ?? [])
            .Select(item => Sentences.Short(item.ToString()))
            .ToList();
        var addresses = named.Count == 0 ? "no public IP address" : string.Join(", ", named);
        return $"a NAT gateway ({document.Root.Text("sku", "name")}) with {addresses}";
    }

    /// <inheritdoc/>
    public override void Apply(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (_request.Sku is not null || document.Id.Length == 0)
        {
            document.Root.ObjectAt("sku")["name"] = _request.Sku ?? _addresses.Sku ?? "Standard";
        }

        if (_request.Zone is { Count: > 0 } zones)
        {
            if (zones.Count > 1 && document.Root.Text("sku", "name") == "Standard")
            {
                throw EgressErrors.InvalidValue(
                    "Zone", "a Standard NAT gateway can be in one zone only. StandardV2 spans all zones.", _id.Text);
            }

            document.Root["zones"] = new JsonArray([.. zones
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(zone => JsonValue.Create(zone))]);
        }

        if (_request.IdleTimeoutInMinutes is { } minutes)
        {
            document.Properties["idleTimeoutInMinutes"] = minutes;
        }

        var had = Count(document);
        _addresses.Apply(document, _id);
        var users = document.Root.Ids("properties", "subnets");
        if (had > 0 && users.Count > 0 && Count(document) == 0)
        {
            throw EgressErrors.NatGatewayWithoutAddresses(_id.Name, Sentences.List(users), _id.Text);
        }

        // ARM requires the properties object, even if it's empty.
        _ = document.Properties;
    }

    private static int Count(ArmDocument document) => NatAddresses.Members.Sum(member => document.Root.Ids("properties", member).Count);
}
