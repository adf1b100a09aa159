using AksEgress.Core.Clusters;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Provisioning;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Clusters;

/// <summary>New-AksEgressCluster for every outbound type, and what it refuses before a request to ARM.</summary>
[Trait("Engine", "Both")]
public class ClusterCmdletTests
{
    private const string Secret = "a-s3cret-that-is-never-shown";

    private const string Network = """
        $null = New-AksEgressResourceGroup rg -Location eastus
        $ip = New-AksEgressPublicIp ip rg
        $nat = $ip | New-AksEgressNatGateway nat
        $table = New-AksEgressRouteTable rt rg -DefaultRouteTo 10.5.9.4
        $null = New-AksEgressVirtualNetwork vnet rg -AddressPrefix 10.5.0.0/16
        $plain = New-AksEgressSubnet plain rg vnet -AddressPrefix 10.5.1.0/24
        $natted = New-AksEgressSubnet natted rg vnet -AddressPrefix 10.5.2.0/24 -NatGateway $nat
        $routed = New-AksEgressSubnet routed rg vnet -AddressPrefix 10.5.3.0/24 -RouteTable $table
        $me = New-AksEgressIdentity mine rg
        """;

    [Theory]
    [InlineData(
        "loadBalancer",
        "-LoadBalancerManagedOutboundIpCount 2 -LoadBalancerAllocatedOutboundPorts 8000 -LoadBalancerIdleTimeoutInMinutes 10")]
    [InlineData("loadBalancer", "-Subnet $plain -Identity mine -AuthorizedIpRange 8.8.8.8, 8.8.4.0/24 -NetworkPolicy azure")]
    [InlineData(
        "managedNATGateway",
        "-NatGatewayManagedOutboundIpCount 2 -NatGatewayIdleTimeoutInMinutes 4 -NatGatewaySku StandardV2 -NodePool @{ Name = 'win1'; "
            + "OsType = 'Windows'; NodeCount = 1; DisableWindowsOutboundNat = $true }")]
    [InlineData(
        "userAssignedNATGateway", "-Subnet $natted -Identity $me -NetworkPlugin azure -NetworkPluginMode overlay -PodCidr 10.244.0.0/16")]
    [InlineData(
        "userDefinedRouting",
        "-Subnet $routed -Identity $me.Id -PrivateCluster -KubernetesVersion 1.33 -ServiceCidr 10.2.0.0/24 -DnsServiceIp 10.2.0.10")]
    [InlineData("none", "-Subnet $plain -Identity mine -BootstrapArtifactSource Cache")]
    [InlineData("none", "-BootstrapArtifactSource Cache -PrivateCluster")]
    [InlineData("block", "-BootstrapArtifactSource Cache -PrivateCluster")]
    public void A_cluster_of_every_outbound_type_can_be_created(string type, string parameters)
    {
        using var session = Session.Simulated();
        session.Script(Network).Ok();

        var cluster = Assert.IsType<Cluster>(
            session.Script(
                $"New-AksEgressCluster aks rg -OutboundType {type} -NodeCount 2 {parameters} -WarningAction "
                    + "SilentlyContinue").Ok().Single.BaseObject);

        Assert.Equal((type, "Succeeded"), (cluster.OutboundType, cluster.ProvisioningState));
        Assert.Equal(type is not ("none" or "block"), session.Script("Get-AksEgressIp aks rg").Ok().Output.Count > 0);
    }

