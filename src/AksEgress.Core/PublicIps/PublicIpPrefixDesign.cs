using AksEgress.Core.Documents;
using AksEgress.Core.Plans;

namespace AksEgress.Core.PublicIps;

/// <summary>The design of a public IP prefix; it rejects values that Azure would reject.</summary>
public sealed class PublicIpPrefixDesign : ResourceDesign
{
    private readonly PublicIpRequest _request;

    /// <summary>Validates the request.</summary>
    /// <exception cref="Errors.EgressException">InvalidValue.</exception>
    public PublicIpPrefixDesign(PublicIpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        _request = request;
        Apply(new ArmDocument([]));
    }

    /// <inheritdoc/>
    public override void Apply(ArmDocument document) => PublicIpDesign.ApplyPrefix(document, _request);

    /// <inheritdoc/>
    public override string Describe(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var version = document.Root.Text("properties", "publicIPAddressVersion");
        return $"a public {version} prefix of /{_request.PrefixLength} ({document.Root.Text("sku", "name")})";
    }
}
