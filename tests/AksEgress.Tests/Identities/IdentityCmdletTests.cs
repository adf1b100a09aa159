using AksEgress.Core.Identities;
using AksEgress.Core.RoleAssignments;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Identities;

[Trait("Engine", "Both")]
public class IdentityCmdletTests
{
    [Fact]
    public void A_new_identity_gets_its_role_once_although_the_directory_is_delayed()
    {
        // Slow enough that the directory doesn't know the identity for two seconds: on a busy computer, two commands can be a
        // second apart.
        using var session = Session.Simulated(timeScale: 10);
        var identity = Assert.IsType<UserAssignedIdentity>(
            session.Script("$id = New-AksEgressIdentity acting contoso-rg -Tag @{ a = 'b' }; $id").Ok().Single.BaseObject);
        Assert.True(
            Guid.TryParse(identity.PrincipalId, out _)
                && Guid.TryParse(identity.ClientId, out _)
                && Guid.TryParse(identity.TenantId, out _));
        Assert.Equal("b", identity.Tags["a"]);

        var outcome = session.Script(
            "$subnet = Get-AksEgressSubnet aks -VirtualNetworkName contoso-vnet -ResourceGroupName contoso-rg; $id | Grant-AksEgressAccess "
                + "-Scope $subnet -Verbose").Ok();
        var given = Assert.IsType<RoleAssignment>(outcome.Single.BaseObject);
        Assert.Equal("Network Contributor", given.RoleName);
        Assert.EndsWith("/subnets/aks", given.Scope, StringComparison.Ordinal);
        Assert.Contains(outcome.Verbose, line => line.Contains("doesn't know identity 'acting' yet", StringComparison.Ordinal));

        foreach (var again in (string[])[
            "Grant-AksEgressAccess acting $subnet.Id -Verbose",
            "Grant-AksEgressAccess -PrincipalId $id.PrincipalId -Scope $subnet 'network contributor' -Verbose"
        ])
        {
            var second = session.Script(again).Ok();
            Assert.Empty(second.Writes);
            Assert.Equal(given.Id, ((RoleAssignment)second.Single.BaseObject).Id);
        }

        var reader = session.Script("Grant-AksEgressAccess acting $subnet -Role Reader -ResourceGroupName contoso-rg").Ok();
        Assert.EndsWith(
            "acdd72a7-3385-48ef-bd42-f606fba81ae7", ((RoleAssignment)reader.Single.BaseObject).RoleDefinitionId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Grant-AksEgressAccess nope (Get-AksEgressVirtualNetwork contoso-vnet contoso-rg)", "ResourceNotFound")]
    [InlineData("Grant-AksEgressAccess -PrincipalId me -Scope (Get-AksEgressVirtualNetwork contoso-vnet contoso-rg)", "InvalidPrincipalId")]
    [InlineData(
        "Grant-AksEgressAccess -PrincipalId 44444444-4444-4444-8444-444444444444 -Scope (Get-AksEgressVirtualNetwork contoso-vnet "
            + "contoso-rg) -Role Missing",
        "RoleNotFound")]
    public void Each_mistake_has_its_own_error(string command, string id)
    {
        using var session = Session.Simulated();
        Assert.StartsWith(id + ",", session.Script(command).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clusters_identity_is_not_removed()
    {
        using var session = Session.Simulated();
        session.Script("$id = New-AksEgressIdentity acting contoso-rg; $null = New-AksEgressCluster mine contoso-rg -Identity acting").Ok();
        var refused = session.Script("Remove-AksEgressIdentity acting contoso-rg -Confirm:$false -Verbose");
        Assert.StartsWith("ResourceInUse,", refused.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(refused.Writes);

        session.Script("$null = New-AksEgressIdentity spare contoso-rg").Ok();
        Assert.True(
            (bool)session.Script("Get-AksEgressIdentity sp* | Remove-AksEgressIdentity -Confirm:$false -PassThru").Ok().Single.BaseObject);
        Assert.Equal("acting", session.Script("(Get-AksEgressIdentity acting contoso-rg).Name").Ok().Single.ToString());
        Assert.Empty(session.Script("Get-AksEgressIdentity sp* contoso-rg").Ok().Output);
    }
}
