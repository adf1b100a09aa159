using System.Management.Automation;
using AksEgress.Core.Egress;
using AksEgress.Core.Operations;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Preflight;

namespace AksEgress.Tests.Cmdlets;

[Trait("Engine", "Both")]
public class OutboundTypeCmdletTests
{
    private const string Prepare = """
        $pip = New-AksEgressPublicIp -Name nat-ip -ResourceGroupName contoso-rg
        $pip | New-AksEgressNatGateway -Name nat | Set-AksEgressSubnet -VirtualNetworkName contoso-vnet -Name aks -Force
        """;

    [Fact]
    public void A_change_that_needs_no_write_can_be_waited_for()
    {
        using var session = Session.Simulated();
        var waited = session.Script(
            "Set-AksOutboundType contoso-aks contoso-rg loadBalancer -NoWait -Confirm:$false | Wait-AksEgressOperation").Ok();
        Assert.Equal("ReadBack", ((OutboundTypeChange)waited.Single.BaseObject).Verified);
    }

    [Fact]
    public void Clusters_are_shown_with_type_network_and_addresses()
    {
        using var session = Session.Simulated();
        var all = session.Run("Get-AksOutboundType", new { }).Ok().Output;
        var contoso = (ClusterOutboundType)all.First(item => Equals(item.Properties["ClusterName"].Value, "contoso-aks")).BaseObject;
        Assert.Equal("loadBalancer", contoso.OutboundType);
        Assert.Equal(Core.Clusters.VirtualNetworkMode.BringYourOwn, contoso.VirtualNetworkMode);
        Assert.Equal(["20.81.4.17"], contoso.EgressAddresses);
    }

    [Fact]
    public void A_change_succeeds_and_undo_restores()
    {
        using var session = Session.Simulated();
        session.Script(Prepare).Ok();
        var outcome = session.Run("Set-AksOutboundType", new
        {
            Name = "contoso-aks",
            ResourceGroupName = "contoso-rg",
            OutboundType = "userassignednatgateway",
            Confirm = false,
            Verbose = true
        }).Ok();
        var change = (OutboundTypeChange)outcome.Single.BaseObject;
        Assert.Equal("ReadBack", change.Verified);
        Assert.Equal("userAssignedNATGateway", change.To);
        Assert.Equal(change.AddressesAfter, change.AddressesBefore);
        Assert.Single(change.AddressesAfter);
        Assert.Equal(["20.81.4.17"], change.AllowListRemove);
        Assert.Single(outcome.Writes);

        var back = (OutboundTypeChange)session.Run("Undo-AksOutboundType", new { Confirm = false }, change).Ok().Single.BaseObject;
        Assert.Equal("loadBalancer", back.To);
        Assert.NotEmpty(back.AddressesAfter);
    }

