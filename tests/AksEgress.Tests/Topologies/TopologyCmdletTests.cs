using System.Management.Automation;
using AksEgress.Core.Operations;
using AksEgress.Core.Topologies;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Topologies;

/// <summary>The topology cmdlets over the simulator.</summary>
[Trait("Engine", "Both")]
public sealed class TopologyCmdletTests : IDisposable
{
    private readonly Session _session = Session.Simulated();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void One_command_creates_a_topology_and_its_output_can_be_piped()
    {
        var made = _session.Script("""
            $topology = New-AksEgressTopology shop shop-rg FirewallRouting -Location eastus -AddressPrefix 10.77.0.0/16 `
                -SubnetPrefix 10.77.1.0/24 -FirewallSubnetPrefix 10.77.2.0/26 -Tag @{ wave = '3' }
            $topology
            $topology | Get-AksOutboundType
            $topology | Get-AksEgressCluster
            """).Ok().Output;
        var topology = Assert.IsType<Topology>(made[0].BaseObject);
        Assert.Equal("userDefinedRouting", made[1].Properties["OutboundType"].Value);
        Assert.Equal("shop", made[2].Properties["Name"].Value);
        Assert.Equal(11, topology.Steps.Count);
        Assert.Equal("3", _session.Script("(Get-AksEgressRouteTable shop-routes shop-rg).Tags['wave']").Ok().Single.ToString());
    }

    [Fact]
    public void Removal_deletes_the_created_parts_and_a_created_group()
    {
        _session.Script("""
            $null = New-AksEgressTopology a a-rg NatGateway -Location eastus -IdleTimeoutInMinutes 10
            $null = New-AksEgressTopology b contoso-rg LoadBalancer
            """).Ok();
        var removed = _session.Script("Remove-AksEgressTopology a a-rg -Confirm:$false -PassThru").Ok().Output;
        Assert.All(removed, part => Assert.Equal("Removed", part.Properties["Done"].Value));
        Refused("Get-AksEgressResourceGroup a-rg", "ResourceGroupNotFound");

        _session.Script("Get-AksEgressCluster b contoso-rg | Remove-AksEgressTopology -Confirm:$false").Ok();
        Refused("Get-AksEgressCluster b contoso-rg", "ResourceNotFound");
        _session.Script("Get-AksEgressCluster contoso-aks contoso-rg").Ok();
        Refused("Remove-AksEgressTopology b contoso-rg -Confirm:$false", "TopologyNotFound");
    }

    [Fact]
    public void NoWait_returns_the_clusters_operation_after_its_prerequisites_are_created()
    {
        var made = _session.Script("New-AksEgressTopology a a-rg NatGateway -Location eastus -NoWait").Ok();
        Assert.Empty(made.Warnings);
        var operation = Assert.IsType<EgressOperation>(made.Single.BaseObject);
        Assert.Equal("create", operation.Operation);
        Assert.EndsWith("/managedClusters/a", operation.ResourceId, StringComparison.OrdinalIgnoreCase);
        Assert.Single(_session.Script("Get-AksEgressNatGateway a-nat a-rg").Ok().Output);
        Assert.Equal("Cluster", _session.Script("Get-AksEgressOperation | Wait-AksEgressOperation").Ok().Single.BaseObject.GetType().Name);

        // All resources exist, so the same command finds them.
        var found = _session.Script("New-AksEgressTopology a a-rg NatGateway -Location eastus -NoWait").Ok();
        Assert.All(Assert.IsType<Topology>(found.Single.BaseObject).Steps, step => Assert.Equal("Found", step.Done));
    }

    // A newcomer saw -WhatIf rewrite the default route of a complete topology: what differs has to be in the plan.
    [Fact]
    public void WhatIf_of_a_complete_topology_with_a_changed_route_writes_nothing_and_shows_the_route_table()
    {
        const string command = "New-AksEgressTopology shop shop-rg FirewallRouting -Location eastus";
        const string nextHop =
            "(Get-AksEgressRouteTable shop-routes shop-rg).Routes | Where-Object IsDefault | ForEach-Object NextHopIpAddress";
        _session.Script(command).Ok();
        var right = _session.Script(nextHop).Ok().Single.ToString();
        _session.Script("(Get-AksEgressRouteTable shop-routes shop-rg).Routes | Where-Object IsDefault | "
            + "Set-AksEgressRoute -NextHopIpAddress 10.42.2.44 -Force").Ok();

        var tried = _session.Script(command + " -WhatIf -Verbose").Ok();
        Assert.Empty(tried.Writes);
        Assert.Empty(tried.Output);
        Assert.Equal("10.42.2.44", _session.Script(nextHop).Ok().Single.ToString());

        var repaired = Assert.IsType<Topology>(_session.Script(command).Ok().Single.BaseObject);
        Assert.Equal("Completed", repaired.Steps.Single(step => step.Name == "routes").Done);
        Assert.Equal(right, _session.Script(nextHop).Ok().Single.ToString());
    }

