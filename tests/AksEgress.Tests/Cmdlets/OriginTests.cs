using System.Management.Automation;
using System.Security;
using AksEgress.Simulator;
using AksEgress.Tests.Lab;
using AksEgress.Tests.OutboundTypes;

namespace AksEgress.Tests.Cmdlets;

/// <summary>
/// A change record or an operation of a simulation is valid only there: it changes nothing in another simulation, in a copy of its
/// state, or at an endpoint, although all ids and the subscription are equal.
/// </summary>
[Trait("Engine", "Both")]
public sealed class OriginTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("origin-").FullName;

    private string StatePath => Path.Combine(_folder, "rehearsal.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ARehearsalsRecordAndOperation_AreRefusedInAnotherSimulation()
    {
        var (record, operation) = Rehearse();
        using var session = Session.Simulated();
        RefusesBoth(session, record, operation);
    }

    [Fact]
    public void ARehearsalsRecordAndOperation_AreRefusedInACopyOfItsState()
    {
        var (record, operation) = Rehearse();
        var copy = Path.Combine(_folder, "copy.json");
        File.Copy(StatePath, copy);
        using var session = Session.Simulated(statePath: copy);
        RefusesBoth(session, record, operation);
    }

    [Fact]
    public async Task ARehearsalsRecordAndOperation_AreRefusedAtAnEndpointWithTheSameIds()
    {
        var (record, operation) = Rehearse();
        var copy = Path.Combine(_folder, "served.json");
        File.Copy(StatePath, copy);
        using var server = LabProcess.Start("serve", "--port", "0", "--state", copy, "--time-scale", "100000");
        try
        {
            using var patience = new CancellationTokenSource(s_patience);
            var address = (await server.StandardOutput.ReadLineAsync(patience.Token))!.Split(' ')[^1];
            using var session = new Session();
            using var token = new SecureString();
            "a-token-of-a-test".ToList().ForEach(token.AppendChar);
            session.Run("Connect-AksEgress", new { AccessToken = token, Endpoint = new Uri(address), ArmSimulator.SubscriptionId }).Ok();
            RefusesBoth(session, record, operation);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public void ARecordAndAnOperation_AreAcceptedInAnotherProcessOfTheSameSimulation()
    {
        var (record, operation) = Rehearse();
        using var session = Session.Simulated(statePath: StatePath);
        session.Set("operation", operation);
        Assert.Equal("ReadBack", session.Script("$operation | Wait-AksEgressOperation").Ok().Single.Properties["Verified"].Value);
        session.Set("record", record);
        Assert.Equal("ReadBack", session.Script("Undo-AksOutboundType $record -Confirm:$false").Ok().Single.Properties["Verified"].Value);
        session.Run("Disconnect-AksEgress", new { }).Ok();
    }

    [Fact]
    public void Wait_WhatIfAndNo_LeaveTheFollowUpWrites()
    {
        var host = new AnsweringHost(answer: "&No");
        using var session = Session.Simulated(host: host);
        session.Script(
            "$operation = Set-AksOutboundType fabrikam-aks fabrikam-rg managedNATGateway -NatGatewayManagedOutboundIpCount 3 "
                + "-ReimageNodePool -NoWait -Confirm:$false").Ok();

        var dry = session.Script("$operation | Wait-AksEgressOperation -WhatIf -Verbose").Ok();
        Assert.Empty(dry.Output);
        Assert.Empty(dry.Writes);

        var declined = session.Script("$operation | Wait-AksEgressOperation -Confirm -Verbose").Ok();
        Assert.Empty(declined.Writes);
        Assert.IsType<Core.Operations.EgressOperation>(session.Script("$operation").Ok().Single.BaseObject);
        Assert.NotEmpty((IReadOnlyList<string>)declined.Single.Properties["NodePoolsToReimage"].Value);
        Assert.Contains("Replace the nodes of", Assert.Single(host.Questions), StringComparison.Ordinal);

        var done = session.Script("$operation | Wait-AksEgressOperation -Verbose").Ok();
        Assert.Contains(done.Writes, write => write.Contains("/upgradeNodeImageVersion", StringComparison.Ordinal));
        Assert.Empty((IReadOnlyList<string>)done.Single.Properties["NodePoolsToReimage"].Value);
    }

    [Fact]
    public void Wait_No_LeavesTheAuthorizedRanges()
    {
        var host = new AnsweringHost(answer: "&No");
        using var session = Session.Simulated(host: host);
        session.Script("$null = Add-AksEgressAuthorizedIpRange fabrikam-aks fabrikam-rg 20.62.9.0/24 -Confirm:$false").Ok();
        session.Script(
            "$operation = Set-AksOutboundType fabrikam-aks fabrikam-rg managedNATGateway -NatGatewayManagedOutboundIpCount 3 "
                + "-UpdateAuthorizedIpRange -NoWait -Confirm:$false").Ok();

        var declined = session.Script("$operation | Wait-AksEgressOperation -Confirm -Verbose").Ok();
        Assert.Empty(declined.Writes);
        Assert.Contains("Update the authorized IP ranges of", Assert.Single(host.Questions), StringComparison.Ordinal);

        var done = session.Script("$operation | Wait-AksEgressOperation -Verbose").Ok();
        Assert.NotEmpty(done.Writes);
        Assert.NotEmpty((IReadOnlyList<string>)done.Single.Properties["RangesAdded"].Value);
    }

    [Fact]
    public void Get_AksEgressContext_Origin_NamesTheSimulationAndTheTenant()
    {
        using var session = Session.Simulated();
        var origin = session.Script("Get-AksEgressContext -Origin").Ok().Single;
        Assert.Equal(true, origin.Properties["IsSimulated"].Value);
        Assert.Equal(ArmSimulator.TenantId, origin.Properties["TenantId"].Value);
        Assert.Equal(ArmSimulator.SubscriptionId, origin.Properties["SubscriptionId"].Value);
        Assert.Equal(session.Script("(Get-AksEgressContext).SimulationId").Ok().Single.ToString(), origin.Properties["SimulationId"].Value);
    }

    [Theory]
    [InlineData("BeforeRequest", "NotApplied")]
    [InlineData("BeforeAnswer", "Succeeded")]
    [InlineData("InAnswer", "Succeeded")]
    public async Task CtrlC_WhileThePutIsOnTheWire_KeepsTheChangeRecord(string point, string status)
    {
        using var session = Session.Simulated();
        session.Wire.Halt = exchange => exchange.WritesCluster ? Enum.Parse<WirePoint>(point) : null;
        using var shell = session.Shell();
        shell.AddScript("Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 10 -Confirm:$false");
        var running = shell.BeginInvoke();
        await session.Wire.Halted.Task.WaitAsync(s_patience);

        shell.Stop();

        Assert.ThrowsAny<PipelineStoppedException>(() => shell.EndInvoke(running));
        session.Wire.Halt = null;
        string? Status() => session.Script("Get-AksEgressOperation").Ok().Single.Properties["Status"].Value as string;
        Assert.True(SpinWait.SpinUntil(() => Status() == status, s_patience), $"the status is {Status()}");
        var kept = session.Script("Get-AksEgressOperation").Ok().Single;
        Assert.Contains("\"before\"", (string)kept.Properties["Record"].Value, StringComparison.Ordinal);
        var waited = session.Script("Get-AksEgressOperation | Wait-AksEgressOperation");
        if (status == "NotApplied")
        {
            Assert.StartsWith("ChangeNotApplied,", waited.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        }
        else
        {
            session.Set("change", waited.Ok().Single);
            Assert.Equal(
                "ReadBack", session.Script("$change | Undo-AksOutboundType -Confirm:$false").Ok().Single.Properties["Verified"].Value);
        }
    }

    // A change that was undone, whose record is kept, and a change with outstanding node image updates that no command has waited
    // for.
    private (string Record, PSObject Operation) Rehearse()
    {
        using var session = Session.Simulated(statePath: StatePath);
        var record = session.Script(
            "(Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerManagedOutboundIpCount 3 "
                + "-Confirm:$false).Record").Ok().Single.ToString();
        var operation = session.Script(
            "Set-AksOutboundType fabrikam-aks fabrikam-rg managedNATGateway -NatGatewayManagedOutboundIpCount 3 -ReimageNodePool -NoWait "
                + "-Confirm:$false").Ok().Single;
        session.Run("Disconnect-AksEgress", new { }).Ok();
        return (record, operation);
    }

    private static void RefusesBoth(Session session, string record, PSObject operation)
    {
        const string addresses = "Get-AksEgressCluster | Sort-Object Id | ForEach-Object { $_ | Get-AksEgressIp } | ForEach-Object { "
            + "\"$($_.ClusterName) $($_.IpAddress)\" }";
        var before = session.Script(addresses).Ok().Output.Select(line => line.ToString()).ToList();
        session.Set("record", record);
        session.Set("operation", operation);
        foreach (var command in (string[])["Undo-AksOutboundType $record -Confirm:$false -Verbose",
            "$operation | Wait-AksEgressOperation -Verbose", "$operation | Get-AksEgressOperation -Verbose"
        ])
        {
            var outcome = session.Script(command);
            Assert.StartsWith("OriginMismatch,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Empty(outcome.Output);
            Assert.DoesNotContain(outcome.Verbose, line => line.Contains(" /subscriptions/", StringComparison.Ordinal));
        }

        Assert.NotEmpty(before);
        Assert.Equal(before, session.Script(addresses).Ok().Output.Select(line => line.ToString()).ToList());
        session.Run("Disconnect-AksEgress", new { }).Ok();
    }
}
