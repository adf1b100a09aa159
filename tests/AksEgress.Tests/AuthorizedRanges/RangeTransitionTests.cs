using AksEgress.Core.Egress;
using static AksEgress.Core.Clusters.OutboundTypeNames;

namespace AksEgress.Tests.AuthorizedRanges;

/// <summary>How the ranges follow a change, without a cluster.</summary>
public sealed class RangeTransitionTests
{
    private static readonly string[] s_office = ["8.8.4.0/24"];

    [Theory]
    [InlineData("8.8.4.0/24,20.1.0.1/32", "20.3.0.1", "8.8.4.0/24,20.1.0.1/32,20.3.0.1/32", "8.8.4.0/24,20.3.0.1/32")]
    [InlineData("20.1.0.1,8.8.4.0/24", "20.3.0.1", "20.1.0.1,8.8.4.0/24,20.3.0.1/32", "8.8.4.0/24,20.3.0.1/32")]
    [InlineData("20.1.0.0/24", "20.3.0.1", "20.1.0.0/24,20.3.0.1/32", "20.1.0.0/24,20.3.0.1/32")]
    [InlineData("20.0.0.0/8", "20.3.0.1", "20.0.0.0/8", "20.0.0.0/8")]
    [InlineData("0.0.0.0/32", "20.3.0.1", "20.3.0.1/32", "20.3.0.1/32")]
    [InlineData("20.1.0.1/32", "20.3.0.0/30", "20.1.0.1/32,20.3.0.0/30", "20.3.0.0/30")]
    [InlineData("20.1.0.1/32", "20.1.0.1,20.3.0.1", "20.1.0.1/32,20.3.0.1/32", "20.1.0.1/32,20.3.0.1/32")]
    [InlineData("20.1.0.1/32", "2001:db8::1", "20.1.0.1/32", "20.1.0.1/32")]
    [InlineData("8.8.4.0/24,20.1.0.1/32", "(behind 10.1.2.4)", "8.8.4.0/24,20.1.0.1/32", "8.8.4.0/24,20.1.0.1/32")]
    [InlineData("", "20.3.0.1", "", "")]
    public void New_addresses_are_added_first_and_old_ones_removed_last(string ranges, string after, string with, string final)
    {
        var transition = new RangeTransition(UserAssignedNatGateway, ["20.1.0.1"], List(after), []);
        var sent = transition.With(List(ranges));

        Assert.Equal(List(with), sent);
        Assert.Equal(List(final), RangeTransition.Finished(UserAssignedNatGateway, sent, List(after), transition.ToDrop(List(ranges))));
    }

    [Theory]
    [InlineData("8.8.4.0/24,20.3.0.1/32", "8.8.4.0/24,20.3.0.1/32", "8.8.4.0/24")]
    [InlineData("20.3.0.1/32", "20.3.0.1/32", "0.0.0.0/32")]
    [InlineData("0.0.0.0/32", "0.0.0.0/32", "0.0.0.0/32")]
    public void A_change_to_the_load_balancer_adds_nothing_and_never_empties_the_list(string ranges, string with, string final)
    {
        var transition = new RangeTransition(LoadBalancer, ["20.3.0.1"], null, []);

        Assert.False(transition.IsLate);
        Assert.Equal(List(with), transition.With(List(ranges)));
        Assert.Equal(List(final), RangeTransition.Finished(LoadBalancer, List(with), ["20.9.0.1"], transition.ToDrop(List(ranges))));
    }

    [Fact]
    public void Without_egress_the_last_range_stays()
    {
        var transition = new RangeTransition(None, ["20.1.0.1"], [], []);

        Assert.Equal(
            ["20.1.0.1/32"], RangeTransition.Finished(None, transition.With(["20.1.0.1/32"]), [], transition.ToDrop(["20.1.0.1/32"])));
    }

    [Fact]
    public void An_address_in_use_again_keeps_the_wider_range_that_contains_it()
    {
        Assert.Equal(["20.3.0.0/30"], RangeTransition.Finished(UserAssignedNatGateway, ["20.3.0.0/30"], ["20.3.0.1"], ["20.3.0.0/30"]));
    }

    [Fact]
    public void Addresses_that_only_AKS_knows_are_added_afterwards()
    {
        var transition = new RangeTransition(ManagedNatGateway, ["20.1.0.1"], null, []);

        Assert.True(transition.IsLate);
        Assert.Equal(["0.0.0.0/32"], transition.With(["0.0.0.0/32"]));
        Assert.Equal(["20.2.0.1/32"], RangeTransition.Finished(ManagedNatGateway, ["0.0.0.0/32"], ["20.2.0.1"], []));
        Assert.Equal(
            "after the change is verified, replace 0.0.0.0/32 in the authorized IP ranges with the new egress IP addresses",
            Told(transition, "0.0.0.0/32"));
        Assert.Equal(
            "after the change is verified, add the new egress IP addresses to the authorized IP ranges and remove 20.1.0.1/32",
            Told(transition, [.. s_office, "20.1.0.1/32"]));
    }

    [Fact]
    public void Undo_keeps_and_restores_the_ranges_from_before_the_change()
    {
        var undo = new RangeTransition(LoadBalancer, ["20.3.0.1"], ["20.5.0.1"], ["20.3.0.1/32", "20.5.0.1/32"]);

        Assert.Empty(undo.ToDrop(["20.3.0.1/32"]));
        Assert.Equal(["20.3.0.1/32", "20.5.0.1/32"], undo.With(["20.3.0.1/32"]));
    }

    [Fact]
    public void The_plans_line_names_the_added_and_removed_ranges()
    {
        var transition = new RangeTransition(UserAssignedNatGateway, ["20.1.0.1"], ["20.3.0.1"], []);

        Assert.Equal(
            "add 20.3.0.1/32 to the authorized IP ranges (2 other ranges unchanged); after the change is verified, remove 20.1.0.1/32",
            Told(transition, [.. s_office, "20.1.0.1/32"]));
        Assert.Equal("replace 0.0.0.0/32 in the authorized IP ranges with 20.3.0.1/32", Told(transition, "0.0.0.0/32"));
        Assert.Equal("the authorized IP ranges don't change", Told(transition, "20.0.0.0/8"));
    }

    private static string Told(RangeTransition transition, params string[] ranges) =>
        transition.Describe(ranges, transition.ToDrop(ranges));

    private static string[] List(string texts) => texts.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
