using System.Management.Automation;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Pipelines;

/// <summary>Pipelines as administrators type them.</summary>
[Trait("Engine", "Both")]
public sealed class PipelineScriptTests : IDisposable
{
    private readonly Session _session = Session.Simulated();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Get-AksEgressCluster contoso-aks | Set-AksOutboundType managedNATGateway", "-OutboundType")]
    [InlineData("Get-AksEgressCluster contoso-aks | Set-AksOutboundType rubbish", "-OutboundType")]
    [InlineData("Get-AksEgressCluster contoso-aks | Test-AksOutboundType userAssignedNATGateway -Quiet", "-OutboundType")]
    [InlineData("Get-AksEgressCluster contoso-aks | Invoke-AksEgressCommand 'kubectl get ns'", "-Command")]
    [InlineData("Get-AksEgressCluster contoso-aks | Add-AksEgressAuthorizedIpRange 20.1.2.3", "-IpRange")]
    [InlineData("Get-AksEgressCluster contoso-aks | Remove-AksEgressAuthorizedIpRange 20.1.2.3", "-IpRange")]
    [InlineData("Get-AksEgressCluster contoso-aks | Import-AksEgressCredential kc.yaml", "-Path")]
    [InlineData("Get-AksEgressFirewall contoso-fw | Get-AksEgressFirewallRule r", "-Name")]
    public void A_positional_argument_with_a_piped_resource_is_refused_with_its_parameter(string script, string parameter)
    {
        var outcome = _session.Script(script + " -Verbose");
        Assert.StartsWith("PipelineInputConflict,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(parameter, outcome.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
        Assert.DoesNotContain(
            outcome.Verbose.SkipWhile(line => !line.Contains("managedClusters", StringComparison.Ordinal)).Skip(1),
            line => line.StartsWith("POST", StringComparison.Ordinal));
        Assert.Empty(outcome.Writes);
    }

    [Theory]
    [InlineData("Get-AksEgressCluster fabrikam-aks | Test-AksEgress contoso-aks contoso-rg", "fabrikam-aks", "contoso-aks")]
    [InlineData("Get-AksEgressCluster contoso-aks | Get-AksEgressIp fabrikam-aks", "contoso-aks", "fabrikam-aks")]
    [InlineData("Get-AksEgressCluster contoso-aks | Get-AksEgressCluster -ResourceGroupName other-rg", "contoso-aks", "other-rg")]
    [InlineData("'contoso-aks' | Get-AksEgressCluster fabrikam-aks", "contoso-aks", "fabrikam-aks")]
    [InlineData(
        "'contoso-aks' | Set-AksOutboundType -OutboundType none -Name fabrikam-aks -ResourceGroupName contoso-rg",
        "contoso-aks",
        "fabrikam-aks")]
    [InlineData("Get-AksEgressSubnet aks contoso-rg | Remove-AksEgressSubnet -VirtualNetworkName other", "aks", "other")]
    public void A_typed_subject_that_differs_from_the_piped_one_is_an_error_that_names_both(string script, string piped, string typed)
    {
        var outcome = _session.Script(script + " -Verbose");
        Assert.StartsWith("PipelineInputConflict,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"'{piped}'", outcome.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"'{typed}'", outcome.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(outcome.Writes);
    }

    [Theory]
    [InlineData("Get-AksEgressIp fabrikam-aks | Get-AksEgressCluster", "fabrikam-aks,fabrikam-aks")]
    [InlineData("[pscustomobject]@{ Name = 'contoso-aks'; ResourceGroupName = 'contoso-rg' } | Get-AksEgressCluster", "contoso-aks")]
    [InlineData("[pscustomobject]@{ ClusterName = 'contoso-aks'; ResourceGroupName = 'contoso-rg' } | Get-AksEgressCluster", "contoso-aks")]
    [InlineData("@{ Name = 'contoso-aks'; ResourceGroupName = 'contoso-rg' } | Get-AksEgressCluster", "contoso-aks")]
    [InlineData("[pscustomobject]@{ Name = 'contoso-aks' } | Get-AksEgressCluster -ResourceGroupName contoso-rg", "contoso-aks")]
    [InlineData("'contoso-aks', 'fabrikam-aks' | Get-AksEgressCluster", "contoso-aks,fabrikam-aks")]
    [InlineData("'contoso-*' | Get-AksEgressCluster", "contoso-aks")]
    [InlineData("(Get-AksEgressCluster contoso-aks).SubnetIds | Get-AksEgressSubnet", "aks")]
    [InlineData("Get-AksEgressCluster contoso-aks | Get-AksEgressSubnet | Get-AksEgressVirtualNetwork", "contoso-vnet")]
    [InlineData("Get-AksEgressCluster fabrikam-aks | Get-AksEgressNatGateway", "aks-natgateway")]
    [InlineData("Get-AksEgressCluster fabrikam-aks | Get-AksEgressSubnet", "aks-subnet")]
    [InlineData("Get-AksEgressIp contoso-aks | Get-AksEgressPublicIp | Get-AksEgressCluster", "contoso-aks")]
    [InlineData("Get-AksEgressSubnet aks contoso-rg contoso-vnet | Get-AksEgressNodePool win*", "win1")]
    [InlineData("Get-AksEgressCluster contoso-aks | Get-AksEgressNodePool win1", "win1")]
    [InlineData("Get-AksEgressResourceGroup contoso-rg | Get-AksEgressCluster", "contoso-aks")]
    public void A_pipeline_returns_exactly_the_expected_resources(string script, string names)
    {
        var outcome = _session.Script(script).Ok();
        Assert.Equal(names, string.Join(',', outcome.Output.Select(one => one.Properties["Name"].Value)));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Name = 'missing'; ResourceGroupName = 'contoso-rg' } | Get-AksEgressCluster", "ResourceNotFound")]
    [InlineData("'missing' | Get-AksEgressCluster", "ResourceNotFoundInSubscription")]
    [InlineData("[pscustomobject]@{ ResourceGroupName = 'contoso-rg' } | Get-AksEgressCluster", "PipelineInputIncomplete")]
    [InlineData("[pscustomobject]@{ Name = 'contoso-aks' } | Get-AksEgressCluster", "PipelineInputIncomplete")]
    [InlineData(
        "Get-AksEgressAuthorizedIpRange contoso-aks | Select-Object -First 1 | Get-AksEgressResourceGroup", "PipelineInputNotSupported")]
    [InlineData(
        "[pscustomobject]@{ Name = 'contoso-aks'; ResourceGroupName = 'contoso-rg'; ResourceId = 'rubbish' } | Get-AksEgressCluster",
        "InvalidResourceId")]
    [InlineData(
        "[pscustomobject]@{ Name = 'contoso-aks'; ResourceGroupName = 'contoso-rg'; SubscriptionId = "
            + "'11111111-1111-1111-1111-111111111111' } | Get-AksEgressCluster",
        "SubscriptionNotFound")]
    [InlineData("Get-AksEgressCluster contoso-aks | Set-AksOutboundType -Confirm:$false", "ParameterRequired")]
    [InlineData("Get-AksEgressCluster contoso-aks | Invoke-AksEgressCommand -Confirm:$false", "ParameterRequired")]
    [InlineData("Get-AksEgressPublicIp contoso-fw-ip | New-AksEgressNatGateway", "ParameterRequired")]
    public void Input_that_does_not_identify_a_resource_is_an_error_and_never_a_list(string script, string id)
    {
        var outcome = _session.Script(script + " -Verbose");
        Assert.Empty(outcome.Output);
        Assert.Empty(outcome.Writes);
        if (id != "SubscriptionNotFound")
        {
            Assert.StartsWith(id + ",", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        }
        else
        {
            // Whatever error ARM returns: the request was for the row's subscription, not for the session's.
            Assert.NotNull(outcome.Error);
        }
    }

    [Fact]
    public void A_row_of_a_target_list_changes_the_outbound_type_and_the_state_of_a_cluster_does_not()
    {
        _session.Script(
            "$row = [pscustomobject]@{ Name = 'contoso-aks'; ResourceGroupName = 'contoso-rg'; OutboundType = 'loadBalancer'; "
                + "LoadBalancerIdleTimeoutInMinutes = '11' }").Ok();
        var change = _session.Script("$row | Set-AksOutboundType -Confirm:$false").Ok().Single;
        Assert.Contains("11", change.Properties["Record"].Value.ToString(), StringComparison.Ordinal);
        Assert.StartsWith(
            "ParameterRequired,",
            _session.Script("Get-AksOutboundType contoso-aks | Set-AksOutboundType -Confirm:$false").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
        Assert.Equal(
            "contoso-aks",
            _session.Script(
                "(Test-AksOutboundType contoso-aks contoso-rg loadBalancer | Test-AksOutboundType).ClusterName").Ok().Single.ToString());
    }

    [Fact]
    public void Rows_set_parameters_of_new_resources_by_column_name_and_unknown_columns_are_named()
    {
        _session.Script("""
            $rows = [pscustomobject]@{ Name = 'one'; ResourceGroupName = 'contoso-rg'; IdleTimeoutInMinutes = '10'; Zone = '1,2';
                Comment = 'x' },
                    [pscustomobject]@{ Name = 'two'; ResourceGroupName = 'contoso-rg'; IdleTimeoutInMinutes = ''; Zone = '';
                        Comment = 'y' },
                    [pscustomobject]@{ Name = 'three'; ResourceGroupName = 'contoso-rg'; IdleTimeoutInMinutes = '99'; Zone = '';
                        Comment = '' }
            """).Ok();
        var outcome = _session.Script("$rows | New-AksEgressPublicIp");
        Assert.Equal(["one", "two"], outcome.Output.Select(one => one.Properties["Name"].Value));
        Assert.Equal(["1", "2"], (IEnumerable<string>)outcome.Output[0].Properties["Zone"].Value);
        Assert.Empty((IEnumerable<string>)outcome.Output[1].Properties["Zone"].Value);
        Assert.StartsWith("PipelineValueInvalid,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Comment", Assert.Single(outcome.Warnings), StringComparison.Ordinal);

        var gateways = _session.Script(
            "[pscustomobject]@{ Name = 'nat1'; ResourceGroupName = 'contoso-rg'; PublicIp = 'one' }, [pscustomobject]@{ Name = 'nat2'; "
                + "ResourceGroupName = 'contoso-rg'; PublicIp = 'two' } | New-AksEgressNatGateway").Ok();
        Assert.Equal(["nat1", "nat2"], gateways.Output.Select(one => one.Properties["Name"].Value));
        Assert.EndsWith(
            "/two", Assert.Single((IEnumerable<string>)gateways.Output[1].Properties["PublicIp"].Value), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Name = 'contoso-aks'; ResourceGroupName = 'contoso-rg'; IpRange = '20.5.6.7;20.5.6.8' }", "")]
    [InlineData("[pscustomobject]@{ ClusterName = 'contoso-aks'; ResourceGroupName = 'contoso-rg'; IpRange = '20.5.6.7,20.5.6.8' }", "")]
    [InlineData("[pscustomobject]@{ IpRange = '20.5.6.7' }, [pscustomobject]@{ IpRange = '20.5.6.8' }", "contoso-aks contoso-rg")]
    [InlineData(
        "[pscustomobject]@{ Name = 'contoso-aks'; ResourceGroupName = 'contoso-rg'; IpRange = '20.5.6.7;20.5.6.8'; PSComputerName = "
            + "'localhost'; RunspaceId = '1' }",
        "")]
    public void Rows_add_ranges_by_column_name(string rows, string typed)
    {
        var outcome = _session.Script($"{rows} | Add-AksEgressAuthorizedIpRange {typed} -Confirm:$false").Ok();
        Assert.Empty(outcome.Warnings);
        var ranges = _session
            .Script("(Get-AksEgressAuthorizedIpRange contoso-aks contoso-rg).IpRange")
            .Ok()
            .Output.Select(one => one.ToString())
            .ToList();
        Assert.Contains("20.5.6.7/32", ranges);
        Assert.Contains("20.5.6.8/32", ranges);
    }

    [Fact]
    public void Session_defaults_complete_names_and_strings_and_never_objects()
    {
        _session.Script("Set-AksEgressContext -ResourceGroupName fabrikam-rg").Ok();
        Assert.Equal("fabrikam-rg", _session.Script("(Get-AksEgressContext).ResourceGroupName").Ok().Single.ToString());
        Assert.Equal("fabrikam-aks", _session.Script("(Get-AksEgressCluster).Name").Ok().Single.ToString());
        Assert.Equal("fabrikam-aks", _session.Script("(Get-AksOutboundType fabrikam-aks).ClusterName").Ok().Single.ToString());
        Assert.True(
            (bool)_session.Script("Test-AksOutboundType fabrikam-aks -OutboundType managedNATGateway -Quiet").Ok().Single.BaseObject);
        Assert.Equal(
            "contoso-aks",
            _session.Script("(Get-AksEgressCluster contoso-aks contoso-rg | Get-AksOutboundType).ClusterName").Ok().Single.ToString());
        Assert.StartsWith(
            "PipelineInputIncomplete,",
            _session.Script("[pscustomobject]@{ Name = 'fabrikam-aks' } | Remove-AksEgressCluster -WhatIf").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
        _session.Script("Set-AksEgressContext -ResourceGroupName ''").Ok();
        Assert.Equal(2, _session.Script("Get-AksEgressCluster").Ok().Output.Count);
        Assert.StartsWith(
            "ResourceGroupRequired,",
            _session.Script("Test-AksOutboundType fabrikam-aks -OutboundType none").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Get-AksEgressPublicIp free contoso-rg", "New-AksEgressNatGateway new", "(Get-AksEgressNatGateway new contoso-rg).PublicIp", 1)]
    [InlineData("Get-AksEgressFirewall contoso-fw", "New-AksEgressRouteTable new", "(Get-AksEgressRouteTable new contoso-rg).Routes", 2)]
    [InlineData(
        "Get-AksEgressVirtualNetwork contoso-vnet",
        "New-AksEgressSubnet new -AddressPrefix 10.42.9.0/24",
        "Get-AksEgressSubnet new contoso-rg contoso-vnet",
        1)]
    public void A_deserialized_parent_is_the_parent(string parent, string command, string made, int count)
    {
        _session.Script("$null = New-AksEgressPublicIp free contoso-rg").Ok();
        _session.Set("piped", PSSerializer.Deserialize(PSSerializer.Serialize(_session.Script(parent).Ok().Single)));
        _session.Script($"$piped | {command}").Ok();
        Assert.Equal(count, _session.Script(made).Ok().Output.Count);
    }

    [Fact]
    public void A_deserialized_pool_updates_itself_alone()
    {
        _session.Set(
            "piped",
            PSSerializer.Deserialize(
                PSSerializer.Serialize(_session.Script("Get-AksEgressNodePool win1 contoso-rg contoso-aks").Ok().Single)));
        var outcome = _session.Script("$null = $piped | Update-AksEgressNodeImage -Force -Confirm:$false -Verbose").Ok();
        Assert.Contains("/agentPools/win1/", Assert.Single(outcome.Writes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-AksEgressResourceGroup contoso-rg | New-AksEgressPublicIp new -ResourceGroupName fabrikam-rg")]
    [InlineData("Get-AksEgressResourceGroup contoso-rg | Get-AksEgressIp -ResourceGroupName fabrikam-rg")]
    [InlineData("Get-AksEgressCluster contoso-aks | Get-AksEgressNodePool -ClusterName fabrikam-aks")]
    [InlineData("Get-AksEgressVirtualNetwork contoso-vnet | Get-AksEgressSubnet -VirtualNetworkName other")]
    [InlineData(
        "Get-AksEgressSubnet aks contoso-rg | New-AksEgressCluster new -Subnet (Get-AksEgressSubnet AzureFirewallSubnet contoso-rg)")]
    [InlineData("[pscustomobject]@{ Name = 'new'; ResourceGroupName = 'contoso-rg' } | New-AksEgressPublicIp other")]
    [InlineData(
        "[pscustomobject]@{ Name = 'new'; ResourceGroupName = 'contoso-rg'; Sku = 'Standard' } | New-AksEgressPublicIp -ResourceGroupName "
            + "fabrikam-rg")]
    [InlineData(
        "[pscustomobject]@{ Name = 'r'; CollectionName = 'c'; FirewallName = 'contoso-fw'; ResourceGroupName = 'contoso-rg' } | "
            + "Remove-AksEgressFirewallRule other-fw -Confirm:$false")]
    public void A_typed_value_beside_a_piped_one_of_the_same_meaning_is_an_error(string script)
    {
        var outcome = _session.Script(script + " -Verbose");
        Assert.StartsWith("PipelineInputConflict,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(outcome.Writes);
    }

    [Fact]
    public void A_record_does_not_affect_the_next_one()
    {
        _session.Script(
            "$ready = Test-AksOutboundType contoso-aks contoso-rg loadBalancer; $other = Get-AksEgressCluster fabrikam-aks").Ok();
        var types = _session.Script("$ready, $other | Test-AksOutboundType");
        Assert.Equal("contoso-aks", types.Single.Properties["ClusterName"].Value);
        Assert.StartsWith("ParameterRequired,", types.Error.FullyQualifiedErrorId, StringComparison.Ordinal);

        var rows = _session.Script(
            "'one', [pscustomobject]@{ ResourceGroupName = 'contoso-rg'; Sku = 'Standard' } | New-AksEgressPublicIp -ResourceGroupName "
                + "contoso-rg");
        Assert.Equal("one", rows.Single.Properties["Name"].Value);
        Assert.StartsWith("ParameterRequired,", rows.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_uses_its_own_subscription()
    {
        var outcome = _session.Script("""
            [pscustomobject]@{ Name = 'r'; AddressPrefix = '10.9.0.0/16'; NextHopType = 'None'; RouteTableName = 'rt';
                ResourceGroupName = 'contoso-rg'; SubscriptionId = '11111111-1111-1111-1111-111111111111' } |
                Add-AksEgressRoute -Verbose
            """);
        Assert.NotNull(outcome.Error);
        Assert.All(
            outcome.Verbose.Where(line => line.Contains(" /subscriptions/", StringComparison.Ordinal)),
            line => Assert.Contains("11111111-1111-1111-1111-111111111111", line, StringComparison.Ordinal));
        Assert.Contains(outcome.Verbose, line => line.StartsWith("GET ", StringComparison.Ordinal));
    }

    [Fact]
    public void Columns_of_a_row_are_used_or_refused()
    {
        _session.Script(
            "$null = New-AksEgressVirtualNetwork hub contoso-rg -AddressPrefix 10.9.0.0/16 -Subnet @{ AzureFirewallSubnet = '10.9.0.0/26' "
                + "}; $null = New-AksEgressPublicIp hubip contoso-rg").Ok();
        var firewall = _session.Script(
            "[pscustomobject]@{ Name = 'fw'; ResourceGroupName = 'contoso-rg'; VirtualNetworkName = 'hub'; PublicIp = 'hubip'; "
                + "EnableDnsProxy = 'True' } | New-AksEgressFirewall").Ok().Single;
        Assert.Equal(true, firewall.Properties["EnableDnsProxy"].Value);
        Assert.StartsWith(
            "PipelineValueInvalid,",
            _session.Script(
                "[pscustomobject]@{ Name = 'contoso-aks'; ResourceGroupName = 'contoso-rg'; Path = 'kc.yaml' } | "
                    + "Import-AksEgressCredential").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "ParameterRequired,",
            _session.Script(
                "Get-AksEgressCluster contoso-aks | Select-Object Name, ResourceGroupName, OutboundType | Set-AksOutboundType "
                    + "-Confirm:$false").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "ContradictingParameters,",
            _session.Script(
                "(New-AksEgressPublicIp free contoso-rg), [pscustomobject]@{ ResourceGroupName = 'contoso-rg'; Sku = 'Standard' } | "
                    + "New-AksEgressNatGateway nat -WhatIf").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_filter_piped_clusters_too()
    {
        Assert.Empty(_session.Script("Get-AksEgressCluster | Get-AksEgressIp -Tag @{ wave = 'none' }").Ok().Output);
        Assert.Empty(_session.Script("Get-AksEgressCluster | Get-AksEgressCluster -Tag @{ wave = 'none' }").Ok().Output);
    }
}
