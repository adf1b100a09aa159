using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Subnets;

/// <summary>A change that cuts open connections prompts a second time, regardless of ShouldProcess.</summary>
[Trait("Engine", "Both")]
public sealed class SubnetPromptTests
{
    private const string Table = "$table = New-AksEgressRouteTable rt contoso-rg -DefaultRouteTo contoso-fw";

    [Fact]
    public void Change_OfASubnetWithNodesDeclined_WritesNothing()
    {
        var host = new AnsweringHost(answer: "&No");
        using var session = Session.Simulated(host: host);

        session.Script(Table).Ok();

        var outcome = session.Script("$table | Set-AksEgressSubnet -Name aks -VirtualNetworkName contoso-vnet -Verbose").Ok();

        Assert.Single(host.Questions);
        Assert.Empty(outcome.Writes);
    }

    [Theory]
    [InlineData("-Force")]
    [InlineData("-Confirm:$false")]
    public void Change_ConfirmedInAdvance_IsWrittenWithoutAPrompt(string answer)
    {
        var host = new AnsweringHost(answer: "&No");
        using var session = Session.Simulated(host: host);

        session.Script(Table).Ok();

        var outcome = session.Script($"$table | Set-AksEgressSubnet -Name aks -VirtualNetworkName contoso-vnet {answer} -Verbose").Ok();

        Assert.Empty(host.Questions);
        Assert.NotEmpty(outcome.Writes);
    }

    [Fact]
    public void Change_ForceWithConfirmDeclined_WritesNothing()
    {
        var host = new AnsweringHost(answer: "&No");
        using var session = Session.Simulated(host: host);

        session.Script(Table).Ok();

        var outcome = session.Script(
            "$table | Set-AksEgressSubnet -Name aks -VirtualNetworkName contoso-vnet -Force -Confirm -Verbose").Ok();

        Assert.Single(host.Questions);
        Assert.Empty(outcome.Writes);
    }
}
