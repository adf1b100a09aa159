using AksEgress.Core.NodePools;
using AksEgress.Core.OutboundTypes;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.NodePools;

[Trait("Engine", "Both")]
public class NodePoolCmdletTests
{
    [Fact]
    public void Pools_are_added_listed_and_removed()
    {
        using var session = Session.Simulated();
        var added = Assert.IsType<NodePool>(
            session.Script(
                "Add-AksEgressNodePool extra contoso-rg contoso-aks -NodeCount 2 -MinCount 1 -MaxCount 5 -Zone 1, 2 -VmSize "
                    + "Standard_D4s_v5").Ok().Single.BaseObject);
        Assert.Equal(
            ("extra", "contoso-aks", "User", "Linux", 2, 1, 5, "Standard_D4s_v5", "Succeeded"),
            (
                added.Name,
                added.ClusterName,
                added.Mode,
                added.OsType,
                added.NodeCount,
                added.MinCount!.Value,
                added.MaxCount!.Value,
                added.VmSize,
                added.ProvisioningState));
        Assert.Equal(["1", "2"], added.Zone);
        Assert.EndsWith("/subnets/aks", added.Subnet, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(added.ETag));

        Assert.Equal("extra", session.Script("(Get-AksEgressNodePool e* -ClusterName contoso-aks).Name").Ok().Single.ToString());
        Assert.Equal(3, session.Script("Get-AksEgressCluster contoso-aks contoso-rg | Get-AksEgressNodePool").Ok().Output.Count);
        Assert.True(
            (bool)session.Script(
                "Get-AksEgressNodePool extra contoso-rg contoso-aks | Remove-AksEgressNodePool -Confirm:$false "
                    + "-PassThru").Ok().Single.BaseObject);
        Assert.StartsWith(
            "ResourceNotFound,",
            session.Script("Get-AksEgressNodePool extra contoso-rg contoso-aks").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Remove-AksEgressNodePool nodepool1 contoso-rg contoso-aks -Confirm:$false -Verbose", "LastSystemPool")]
    [InlineData(
        "Add-AksEgressNodePool win2 contoso-rg contoso-aks -OsType Windows -DisableWindowsOutboundNat -Verbose", "NodePoolNotPossible")]
    [InlineData("Add-AksEgressNodePool windows2 contoso-rg contoso-aks -OsType Windows -Verbose", "InvalidNodePool")]
    [InlineData("Add-AksEgressNodePool win2 contoso-rg contoso-aks -OsType Windows -Mode System -Verbose", "NodePoolNotPossible")]
    [InlineData("Add-AksEgressNodePool nodepool1 contoso-rg contoso-aks -Verbose", "ResourceExists")]
    [InlineData(
        "Add-AksEgressNodePool x fabrikam-rg fabrikam-aks -Subnet (Get-AksEgressSubnet aks contoso-rg contoso-vnet) -Verbose",
        "NodePoolNotPossible")]
    [InlineData("Add-AksEgressNodePool x contoso-rg contoso-aks -MinCount 3 -Verbose", "InvalidNodePool")]
    [InlineData("Update-AksEgressNodeImage contoso-aks contoso-rg nope -Verbose", "ResourceNotFound")]
    [InlineData("Update-AksEgressNodeImage contoso-aks contoso-rg -NoWait -Verbose", "ContradictingParameters")]
    public void An_invalid_pool_is_refused_before_anything_is_written(string command, string id)
    {
        using var session = Session.Simulated();
        var outcome = session.Script(command);
        Assert.StartsWith(id + ",", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(outcome.Writes);
    }

    [Fact]
    public void Windows_without_outbound_NAT_needs_a_NAT_gateway()
    {
        using var session = Session.Simulated();
        var pool = (NodePool)session.Script(
            "Add-AksEgressNodePool win1 fabrikam-rg fabrikam-aks -OsType Windows -OsSku Windows2022 "
                + "-DisableWindowsOutboundNat").Ok().Single.BaseObject;
        Assert.True(pool.WindowsOutboundNatDisabled);
        Assert.Equal(("Windows", "Windows2022"), (pool.OsType, pool.OsSku));

        // The pre-flight checks know it if the cluster is to change back to loadBalancer.
        var ready = (OutboundTypeReadiness)session.Script(
            "Test-AksOutboundType fabrikam-aks fabrikam-rg loadBalancer").Ok().Single.BaseObject;
        Assert.Contains(ready.Findings, finding => finding.Id == "WindowsOutboundNatDisabled");
    }

    [Fact]
    public void A_pool_in_a_subnet_without_an_egress_path_is_refused_before_any_request()
    {
        using var session = Session.Simulated();
        session.Script("""
            $null = Add-AksEgressFirewallRule contoso-fw -ResourceGroupName contoso-rg -AksRequired -Cluster contoso-aks `
                -WarningAction Ignore
            $null = New-AksEgressRouteTable rt contoso-rg -DefaultRouteTo 10.42.2.4
            $null = Set-AksEgressSubnet aks contoso-rg contoso-vnet -RouteTable rt -Force
            $null = Set-AksOutboundType contoso-aks contoso-rg userDefinedRouting -UpdateAuthorizedIpRange -Confirm:$false `
                -WarningAction SilentlyContinue
            $other = New-AksEgressSubnet other contoso-rg contoso-vnet -AddressPrefix 10.42.9.0/24
            """).Ok();
        var refused = session.Script("Add-AksEgressNodePool x contoso-rg contoso-aks -Subnet $other");
        Assert.StartsWith("PreflightFailed,", refused.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("[RouteTableMissing] Subnet 'other' (node pools x)", refused.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "ExistingRouteTableNotAssociatedWithSubnet",
            session.Script(
                "Add-AksEgressNodePool x contoso-rg contoso-aks -Subnet $other -SkipPreflight -WarningAction "
                    + "SilentlyContinue").Error.ToString(),
            StringComparison.Ordinal);
        session.Script(
            "$null = $other | Set-AksEgressSubnet -RouteTable (Get-AksEgressRouteTable rt contoso-rg).Id; Add-AksEgressNodePool x "
                + "contoso-rg contoso-aks -Subnet $other").Ok();
    }

    [Fact]
    public void Images_are_updated_pool_after_pool_and_not_twice()
    {
        using var session = Session.Simulated();
        var first = session.Script("Update-AksEgressNodeImage contoso-aks contoso-rg -Confirm:$false -Verbose").Ok();
        Assert.Equal(["nodepool1", "win1"], first.Output.Select(pool => ((NodePool)pool.BaseObject).Name));
        Assert.Equal(2, first.Writes.Count());

        var second = session.Script(
            "Get-AksEgressNodePool -ClusterName contoso-aks | Update-AksEgressNodeImage -Confirm:$false -Verbose").Ok();
        Assert.Empty(second.Writes);
        Assert.Equal(2, second.Verbose.Count(line => line.Contains("has the newest image", StringComparison.Ordinal)));

        Assert.Single(
            session.Script(
                "Get-AksEgressCluster contoso-aks contoso-rg | Update-AksEgressNodeImage -Name win* -Force -Confirm:$false").Ok().Output);
    }

    [Fact]
    public void An_operation_started_with_NoWait_can_be_waited_for_later()
    {
        using var session = Session.Simulated();
        var pool = (NodePool)session.Script(
            "Add-AksEgressNodePool extra contoso-rg contoso-aks -NoWait | Wait-AksEgressOperation").Ok().Single.BaseObject;
        Assert.Equal(("extra", "Succeeded"), (pool.Name, pool.ProvisioningState));
        Assert.Equal(
            "extra",
            ((NodePool)session.Script(
                "Update-AksEgressNodeImage contoso-aks contoso-rg extra -NoWait -Confirm:$false | "
                    + "Wait-AksEgressOperation").Ok().Single.BaseObject).Name);
        Assert.Empty(
            session.Script(
                "Remove-AksEgressNodePool extra contoso-rg contoso-aks -NoWait -Confirm:$false | Wait-AksEgressOperation").Ok().Output);
    }

    [Fact]
    public void Nodes_are_replaced_after_a_change_if_requested()
    {
        using var session = Session.Simulated();
        session.Script("""
            $null = New-AksEgressPublicIp ip contoso-rg | New-AksEgressNatGateway nat |
                Set-AksEgressSubnet aks -VirtualNetworkName contoso-vnet -Force
            $to = @{ Name = 'contoso-aks'; ResourceGroupName = 'contoso-rg'; OutboundType = 'userAssignedNATGateway' }
            """).Ok();
        var host = session.Script(
            "(Test-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway).Plan.Describe()").Ok().Single.ToString();
        Assert.Contains("add -ReimageNodePool", host, StringComparison.Ordinal);

        var outcome = session.Script(
            "$change = Set-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway -UpdateAuthorizedIpRange -ReimageNodePool "
                + "-Confirm:$false -Verbose; $change").Ok();
        var change = (OutboundTypeChange)outcome.Single.BaseObject;
        Assert.Equal(["nodepool1", "win1"], change.NodePoolsReimaged);
        Assert.Empty(change.NodePoolsToReimage);
        Assert.Equal("ReadBack", change.Verified);
        Assert.Contains(
            outcome.Verbose,
            line => line.Contains("  3  reimage 2 node pools afterwards, one after another: nodepool1, win1", StringComparison.Ordinal));
        Assert.Equal(2, outcome.Writes.Count(line => line.Contains("/upgradeNodeImageVersion", StringComparison.Ordinal)));

        // A repetition changes nothing, and replaces the nodes again if requested.
        var again = session.Script(
            "Set-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway -ReimageNodePool -Confirm:$false -Verbose").Ok();
        Assert.Equal(2, again.Writes.Count());
        Assert.Equal("NoChange", ((OutboundTypeChange)again.Single.BaseObject).Verified);
        Assert.Contains("AKS skips an update to the same image", Assert.Single(again.Warnings), StringComparison.Ordinal);

        var undone = (OutboundTypeChange)session.Script(
            "$change | Undo-AksOutboundType -UpdateAuthorizedIpRange -ReimageNodePool -NoWait -Confirm:$false | "
                + "Wait-AksEgressOperation").Ok().Single.BaseObject;

        // AKS skips an update to the image that the nodes already have, so nothing proves that they were replaced again.
        Assert.Empty(undone.NodePoolsReimaged);
        Assert.Equal(["nodepool1", "win1"], undone.NodePoolsUnverified);
        Assert.Equal(undone.NodePoolsUnverified, OutboundTypeChange.FromRecord(undone.Record).NodePoolsUnverified);
    }
}
