using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.PublicIps;
using AksEgress.Core.Resources;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.PublicIps;

public sealed class PublicIpDesignTests
{
    private readonly FakeGateway _arm = new();
    private readonly ArmResourceId _ip = FakeGateway.Id(ResourceTypes.PublicIps, "ip");

    [Fact]
    public async Task An_address_is_Standard_Static_and_IPv4_by_default()
    {
        var document = await DesignAsync(new PublicIpRequest());

        Assert.Equal(
            """{"sku":{"name":"Standard"},"properties":{"publicIPAddressVersion":"IPv4","publicIPAllocationMethod":"Static"}}""",
            document.ToJson());
    }

    [Fact]
    public async Task A_prefix_determines_SKU_version_and_zones()
    {
        Prefix();

        var document = await DesignAsync(new PublicIpRequest { PublicIpPrefix = new("prefix"), IdleTimeoutInMinutes = 5 });

        Assert.Equal("StandardV2", document.Root.Text("sku", "name"));
        Assert.Equal("IPv6", document.Root.Text("properties", "publicIPAddressVersion"));
        Assert.Equal(["1", "2"], document.Root.Texts("zones"));
        Assert.EndsWith("/prefix", document.Root.Text("properties", "publicIPPrefix", "id"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_SKU_that_differs_from_the_prefix_is_refused()
    {
        Prefix();

        Assert.Equal(
            nameof(EgressErrors.SkuMismatch),
            (await FailAsync(new PublicIpRequest { PublicIpPrefix = new("prefix"), Sku = "Standard" })).Id);
        Assert.Equal(
            nameof(EgressErrors.InvalidValue),
            (await FailAsync(new PublicIpRequest { PublicIpPrefix = new("prefix"), IpVersion = "IPv4" })).Id);
    }

    [Fact]
    public async Task A_Dynamic_address_is_refused() =>
        Assert.Equal(nameof(EgressErrors.InvalidValue), (await FailAsync(new PublicIpRequest { AllocationMethod = "Dynamic" })).Id);

    [Theory]
    [InlineData("IPv4", 28, true)]
    [InlineData("IPv4", 31, true)]
    [InlineData("IPv4", 27, false)]
    [InlineData("IPv4", 124, false)]
    [InlineData("IPv6", 124, true)]
    [InlineData("IPv6", 31, false)]
    public void A_prefix_has_a_valid_length_for_its_version(string version, int length, bool allowed)
    {
        var document = new ArmDocument([]);
        var error = Record.Exception(() =>
            PublicIpDesign.ApplyPrefix(document, new PublicIpRequest { IpVersion = version, PrefixLength = length }));

        Assert.Equal(allowed ? null : nameof(EgressErrors.InvalidValue), (error as EgressException)?.Id);
    }

    private void Prefix() => _arm.Add(
        FakeGateway.Id(ResourceTypes.PublicIpPrefixes, "prefix"),
        """{ "sku": { "name": "StandardV2" }, "zones": ["2", "1"], "properties": { "publicIPAddressVersion": "IPv6" } }""");

    private async Task<ArmDocument> DesignAsync(PublicIpRequest request)
    {
        var document = new ArmDocument([]);
        (await PublicIpDesign.PrepareAsync(new ResourceStore(_arm), _ip, request, CancellationToken.None)).Apply(document);
        return document;
    }

    private Task<EgressException> FailAsync(PublicIpRequest request) => Assert.ThrowsAsync<EgressException>(() => DesignAsync(request));
}