    [Fact]
    public void NoWait_with_a_firewall_says_what_a_second_run_creates()
    {
        const string command = "New-AksEgressTopology shop shop-rg FirewallRouting -Location eastus";
        var made = _session.Script(command + " -NoWait").Ok();
        Assert.Contains("rules of Azure Firewall 'shop-fw'", Assert.Single(made.Warnings), StringComparison.Ordinal);
        var topology = Assert.IsType<Topology>(_session.Script(command).Ok().Single.BaseObject);
        Assert.Equal("Completed", topology.Steps[^1].Done);
    }

    [Fact]
    public void NoWait_removes_a_topology_by_its_group_and_is_refused_if_the_group_stays()
    {
        _session.Script("""
            $null = New-AksEgressTopology a a-rg NatGateway -Location eastus
            $null = New-AksEgressTopology b contoso-rg LoadBalancer
            """).Ok();
        Refused("Remove-AksEgressTopology b contoso-rg -NoWait -Force", "NoWaitNotSupported");
        _session.Script("Get-AksEgressCluster b contoso-rg").Ok();

        var operation = _session.Script("Remove-AksEgressTopology a a-rg -NoWait -Force").Ok().Single;
        Assert.Equal("remove", operation.Properties["Operation"].Value);
        _session.Script("Get-AksEgressOperation | Wait-AksEgressOperation").Ok();
        Refused("Get-AksEgressResourceGroup a-rg", "ResourceGroupNotFound");
    }

    [Fact]
    public void A_part_in_use_prevents_the_removal()
    {
        _session.Script("""
            $null = New-AksEgressTopology a a-rg NatGateway -Location eastus
            $null = New-AksEgressVirtualNetwork theirs a-rg -AddressPrefix 10.50.0.0/16
            $null = New-AksEgressSubnet -Name theirs -VirtualNetworkName theirs -ResourceGroupName a-rg -AddressPrefix 10.50.1.0/24 `
                -NatGateway a-nat
            """).Ok();
        var refused = Refused("Remove-AksEgressTopology a a-rg -Confirm:$false", "TopologyInUse");
        Assert.Contains("NAT gateway 'a-nat'", refused.Exception.Message, StringComparison.Ordinal);
        _session.Script("Get-AksEgressCluster a a-rg").Ok();

        // Without its user, it is removed; resources that the topology didn't create stay with their group.
        _session.Script("""
            Remove-AksEgressSubnet -Name theirs -VirtualNetworkName theirs -ResourceGroupName a-rg -Confirm:$false
            Remove-AksEgressTopology a a-rg -Confirm:$false
            """).Ok();
        Assert.Equal("theirs", _session.Script("Get-AksEgressVirtualNetwork -ResourceGroupName a-rg").Ok().Single.Properties["Name"].Value);
    }

    [Fact]
    public void The_progress_is_one_tree_that_completes()
    {
        using var shell = _session.Shell();
        shell
            .AddCommand("New-AksEgressTopology")
            .AddParameters(new Dictionary<string, object>
            {
                ["Name"] = "a",
                ["ResourceGroupName"] = "a-rg",
                ["Kind"] = "NatGateway",
                ["Location"] = "eastus"
            });
        shell.Invoke();
        Assert.False(shell.HadErrors);
        var progress = shell.Streams.Progress.ToList();
        var whole = progress.Where(record => record.Activity == "Topology a").ToList();
        Assert.Equal(ProgressRecordType.Completed, whole[^1].RecordType);
        var parts = progress.Where(record => record.ParentActivityId == whole[0].ActivityId).GroupBy(record => record.ActivityId).ToList();
        Assert.Equal(8, parts.Count);
        Assert.All(parts, part => Assert.Equal(ProgressRecordType.Completed, part.Last().RecordType));
    }

    [Fact]
    public void A_job_creates_a_topology()
    {
        var job = _session.Script("New-AksEgressTopology a a-rg LoadBalancer -Location eastus -AsJob | Wait-Job | Receive-Job").Ok();
        Assert.Equal("a", job.Single.Properties["Name"].Value);
    }

    [Fact]
    public void Parameters_of_another_kind_are_refused()
    {
        Refused(
            "New-AksEgressTopology a a-rg FirewallRouting -Location eastus -NatGatewayManagedOutboundIpCount 2", "ContradictingParameters");
        Refused("New-AksEgressTopology a a-rg LoadBalancer -Location eastus -FirewallTier Premium", "ContradictingParameters");
        Refused("New-AksEgressTopology a a-rg NatGateway", "ResourceGroupNotFound");
    }

    private ErrorRecord Refused(string script, string id)
    {
        var error = _session.Script(script).Error;
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        return error;
    }
}
