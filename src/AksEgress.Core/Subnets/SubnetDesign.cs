using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Subnets;

/// <summary>Makes a subnet's document: the range checked against the network as it is, associations that exist.</summary>
public static class SubnetDesign
{
    private const string PrefixParameter = "AddressPrefix";

    /// <summary>Reads the network and what the request names, checks, and returns what changes a document.</summary>
    /// <param name="store">The way to ARM.</param>
    /// <param name="id">The subnet.</param>
    /// <param name="request">What it is to be.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">InvalidValue, SubnetOutsideNetwork, SubnetOverlaps, AssociationExists, ResourceNotFound.</exception>
    public static async Task<Action<ArmDocument>> PrepareAsync(ResourceStore store, ArmResourceId id, SubnetRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(request);
        var addresses = new SubnetAddresses(id.Name, request.AddressPrefix);
        var prefixes = addresses.Parse(PrefixParameter).Select(range => range.ToString()).ToList();
        var network = await store.ReadAsync(id.Parent!, cancellationToken).ConfigureAwait(false);
        addresses.Check(PrefixParameter, id.Parent!.Name, NetworkSpace.Ranges(network), NetworkSpace.Subnets(network));
        var associations = await SubnetAssociations.ResolveAsync(store, id, request, cancellationToken).ConfigureAwait(false);
        return document =>
        {
            SetPrefixes(document.Properties, prefixes);
            foreach (var association in associations)
            {
                association.Apply(document, id.Name, request.Replace);
            }
        };
    }

    /// <summary>Writes ranges where ARM wants them: one in addressPrefix, several in addressPrefixes.</summary>
    internal static void SetPrefixes(JsonObject properties, IReadOnlyList<string> prefixes)
    {
        // ARM answers with either member; the one that it used is kept, so that an unchanged range is no change.
        var plural = prefixes.Count > 1 || properties.At("addressPrefixes") is JsonArray;
        properties.Without(plural ? "addressPrefix" : "addressPrefixes");
        properties[plural ? "addressPrefixes" : "addressPrefix"] =
            plural ? new JsonArray([.. prefixes.Select(prefix => JsonValue.Create(prefix))]) : JsonValue.Create(prefixes[0]);
    }
}
