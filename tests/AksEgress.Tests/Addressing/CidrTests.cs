using AksEgress.Core.Addressing;
using AksEgress.Core.Errors;

namespace AksEgress.Tests.Addressing;

public sealed class CidrTests
{
    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("0.0.0.0/0")]
    [InlineData("255.255.255.255/32")]
    [InlineData("fd00::/48")]
    [InlineData("::/0")]
    public void A_parsed_range_is_written_in_the_same_form(string text)
    {
        Assert.True(Cidr.TryParse(text, out var network));
        Assert.Equal(text, network.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.1/8")]
    [InlineData("10.0/16")]
    [InlineData("010.0.0.0/8")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/ 8")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("0x0a000000/8")]
    [InlineData("fd00::1/48")]
    [InlineData("fd00::/129")]
    [InlineData("fe80::%eth0/64")]
    [InlineData("[fd00::]/48")]
    public void A_text_that_ARM_would_refuse_is_not_a_range(string? text) => Assert.False(Cidr.TryParse(text, out _));

    [Fact]
    public void A_range_with_host_bits_is_refused_with_its_network_address()
    {
        var error = Assert.Throws<EgressException>(() => Cidr.Parse("10.1.2.3/16", "AddressPrefix"));

        Assert.Equal(nameof(EgressErrors.InvalidValue), error.Id);
        Assert.Contains("for /16, specify 10.1.0.0/16", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.0/8", "10.255.0.0/16", true)]
    [InlineData("10.0.0.0/16", "10.0.0.0/8", true)]
    [InlineData("10.0.0.0/24", "10.0.1.0/24", false)]
    [InlineData("0.0.0.0/0", "::/0", false)]
    public void Ranges_overlap_when_they_share_an_address(string left, string right, bool expected) =>
        Assert.Equal(expected, Cidr.Overlap(Cidr.Parse(left, "p"), Cidr.Parse(right, "p")));

    [Theory]
    [InlineData("10.42.2.4", true)]
    [InlineData("fd00::4", true)]
    [InlineData("10.42.4", false)]
    [InlineData("10.42.2.256", false)]
    [InlineData("167772160", false)]
    [InlineData("fe80::1%1", false)]
    public void An_address_is_dotted_or_IPv6(string text, bool expected) => Assert.Equal(expected, Cidr.TryParseAddress(text, out _));
}
