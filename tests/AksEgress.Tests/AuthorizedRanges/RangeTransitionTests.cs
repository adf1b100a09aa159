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
    public void New_addresses_go_in_first_and_old_ones_leave_last(string ranges, string after, string with, string final)
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
    public void Towards_the_load_balancer_nothing_is_added_and_the_list_never_becomes_empty(string ranges, string with, string final)
    {
        var transition = new RangeTransition(LoadBalancer, ["20.3.0.1"], null, []);

        Assert.False(transition.IsLate);
        Assert.Equal(List(with), transition.With(List(ranges)));
        Assert.Equal(List(final), RangeTransition.Finished(LoadBalancer, List(with), ["20.9.0.1"], transition.ToDrop(List(ranges))));
    }

    [Fact]
    public void Where_nothing_leaves_any_more_the_last_range_stays()
    {
        var transition = new RangeTransition(None, ["20.1.0.1"], [], []);

        Assert.Equal(
            ["20.1.0.1/32"], RangeTransition.Finished(None, transition.With(["20.1.0.1/32"]), [], transition.ToDrop(["20.1.0.1/32"])));
    }

    [Fact]
    public void An_address_that_is_left_from_again_keeps_the_wider_range_it_is_in()
    {
        Assert.Equal(["20.3.0.0/30"], RangeTransition.Finished(UserAssignedNatGateway, ["20.3.0.0/30"], ["20.3.0.1"], ["20.3.0.0/30"]));
    }

    [Fact]
    public void What_only_AKS_knows_comes_afterwards()
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
    public void What_stood_there_before_the_change_that_is_undone_stays_and_comes_back()
    {
        var undo = new RangeTransition(LoadBalancer, ["20.3.0.1"], ["20.5.0.1"], ["20.3.0.1/32", "20.5.0.1/32"]);

        Assert.Empty(undo.ToDrop(["20.3.0.1/32"]));
        Assert.Equal(["20.3.0.1/32", "20.5.0.1/32"], undo.With(["20.3.0.1/32"]));
    }

    [Fact]
    public void The_plans_line_says_what_comes_and_what_leaves()
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
