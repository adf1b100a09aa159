using AksEgress.Core.AuthorizedRanges;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;

namespace AksEgress.Tests.AuthorizedRanges;

public sealed class AuthorizedRangeRulesTests
{
    [Theory]
    [InlineData("20.62.9.8", "20.62.9.8/32")]
    [InlineData(" 20.62.9.8 ", "20.62.9.8/32")]
    [InlineData("20.62.9.8/32", "20.62.9.8/32")]
    [InlineData("20.62.9.0/28", "20.62.9.0/28")]
    [InlineData("0.0.0.0/32", "0.0.0.0/32")]
    [InlineData("AzureCloud", "AzureCloud")]
    [InlineData(" AzureCloud.westeurope ", "AzureCloud.westeurope")]
    [InlineData("AzureFrontDoor.Backend", "AzureFrontDoor.Backend")]
    public void A_range_is_written_in_one_form(string text, string range) => Assert.Equal(range, AuthorizedRangeChange.Normalize(text));

    [Theory]
    [InlineData("20.62.9.8/28", "for /28, specify 20.62.9.0/28")]
    [InlineData("2001:db8::/32", "must be IPv4")]
    [InlineData("2001:db8::1", "must be IPv4")]
    [InlineData("20.62.9", "isn't an address range")]
    [InlineData("20.62.9.8/33", "isn't an address range")]
    [InlineData("contoso.example", "isn't an address range")]
    [InlineData("Contoso.example", "isn't an address range")]
    [InlineData("AzureCloud eastus", "isn't an address range")]
    [InlineData("", "isn't an address range")]
    public void An_invalid_range_is_refused_with_the_expected_format(string text, string words)
    {
        var error = Assert.Throws<EgressException>(() => AuthorizedRangeChange.Normalize(text));

        Assert.Equal(nameof(EgressErrors.InvalidValue), error.Id);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1.2.3/32")]
    [InlineData("172.16.0.0/12")]
    [InlineData("192.168.4.0/24")]
    [InlineData("127.0.0.1/32")]
    [InlineData("169.254.1.1/32")]
    [InlineData("100.64.0.0/10")]
    [InlineData("224.0.0.1/32")]
    [InlineData("239.0.0.0/8")]
    [InlineData("255.255.255.255/32")]
    [InlineData("0.0.0.1/32")]
    [InlineData("0.0.0.0/8")]
    public void A_range_outside_the_public_Internet_is_refused(string range) =>
        Assert.Equal(nameof(EgressErrors.InvalidValue), Assert.Throws<EgressException>(() => AuthorizedRangeRules.RequireGlobal(range)).Id);

    [Theory]
    [InlineData("0.0.0.0/32")]
    [InlineData("172.32.0.0/16")]
    [InlineData("11.0.0.0/8")]
    [InlineData("100.128.0.0/16")]
    public void A_public_range_is_accepted(string range) => AuthorizedRangeRules.RequireGlobal(range);

    [Theory]
    [InlineData("20.1.0.1", "20.1.0.1/32", true)]
    [InlineData("20.1.0.1/32", "20.1.0.1", true)]
    [InlineData("20.1.0.0/31", "20.1.0.0/32", false)]
    public void An_address_and_its_32_are_the_same(string left, string right, bool same) =>
        Assert.Equal(same, AuthorizedRangeRules.Same(left, right));
}
