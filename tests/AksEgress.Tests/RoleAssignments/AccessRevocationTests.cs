using AksEgress.Core.RoleAssignments;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.RoleAssignments;

/// <summary>Revoke-AksEgressAccess over the simulator.</summary>
[Trait("Engine", "Both")]
public sealed class AccessRevocationTests : IDisposable
{
    private readonly Session _session = Session.Simulated();

    public AccessRevocationTests() => _session.Script("""
        $network = Get-AksEgressVirtualNetwork contoso-vnet contoso-rg
        $subnet = Get-AksEgressSubnet aks contoso-rg contoso-vnet
        $identity = New-AksEgressIdentity acting contoso-rg
        $role = $identity | Grant-AksEgressAccess -Scope $network
        """).Ok();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Revoke-AksEgressAccess acting $network")]
    [InlineData("Revoke-AksEgressAccess acting $network.Id 4d97b98b-1d4f-4787-a291-c67834d212e7")]
    [InlineData("Revoke-AksEgressAccess -PrincipalId $identity.PrincipalId -Scope $network")]
    [InlineData("$identity | Revoke-AksEgressAccess -Scope $network")]
    [InlineData("$role | Revoke-AksEgressAccess")]
    [InlineData("$role | ConvertTo-Json | ConvertFrom-Json | Revoke-AksEgressAccess -Scope $network -Role 'Network Contributor'")]
    public void Revoke_RoleThatWasGranted_RemovesItsAssignmentOnly(string command)
    {
        _session.Script("$other = $identity | Grant-AksEgressAccess -Scope $network -Role Reader").Ok();

        var outcome = _session.Script($"{command} -Force -PassThru -Verbose").Ok();

        var name = _session.Script("$role.Name").Ok().Single.ToString();
        Assert.Equal(name, Assert.IsType<RoleAssignment>(outcome.Single.BaseObject).Name);
        Assert.StartsWith("DELETE ", Assert.Single(outcome.Writes), StringComparison.Ordinal);
        Assert.Contains($"/roleAssignments/{name}", outcome.Writes.Single(), StringComparison.Ordinal);
        Assert.StartsWith(
            "RoleAssignmentNotFound,", _session.Script($"{command} -Force").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_session.Script("$identity | Grant-AksEgressAccess -Scope $network -Role Reader -Verbose").Ok().Writes);
    }

    [Theory]
    [InlineData("Revoke-AksEgressAccess acting $network -Role Reader", "RoleAssignmentNotFound")]
    [InlineData("Revoke-AksEgressAccess acting $subnet -ResourceGroupName contoso-rg", "RoleAssignmentNotFound")]
    [InlineData("Revoke-AksEgressAccess acting (Get-AksEgressResourceGroup contoso-rg)", "RoleAssignmentNotFound")]
    [InlineData("Revoke-AksEgressAccess contoso-aks-identity $network -Role Reader", "RoleAssignmentNotFound")]
    [InlineData("$role | Revoke-AksEgressAccess -Scope $subnet", "PipelineInputConflict")]
    [InlineData("$role | Revoke-AksEgressAccess -Role Reader", "PipelineInputConflict")]
    [InlineData("$role | Revoke-AksEgressAccess -Identity acting", "PipelineInputConflict")]
    [InlineData("$identity | Revoke-AksEgressAccess", "ParameterRequired")]
    [InlineData("Get-AksEgressCluster contoso-aks | Revoke-AksEgressAccess -Scope $network", "PipelineInputNotSupported")]
    public void Revoke_AnythingButTheExactAssignment_IsRefused(string command, string error)
    {
        var outcome = _session.Script($"{command} -Force -Verbose");

        Assert.StartsWith(error + ",", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(outcome.Writes);
    }
}