    [Theory]
    [InlineData("-OutboundType userDefinedRouting -Subnet $plain", "RouteTableMissing")]
    [InlineData("-OutboundType userAssignedNATGateway -Subnet $plain", "NatGatewayMissing")]
    [InlineData("-OutboundType managedNATGateway -Subnet $plain", "ManagedNetworkRequired")]
    [InlineData("-OutboundType userAssignedNATGateway", "ByoNetworkRequired")]
    [InlineData("-OutboundType none", "NetworkIsolationRequired")]
    [InlineData("-OutboundType block -BootstrapArtifactSource Cache -NetworkPlugin kubenet", "NetworkIsolationExcludes")]
    [InlineData("-OutboundType none -BootstrapArtifactSource Cache", "NetworkIsolationApiServer")]
    [InlineData("-Subnet $natted", "SubnetHasNatGateway")]
    [InlineData("-Subnet $routed -NetworkPlugin kubenet", "SystemIdentityWithRouteTable")]
    [InlineData("-LoadBalancerManagedOutboundIpCount 1 -LoadBalancerOutboundIp ip", "OutboundIpKindsExclusive")]
    [InlineData("-LoadBalancerAllocatedOutboundPorts 1001", "ValueOutOfRange")]
    [InlineData("-Subnet $plain -ServiceCidr 10.5.0.0/16", "ServiceRangeOverlaps")]
    [InlineData("-Identity missing", "IdentityNotFound")]
    [InlineData("-Subnet $plain -Location westeurope", "NetworkLocationDiffers")]
    [InlineData("-Location westeurope -LoadBalancerOutboundIp ip", "OutboundIpLocationDiffers")]
    [InlineData("-OutboundType managedNATGateway -NatGatewayOutboundIp ip -NatGatewaySku StandardV2", "OutboundIpSku")]
    [InlineData("-OutboundType managedNATGateway -NatGatewayOutboundIp ip", "NatGatewaySkuRequired")]
    [InlineData("-OutboundType managedNATGateway -LoadBalancerIdleTimeoutInMinutes 5", "ParameterNotApplicable")]
    public void A_cluster_that_AKS_would_refuse_is_refused_before_any_request(string parameters, string finding)
    {
        using var session = Session.Simulated();
        session.Script(Network).Ok();
        var outcome = session.Script($"New-AksEgressCluster aks rg {parameters} -Verbose");
        Assert.StartsWith("PreflightFailed,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"[{finding}]", outcome.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(outcome.Writes);
    }

    [Theory]
    [InlineData("aks", "-PrivateCluster -AuthorizedIpRange 8.8.8.8", "ContradictingParameters")]
    [InlineData("aks", "-AuthorizedIpRange 8.8.8.8, 0.0.0.0/32", "ContradictingParameters")]
    [InlineData("aks", "-AuthorizedIpRange 10.0.0.0/8", "InvalidValue")]
    [InlineData("aks", "-NetworkPlugin kubenet -NetworkPluginMode overlay", "ContradictingParameters")]
    [InlineData("aks", "-DnsPrefix 'a b'", "ParameterArgumentValidationError")]
    [InlineData(
        "aks", "-ServicePrincipal ([pscredential]::new('Passw0rd', (ConvertTo-SecureString x -AsPlainText -Force)))", "InvalidValue")]
    [InlineData("-aks", "", "InvalidValue")]
    [InlineData("aks.1", "", "InvalidValue")]
    public void Contradicting_parameters_are_refused_before_any_request(string name, string parameters, string error)
    {
        using var session = Session.Simulated();
        session.Script("$null = New-AksEgressResourceGroup rg -Location eastus").Ok();

        var outcome = session.Script($"New-AksEgressCluster -Name '{name}' rg -NodeCount 1 {parameters}");

        Assert.StartsWith(error + ",", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("Passw0rd", outcome.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(outcome.Writes);
    }

    [Fact]
    public void The_load_balancers_range_is_accepted_alone_and_a_warning_names_an_address_that_AKS_will_create()
    {
        using var session = Session.Simulated();
        session.Script("$null = New-AksEgressResourceGroup rg -Location eastus").Ok();

        Assert.Empty(session.Script("New-AksEgressCluster aks rg -NodeCount 1 -AuthorizedIpRange 0.0.0.0/32 -WhatIf").Ok().Warnings);
        var warned = session.Script(
            "New-AksEgressCluster aks rg -NodeCount 1 -OutboundType managedNATGateway -NatGatewaySku StandardV2 "
                + "-AuthorizedIpRange 8.8.8.8 -WhatIf").Ok();

        Assert.StartsWith("AuthorizedRangesUnknown: ", Assert.Single(warned.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("-UpdateAuthorizedIpRange", warned.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_names_an_identity_without_a_role_on_the_subnet_or_above_it()
    {
        using var session = Session.Simulated();
        session.Script(Network).Ok();
        var warned = session.Script("New-AksEgressCluster aks rg -Subnet $plain -Identity mine -WhatIf").Ok();
        Assert.StartsWith(
            "IdentityWithoutAccess: Identity 'mine' has no role on subnet 'plain'",
            Assert.Single(warned.Warnings),
            StringComparison.Ordinal);

        session.Script("$null = Grant-AksEgressAccess mine (Get-AksEgressVirtualNetwork vnet rg) -ResourceGroupName rg").Ok();
        Assert.Empty(session.Script("New-AksEgressCluster aks rg -Subnet $plain -Identity mine -WhatIf").Ok().Warnings);
        Assert.Empty(session.Script("New-AksEgressCluster aks rg -Subnet $plain -WhatIf").Ok().Warnings);
    }

    [Theory]
    [InlineData("-Subnet $routed -NetworkPlugin kubenet", "OnlySupportedOnUserAssignedMSICluster")]
    [InlineData("-OutboundType block -BootstrapArtifactSource Cache -NetworkPlugin kubenet", "InvalidParameter")]
    [InlineData("-OutboundType managedNATGateway -Subnet $plain", "ManagedNATGatewayWithCustomVNetNotAllowed")]
    [InlineData("-Identity missing", "FailedIdentityOperation")]
    [InlineData("-Subnet $plain -ServiceCidr 10.5.0.0/16 -DnsServiceIp 10.5.0.10", "ServiceCidrOverlapExistingSubnetsCidr")]
    public void The_simulator_refuses_it_too(string parameters, string code)
    {
        using var session = Session.Simulated();
        session.Script(Network).Ok();
        Assert.Contains(
            code,
            session.Script($"New-AksEgressCluster aks rg {parameters} -SkipPreflight -WarningAction SilentlyContinue").Error.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_principals_secret_is_in_no_stream()
    {
        using var session = Session.Simulated();
        session.Script(Network).Ok();
        session.Set(
            "sp",
            new System.Management.Automation.PSCredential(
                "22222222-2222-4222-8222-222222222222", new System.Net.NetworkCredential("u", Secret).SecurePassword));
        foreach (var command in (string[])[
            "New-AksEgressCluster aks rg -ServicePrincipal $sp -Verbose -WhatIf",
            "New-AksEgressCluster aks rg -ServicePrincipal $sp -Verbose",
            "New-AksEgressCluster aks2 rg -ServicePrincipal $sp -NodePoolName x -NodeVmSize y -NatGatewaySku Standard -SkipPreflight "
                + "-Verbose"
        ])
        {
            var outcome = session.Script(command);
            var all = string.Join(
                "\n",
                outcome
                    .Verbose.Concat(outcome.Warnings)
                    .Concat(outcome.Errors.Select(error => error + "\n" + error.Exception))
                    .Concat(outcome.Output.Select(one => (one.BaseObject as Cluster)?.ToJson() ?? one.ToString())));
            Assert.NotEmpty(all);
            Assert.DoesNotContain(Secret, all, StringComparison.Ordinal);
        }

        Assert.Equal(
            "22222222-2222-4222-8222-222222222222",
            session.Script(
                "(Get-AksEgressCluster aks rg).ToJson() | ConvertFrom-Json | ForEach-Object { "
                    + "$_.properties.servicePrincipalProfile.clientId }").Ok().Single.ToString());
        Assert.StartsWith(
            "ContradictingParameters,",
            session.Script("New-AksEgressCluster aks3 rg -ServicePrincipal $sp -Identity mine").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_preview_name_of_a_StandardV2_gateway_is_accepted_with_a_warning()
    {
        using var session = Session.Simulated();
        session.Script(Network).Ok();
        var made = session.Script("New-AksEgressCluster aks rg -OutboundType managedNATGatewayV2").Ok();
        Assert.Equal("managedNATGateway", ((Cluster)made.Single.BaseObject).OutboundType);
        Assert.Contains("\"sku\": \"StandardV2\"", ((Cluster)made.Single.BaseObject).ToJson(), StringComparison.Ordinal);
        Assert.Contains(made.Warnings, warning => warning.Contains("-NatGatewaySku StandardV2", StringComparison.Ordinal));

        var test = session.Script("Test-AksOutboundType fabrikam-aks fabrikam-rg managednatgatewayv2").Ok();
        Assert.Equal("managedNATGateway", ((OutboundTypeReadiness)test.Single.BaseObject).OutboundType);
        Assert.NotEmpty(test.Warnings);
        var set = session.Script(
            "Set-AksOutboundType fabrikam-aks fabrikam-rg managedNATGatewayV2 -Confirm:$false -WarningAction SilentlyContinue").Ok();
        Assert.Equal(
            ("managedNATGateway", "ReadBack"),
            (((OutboundTypeChange)set.Single.BaseObject).To, ((OutboundTypeChange)set.Single.BaseObject).Verified));
        Assert.StartsWith(
            "ContradictingParameters,",
            session.Script(
                "Test-AksOutboundType fabrikam-aks fabrikam-rg managedNATGatewayV2 -NatGatewaySku Standard").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }
}
