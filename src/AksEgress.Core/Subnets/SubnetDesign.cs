using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Subnets;

/// <summary>The design of a subnet: ranges checked against the existing network, and associations with existing resources.</summary>
public sealed class SubnetDesign : ResourceDesign
{
    /// <summary>The member of a subnet that tells whether it has default outbound access.</summary>
    internal const string AccessMember = "defaultOutboundAccess";

    private const string PrefixParameter = "AddressPrefix";

    private readonly ArmResourceId _id;
    private readonly SubnetRequest _request;
    private readonly IReadOnlyList<string> _prefixes;
    private readonly IReadOnlyList<SubnetAssociation> _associations;

    private SubnetDesign(
        ArmResourceId id, SubnetRequest request, IReadOnlyList<string> prefixes, IReadOnlyList<SubnetAssociation> associations)
    {
        _id = id;
        _request = request;
        _prefixes = prefixes;
        _associations = associations;
    }

    /// <summary>Reads the network and the resources of the request, and checks them.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="id">The subnet.</param>
    /// <param name="request">The requested properties.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">
    /// InvalidValue, SubnetOutsideNetwork, SubnetOverlaps, AssociationExists, ResourceNotFound.
    /// </exception>
    public static async Task<SubnetDesign> PrepareAsync(
        ResourceStore store, ArmResourceId id, SubnetRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(request);
        var addresses = new SubnetAddresses(id.Name, request.AddressPrefix);
        var prefixes = addresses.Parse(PrefixParameter).Select(range => range.ToString()).ToList();
        var network = await store.ReadAsync(id.Parent!, cancellationToken).ConfigureAwait(false);
        addresses.Check(PrefixParameter, id.Parent!.Name, NetworkSpace.Ranges(network), NetworkSpace.Subnets(network));
        var associations = await SubnetAssociations.ResolveAsync(store, id, request, cancellationToken).ConfigureAwait(false);
        return new SubnetDesign(id, request, prefixes, associations);
    }

    /// <inheritdoc/>
    public override void Apply(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        SetPrefixes(document.Properties, _prefixes);
        if (_request.DefaultOutboundAccess is { } access)
        {
            document.Properties[AccessMember] = access;
        }

        foreach (var association in _associations)
        {
            association.Apply(document, _id.Name, _request.Replace);
        }
    }

    /// <inheritdoc/>
    public override string Describe(ArmDocument document) => $"a subnet of {string.Join(", ", _request.AddressPrefix)}";

    /// <inheritdoc/>
    public override string Place(ArmResourceId id, ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(id);
        return $"in virtual network '{id.Parent!.Name}'";
    }

    /// <summary>Writes ranges to the member that ARM expects: one range to addressPrefix, several to addressPrefixes.</summary>
    internal static void SetPrefixes(JsonObject properties, IReadOnlyList<string> prefixes)
    {
        // ARM returns one of the two members. That member is kept, so that an unchanged range results in no change.
        var plural = prefixes.Count > 1 || properties.At("addressPrefixes") is JsonArray;
        properties.Without(plural ? "addressPrefix" : "addressPrefixes");
        properties[plural ? "addressPrefixes" : "addressPrefix"] =
            plural ? new JsonArray([.. prefixes.Select(prefix => JsonValue.Create(prefix))]) : JsonValue.Create(prefixes[0]);
    }
}
