using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Pipelines;

/// <summary>Other input next to a piped object: values of $PSDefaultParameterValues, and objects of other products.</summary>
[Trait("Engine", "Both")]
public sealed class PipedInputTests : IDisposable
{
    private readonly Session _session = Session.Simulated();

    public void Dispose() => _session.Dispose();

    // The value is typed as well, because the stand-in doesn't apply defaults. The cmdlet can't distinguish the two.
    [Theory]
    [InlineData("@{ '*-Aks*:ResourceGroupName' = 'fabrikam-rg' }")]
    [InlineData("@{ 'Get-AksOutboundType:ResourceGroupName' = { 'fabrikam-rg' } }")]
    public void DefaultValue_DiffersFromThePipedResource_IsIgnored(string defaults)
    {
        var outcome = _session.Script($"""
            $cluster = Get-AksEgressCluster contoso-aks contoso-rg
            $PSDefaultParameterValues = {defaults}
            $cluster | Get-AksOutboundType -ResourceGroupName fabrikam-rg
            """).Ok();

        Assert.Equal("contoso-aks", outcome.Single.Properties["ClusterName"].Value);
    }

    [Theory]
    [InlineData("@{ '*-Aks*:ResourceGroupName' = 'other-rg' }")]
    [InlineData("@{ 'Remove-Aks*:ResourceGroupName' = 'fabrikam-rg' }")]
    [InlineData("@{ '*-Aks*:ResourceGroupName' = 'fabrikam-rg'; Disabled = $true }")]
    public void TypedValue_DiffersFromThePipedResource_IsAnError(string defaults)
    {
        var outcome = _session.Script($"""
            $cluster = Get-AksEgressCluster contoso-aks contoso-rg
            $PSDefaultParameterValues = {defaults}
            $cluster | Get-AksOutboundType -ResourceGroupName fabrikam-rg
            """);

        Assert.StartsWith("PipelineInputConflict,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("Get-AksEgressSubnet aks contoso-rg contoso-vnet | Remove-AksEgressCluster -Confirm:$false")]
    [InlineData("Get-AksEgressCluster contoso-aks contoso-rg | Remove-AksEgressSubnet -Confirm:$false")]
    [InlineData("Get-AksEgressVirtualNetwork contoso-vnet contoso-rg | Set-AksOutboundType -OutboundType none -Confirm:$false")]
    public void ResourceOfAnotherType_IsAnErrorAndNothingIsWritten(string script)
    {
        var outcome = _session.Script(script + " -Verbose");

        Assert.StartsWith("PipelineInputNotSupported,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(outcome.Writes);
    }

    [Fact]
    public void CopyOfAnOutput_DescribesTheStateAndNotATarget()
    {
        _session.Wire.Forget();
        var outcome = _session.Script("""
            [pscustomobject]@{ Name = 'contoso-aks'; ResourceGroupName = 'contoso-rg'; ProvisioningState = 'Succeeded';
                OutboundType = 'loadBalancer' } |
                Set-AksOutboundType -Confirm:$false
            """);

        Assert.StartsWith("ParameterRequired,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_session.Wire.Writes);
    }

    [Fact]
    public void ObjectOfAnotherProduct_PipedToANewCmdlet_IsAnErrorAndNothingIsWritten()
    {
        _session.Wire.Forget();
        var outcome = _session.Run(
            "New-AksEgressPublicIp", new { Name = "spare", ResourceGroupName = "contoso-rg" }, new Uri("https://contoso.example/"));

        Assert.StartsWith("PipelineInputNotSupported,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_session.Wire.Writes);
    }
}
