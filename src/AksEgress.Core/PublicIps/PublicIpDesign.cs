using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;

namespace AksEgress.Core.PublicIps;

/// <summary>The design of a public IP address; it rejects values that Azure would reject.</summary>
public sealed class PublicIpDesign : ResourceDesign
{
    private const string Standard = "Standard";
    private const string IPv4 = "IPv4";
    private const string IPv6 = "IPv6";

    private readonly PublicIpRequest _request;
    private readonly PublicIpPrefix? _prefix;

    private PublicIpDesign(PublicIpRequest request, PublicIpPrefix? prefix)
    {
        _request = request;
        _prefix = prefix;
    }

    /// <summary>Reads the prefix of the address, and validates the request.</summary>
    /// <exception cref="EgressException">InvalidValue, SkuMismatch, or ResourceNotFound for the prefix.</exception>
    public static async Task<PublicIpDesign> PrepareAsync(
        ResourceStore store, ArmResourceId id, PublicIpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(request);
        if (string.Equals(request.AllocationMethod, "Dynamic", StringComparison.OrdinalIgnoreCase))
        {
            throw EgressErrors.InvalidValue(
                "AllocationMethod", "Standard and StandardV2 addresses must be Static. Dynamic applies to the SKU Basic, which is retired.",
                id.Text);
        }

        PublicIpPrefix? prefix = null;
        if (request.PublicIpPrefix is { } reference)
        {
            var prefixId = reference.Resolve(ResourceTypes.PublicIpPrefixes, id.SubscriptionId, id.ResourceGroupName);
            prefix = new PublicIpPrefix(await store.ReadAsync(prefixId, cancellationToken).ConfigureAwait(false));
            CheckPrefix(id, request, prefix);
        }

        return new PublicIpDesign(request, prefix);
    }

    /// <inheritdoc/>
    public override string Describe(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return $"a public {document.Root.Text("properties", "publicIPAddressVersion")} address ({document.Root.Text("sku", "name")})";
    }

    /// <summary>Applies a request to the document of a prefix.</summary>
    /// <exception cref="EgressException">InvalidValue.</exception>
    public static void ApplyPrefix(ArmDocument document, PublicIpRequest request)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(request);
        ApplyCommon(document, request.Sku, request.IpVersion, request.Zone);
        if (request.PrefixLength is { } length)
        {
            var (least, most) = document.Root.Text("properties", "publicIPAddressVersion") == IPv6 ? (124, 127) : (28, 31);
            if (length < least || length > most)
            {
                throw EgressErrors.InvalidValue(
                    "PrefixLength", $"{length} isn't valid: it must be {least} to {most} for {(least == 28 ? IPv4 : IPv6)}.", length);
            }

            document.Properties["prefixLength"] = length;
        }
    }

    private static void CheckPrefix(ArmResourceId id, PublicIpRequest request, PublicIpPrefix prefix)
    {
        if (request.Sku is not null && prefix.Sku is not null && !Same(request.Sku, prefix.Sku))
        {
            throw EgressErrors.SkuMismatch("Public IP address", id.Name, request.Sku, "public IP prefix", prefix.Name, prefix.Sku, id.Text);
        }

        if (request.IpVersion is not null && prefix.IpVersion is not null && !Same(request.IpVersion, prefix.IpVersion))
        {
            throw EgressErrors.InvalidValue("IpVersion", $"public IP prefix '{prefix.Name}' is {prefix.IpVersion}.", id.Text);
        }
    }

    /// <inheritdoc/>
    public override void Apply(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        ApplyCommon(document, _request.Sku ?? _prefix?.Sku, _request.IpVersion ?? _prefix?.IpVersion, _request.Zone ?? _prefix?.Zone);
        if (_request.AllocationMethod is not null || IsNew(document))
        {
            document.Properties["publicIPAllocationMethod"] = "Static";
        }

        if (_request.IdleTimeoutInMinutes is { } minutes)
        {
            document.Properties["idleTimeoutInMinutes"] = minutes;
        }

        if (_prefix is not null)
        {
            document.Properties["publicIPPrefix"] = new JsonObject { ["id"] = _prefix.Id };
        }
    }

    private static void ApplyCommon(ArmDocument document, string? sku, string? version, IReadOnlyList<string>? zones)
    {
        if (sku is not null || IsNew(document))
        {
            document.Root.ObjectAt("sku")["name"] = sku ?? Standard;
        }

        if (version is not null || IsNew(document))
        {
            document.Properties["publicIPAddressVersion"] = version ?? IPv4;
        }

        if (zones is { Count: > 0 })
        {
            document.Root["zones"] = new JsonArray([.. zones
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(zone => JsonValue.Create(zone))]);
        }
    }

    private static bool IsNew(ArmDocument document) => document.Id.Length == 0;

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
