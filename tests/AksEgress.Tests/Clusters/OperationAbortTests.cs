using AksEgress.Core.Clusters;
using AksEgress.Core.NodePools;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Clusters;

/// <summary>Stop-AksEgressOperation, and Update-AksEgressCluster after it.</summary>
[Trait("Engine", "Both")]
public sealed class OperationAbortTests
{
    // Slow enough that an operation is still in progress when the next command runs.
    private const int Slow = 20;

    private const string Change =
        "$operation = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 9 -NoWait -Confirm:$false";

    private const string Image = "$operation = Update-AksEgressNodeImage contoso-aks contoso-rg nodepool1 -NoWait -Confirm:$false";

    [Theory]
    [InlineData("$operation | Stop-AksEgressOperation")]
    [InlineData("Get-AksEgressCluster contoso-aks | Stop-AksEgressOperation")]
    [InlineData("Stop-AksEgressOperation contoso-aks contoso-rg")]
    [InlineData("Stop-AksEgressOperation -ResourceId (Get-AksEgressCluster contoso-aks).Id")]
    public void Stop_RunningChange_CancelsIt_AndUpdateRepairsTheCluster(string command)
    {
        using var session = Session.Simulated(Slow);
        session.Script(Change).Ok();

        Refused(session, "Cluster 'contoso-aks'");
        var stopped = session.Script($"{command} -PassThru -Force -Verbose").Ok();

        Assert.Contains("/managedClusters/contoso-aks/abort", Assert.Single(stopped.Writes), StringComparison.Ordinal);
        Assert.Equal("Canceled", Assert.IsType<Cluster>(stopped.Single.BaseObject).ProvisioningState);
        Assert.Equal("Canceled", session.Script("($operation | Get-AksEgressOperation).Status").Ok().Single.ToString());
        Assert.Contains(
            "ClusterFailed",
            session.Script("(Test-AksOutboundType contoso-aks contoso-rg none).Findings.Id").Ok().Output.Select(id => id.ToString()));

        var repaired = session.Script("Update-AksEgressCluster contoso-aks contoso-rg -PassThru -Force -Verbose").Ok();

        Assert.Equal("Succeeded", Assert.IsType<Cluster>(repaired.Single.BaseObject).ProvisioningState);
        Assert.StartsWith("PUT ", Assert.Single(repaired.Writes), StringComparison.Ordinal);
        Assert.Contains("Canceled", Assert.Single(repaired.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$operation | Stop-AksEgressOperation")]
    [InlineData("Get-AksEgressNodePool nodepool1 contoso-rg contoso-aks | Stop-AksEgressOperation")]
    [InlineData("Get-AksEgressCluster contoso-aks | Stop-AksEgressOperation")]
    [InlineData("Stop-AksEgressOperation contoso-aks contoso-rg -NodePoolName nodepool1")]
    [InlineData(
        "[pscustomobject]@{ Name = 'contoso-aks'; ResourceGroupName = 'contoso-rg'; NodePoolName = 'nodepool1' } | "
            + "Stop-AksEgressOperation")]
    public void Stop_OperationOfANodePool_IsSentToThePool(string command)
    {
        using var session = Session.Simulated(Slow);
        session.Script(Image).Ok();

        Refused(session, "Node pool 'nodepool1'");
        var stopped = session.Script($"{command} -PassThru -Force -Verbose").Ok();

        Assert.Contains("/agentPools/nodepool1/abort", Assert.Single(stopped.Writes), StringComparison.Ordinal);
        Assert.Equal("Canceled", Assert.IsType<NodePool>(stopped.Single.BaseObject).ProvisioningState);
    }

    [Fact]
    public void Stop_WithoutWaiting_ReturnsAnOperation()
    {
        using var session = Session.Simulated(Slow);
        session.Script(Change).Ok();

        var outcome = session.Script(
            "$abort = Stop-AksEgressOperation contoso-aks contoso-rg -Force -NoWait; $abort.Operation; "
                + "($abort | Wait-AksEgressOperation).ProvisioningState").Ok();

        Assert.Equal(["abort", "Canceled"], outcome.Output.Select(text => text.ToString()));
    }

    [Fact]
    public void Stop_OperationsOnSeveralNodePools_RequiresThePool()
    {
        using var session = Session.Simulated(Slow);
        session.Script(Image).Ok();
        session.Script("$null = Update-AksEgressNodeImage contoso-aks contoso-rg win1 -NoWait -Confirm:$false").Ok();

        var outcome = session.Script("Stop-AksEgressOperation contoso-aks contoso-rg -Force -Verbose");

        Assert.StartsWith("ParameterRequired,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("nodepool1", outcome.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("win1", outcome.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("NodePoolName", outcome.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(outcome.Writes);
    }

    [Theory]
    [InlineData("Stop-AksEgressOperation contoso-aks contoso-rg", "state Succeeded")]
    [InlineData("Get-AksEgressNodePool nodepool1 contoso-rg contoso-aks | Stop-AksEgressOperation", "state Succeeded")]
    [InlineData(Change + "; $null = $operation | Wait-AksEgressOperation; $operation | Stop-AksEgressOperation", "has ended")]
    public void Stop_NothingRunning_WarnsAndSendsNothing(string command, string warning)
    {
        using var session = Session.Simulated();

        var outcome = session.Script($"{command} -Confirm:$false -Verbose").Ok();

        Assert.Contains(warning, Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain(outcome.Writes, write => write.Contains("/abort", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("New-AksEgressPublicIp made contoso-rg -NoWait")]
    [InlineData("Invoke-AksEgressCommand contoso-aks contoso-rg 'echo hello' -NoWait -Confirm:$false")]
    public void Stop_OperationOfAnotherKind_IsRefused(string command)
    {
        using var session = Session.Simulated();

        var outcome = session.Script($"$operation = {command}; $operation | Stop-AksEgressOperation -Force -Verbose");

        Assert.StartsWith("OperationNotAbortable,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain(outcome.Writes, write => write.Contains("/abort", StringComparison.Ordinal));
    }

    [Fact]
    public void Stop_ResourceIdOfAnotherPool_IsRefused()
    {
        using var session = Session.Simulated();

        var outcome = session.Script(
            "Stop-AksEgressOperation -ResourceId (Get-AksEgressNodePool win1 contoso-rg contoso-aks).Id -NodePoolName nodepool1 -Force");

        Assert.StartsWith("ContradictingParameters,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private static void Refused(Session session, string named)
    {
        var refused = session.Script("Update-AksEgressCluster contoso-aks contoso-rg -Force -Verbose");
        Assert.StartsWith("OperationInProgress,", refused.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(named, refused.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(refused.Writes);
    }
}