    [Fact]
    public void A_change_that_ARM_would_refuse_is_refused_before_any_request()
    {
        using var session = Session.Simulated();
        var outcome = session.Run("Set-AksOutboundType", new
        {
            Name = "contoso-aks",
            ResourceGroupName = "contoso-rg",
            OutboundType = "userDefinedRouting",
            Confirm = false,
            Verbose = true
        });
        Assert.StartsWith("PreflightFailed,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("[RouteTableMissing]", outcome.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Set-AksEgressSubnet aks", outcome.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.EndsWith("/managedClusters/contoso-aks", outcome.Error.TargetObject?.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(outcome.Writes);
    }

    // Moving off StandardV2 isn't supported, and AKS chooses it where no SKU is specified.
    [Fact]
    public void A_change_to_a_managed_NAT_gateway_requires_an_explicit_SKU()
    {
        using var session = Session.Simulated();
        session.Script("$null = New-AksEgressCluster made contoso-rg -NodeCount 1").Ok();

        var refused = session.Script("Set-AksOutboundType made contoso-rg managedNATGateway -Confirm:$false -Verbose");

        Assert.StartsWith("PreflightFailed,", refused.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("[NatGatewaySkuNotSpecified]", refused.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("-NatGatewaySku StandardV2", refused.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(refused.Writes);
        var named = session.Script("Set-AksOutboundType made contoso-rg managedNATGateway -NatGatewaySku StandardV2 -Confirm:$false");
        Assert.Equal("managedNATGateway", named.Ok().Single.Properties["To"].Value);
        Assert.Empty(session.Script("Set-AksOutboundType made contoso-rg managedNATGateway -NatGatewayIdleTimeoutInMinutes 9 -Force")
            .Ok().Errors);
    }

    [Fact]
    public void SkipPreflight_shows_ARMs_own_error()
    {
        using var session = Session.Simulated();
        var outcome = session.Run("Set-AksOutboundType", new
        {
            Name = "contoso-aks",
            ResourceGroupName = "contoso-rg",
            OutboundType = "userDefinedRouting",
            Confirm = false,
            SkipPreflight = true
        });
        Assert.StartsWith("ChangeRefused,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("ExistingRouteTableNotAssociatedWithSubnet", outcome.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("An existing route table has not been associated with subnet", outcome.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("RouteTableMissing", outcome.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(outcome.Warnings, warning => warning.StartsWith("RouteTableMissing:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_region_that_offers_only_StandardV2_is_named_with_the_parameter_to_specify()
    {
        using var session = Session.Simulated();
        session.Script("New-AksEgressCluster balanced contoso-rg -OutboundType loadBalancer").Ok();
        var refused = session.Script("Set-AksOutboundType balanced contoso-rg managedNATGateway -NatGatewaySku Standard -Force");

        Assert.StartsWith("ChangeRefused,", refused.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(
            "Nothing was changed. eastus offers only StandardV2, which can't be undone; use -NatGatewaySku StandardV2.",
            refused.Error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Quiet_returns_a_Boolean_and_otherwise_findings()
    {
        using var session = Session.Simulated();
        var parameters = new Dictionary<string, object?>
        {
            ["Name"] = "contoso-aks",
            ["ResourceGroupName"] = "contoso-rg",
            ["OutboundType"] = "userDefinedRouting"
        };
        var readiness = (OutboundTypeReadiness)session.Run("Test-AksOutboundType", parameters).Ok().Single.BaseObject;
        Assert.False(readiness.Ready);
        parameters["Quiet"] = true;
        Assert.Equal(false, session.Run("Test-AksOutboundType", parameters).Ok().Single.BaseObject);
        var errors = session.Script(
            "Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting | Select-Object -ExpandProperty Findings | Where-Object "
                + "Severity -eq Error").Ok().Output;
        Assert.Equal("RouteTableMissing", Assert.Single(errors).Properties["Id"].Value);
    }

    [Fact]
    public void A_missing_cluster_is_an_error_of_one_record_and_the_next_is_processed()
    {
        using var session = Session.Simulated();
        var outcome = session.Script(
            "'nope', 'contoso-aks' | ForEach-Object { [pscustomobject]@{ ClusterName = $_; ResourceGroupName = 'contoso-rg' } } | "
                + "Get-AksOutboundType");
        Assert.Null(outcome.Terminating);
        Assert.StartsWith("ResourceNotFound,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ObjectNotFound, outcome.Error.CategoryInfo.Category);
        Assert.Equal("contoso-aks", outcome.Single.Properties["ClusterName"].Value);
    }

    [Theory]
    [InlineData("/subscriptions/x", "InvalidResourceId")]
    [InlineData(
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network/routeTables/rt",
        "WrongResourceType")]
    public void A_wrong_id_is_an_error_with_a_stable_id(string id, string error)
    {
        using var session = Session.Simulated();
        var outcome = session.Run("Get-AksOutboundType", new { ResourceId = id, Verbose = true });
        Assert.StartsWith(error + ",", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(outcome.Verbose);
    }

    [Theory]
    [InlineData("LoadBalancerManagedOutboundIpCount", 0)]
    [InlineData("LoadBalancerIdleTimeoutInMinutes", 3)]
    [InlineData("NatGatewayManagedOutboundIpCount", 17)]
    [InlineData("OutboundType", "somethingElse")]
    public void A_value_out_of_range_names_its_parameter(string parameter, object value)
    {
        using var session = Session.Simulated();
        var parameters = new Dictionary<string, object?>
        {
            ["Name"] = "contoso-aks",
            ["ResourceGroupName"] = "contoso-rg",
            ["OutboundType"] = "loadBalancer",
            [parameter] = value
        };
        var outcome = session.Run("Test-AksOutboundType", parameters);
        Assert.StartsWith("ParameterArgumentValidationError,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(parameter, outcome.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void NoWait_leaves_an_operation_that_survives_a_file()
    {
        using var session = Session.Simulated(timeScale: 60);
        session.Script(Prepare).Ok();
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".xml");
        try
        {
            session.Set("file", file);
            session.Script(
                "Set-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway -NoWait -Confirm:$false | Export-Clixml $file").Ok();
            var kept = session.Script("Get-AksEgressOperation").Ok().Single;
            Assert.Equal("InProgress", kept.Properties["Status"].Value);
            Assert.Equal(session.Script("(Import-Clixml $file).Token").Ok().Single.BaseObject, kept.Properties["Token"].Value);
            var change = (OutboundTypeChange)session.Script("Import-Clixml $file | Wait-AksEgressOperation").Ok().Single.BaseObject;
            Assert.Equal("ReadBack", change.Verified);
            Assert.Equal("loadBalancer", change.From);
            Assert.Equal(
                "Succeeded",
                ((EgressOperation)session.Script("Import-Clixml $file | Get-AksEgressOperation").Ok().Single.BaseObject).Status);

            session.Set("change", change);
            session.Script("$change | Export-Clixml $file").Ok();
            var back = (OutboundTypeChange)session.Script(
                "Import-Clixml $file | Undo-AksOutboundType -Confirm:$false").Ok().Single.BaseObject;
            Assert.Equal("loadBalancer", back.To);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_same_command_after_NoWait_keeps_the_change_record()
    {
        using var session = Session.Simulated();
        session.Script(Prepare).Ok();
        ChangeInBackground(session);

        var again = ChangeAgain(session);
        Assert.Equal(("loadBalancer", "ReadBack"), (again.From, again.Verified));
    }

    [Fact]
    public void Set_AfterArmRefusedAnotherChange_KeepsTheRecordOfTheUnfinishedChange()
    {
        using var session = Session.Simulated();
        session.Script(Prepare).Ok();
        ChangeInBackground(session);
        session.Wire.Answer = request => request.Method == "PUT"
            ? (System.Net.HttpStatusCode.BadRequest, """{ "error": { "code": "BadRequest", "message": "Not today." } }""")
            : null;
        var refused = session.Script("Set-AksOutboundType contoso-aks contoso-rg loadBalancer -Confirm:$false");
        session.Wire.Answer = null;

        Assert.StartsWith("ChangeRefused,", refused.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        var again = ChangeAgain(session);
        Assert.Equal(("loadBalancer", "ReadBack"), (again.From, again.Verified));
    }

    [Fact]
    public void A_change_that_was_waited_for_successfully_is_not_resumed()
    {
        using var session = Session.Simulated();
        session.Script(Prepare).Ok();
        session.Script(
            "Set-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway -NoWait -Confirm:$false | Wait-AksEgressOperation").Ok();

        var again = ChangeAgain(session);
        Assert.Equal(("userAssignedNATGateway", "NoChange"), (again.From, again.Verified));
    }

    [Fact]
    public void AsJob_returns_a_job_with_the_change()
    {
        using var session = Session.Simulated();
        session.Script(Prepare).Ok();
        var change = session.Script(
            "$job = Set-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway -AsJob -Confirm:$false; $null = Wait-Job $job; "
                + "Receive-Job $job").Ok().Single;
        Assert.Equal("ReadBack", change.Properties["Verified"].Value);
        Assert.Equal("Completed", session.Script("$job.State").Ok().Single.ToString());

        // A stopped job leaves the change record in the session.
        Assert.NotNull(session.Script("Get-AksEgressOperation").Ok().Single.Properties["Record"].Value);
    }

    [Fact]
    public void A_change_without_effect_is_reported_and_nothing_is_written()
    {
        using var session = Session.Simulated();
        var outcome = session.Run("Set-AksOutboundType", new
        {
            Name = "contoso-aks",
            ResourceGroupName = "contoso-rg",
            OutboundType = "loadBalancer",
            Verbose = true
        }).Ok();
        Assert.Equal("NoChange", ((OutboundTypeChange)outcome.Single.BaseObject).Verified);
        Assert.Empty(outcome.Writes);
    }

    [Fact]
    public void Force_suppresses_the_prompt_but_never_overrides_WhatIf()
    {
        using var session = Session.Simulated();
        session.Script(Prepare).Ok();
        var dry = session.Script("Set-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway -Force -WhatIf -Verbose").Ok();
        Assert.Empty(dry.Output);
        Assert.Empty(dry.Writes);
        session.Set("WhatIfPreference", true);
        Assert.Empty(session.Script("Set-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway -Force -Verbose").Ok().Writes);
        session.Set("WhatIfPreference", false);
        Assert.Single(session.Script("Set-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway -Force -Verbose").Ok().Writes);
    }

    [Fact]
    public void The_table_of_migrations_needs_no_connection()
    {
        using var session = new Session();
        var paths = session.Run(
            "Get-AksOutboundTypeMigration", new { From = "managedNATGateway", To = "loadBalancer", VirtualNetworkMode = "Managed" }).Ok();
        Assert.Equal(MigrationSupport.Disputed, ((MigrationPath)paths.Single.BaseObject).Support);
    }

    // Changes the outbound type with -NoWait, and waits until the operation has succeeded, without Wait-AksEgressOperation.
    private static void ChangeInBackground(Session session)
    {
        session.Script("Set-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway -NoWait -Confirm:$false").Ok();
        Assert.True(
            SpinWait.SpinUntil(
                () => Equals(session.Script("Get-AksEgressOperation").Ok().Single.Properties["Status"].Value, "Succeeded"),
                TimeSpan.FromSeconds(20)),
            "the operation does not end");
    }

    private static OutboundTypeChange ChangeAgain(Session session) =>
        (OutboundTypeChange)session.Script(
            "Set-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway -Confirm:$false").Ok().Single.BaseObject;
}
