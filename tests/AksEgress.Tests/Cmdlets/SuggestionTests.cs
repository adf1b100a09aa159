using System.Management.Automation;
using AksEgress.Core.Texts;

namespace AksEgress.Tests.Cmdlets;

/// <summary>Mistyped names, regions, and tags get errors that say what to type.</summary>
[Trait("Engine", "Both")]
public sealed class SuggestionTests
{
    [Theory]
    [InlineData("Get-AksEgressCluster contoso-ask contoso-rg", "ResourceNotFound", "Did you mean 'contoso-aks'?")]
    [InlineData("Get-AksEgressCluster contoso-ask", "ResourceNotFoundInSubscription", "Did you mean 'contoso-aks'?")]
    [InlineData("Remove-AksEgressCluster contosoaks contoso-rg -Force", "ResourceNotFound", "Did you mean 'contoso-aks'?")]
    [InlineData("Get-AksEgressCluster contoso-aks contoso-gr", "ResourceGroupNotFound", "Did you mean 'contoso-rg'?")]
    [InlineData("Get-AksEgressSubnet ask contoso-rg contoso-vnet", "ResourceNotFound", "Did you mean 'aks'?")]
    [InlineData("Get-AksEgressVirtualNetwork contoso-vent", "ResourceNotFoundInSubscription", "Did you mean 'contoso-vnet'?")]
    [InlineData("Set-AksOutboundType contoso-akss contoso-rg none", "ResourceNotFound", "Did you mean 'contoso-aks'?")]
    [InlineData("Get-AksEgressFirewallRule contoso-fv", "ResourceNotFoundInSubscription", "Did you mean 'contoso-fw'?")]
    public void Name_Misspelled_IsSuggested(string command, string id, string suggestion)
    {
        using var session = Session.Simulated();
        var error = session.Script(command).Error;
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith(suggestion, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-AksEgressCluster production contoso-rg")]
    [InlineData("Get-AksEgressCluster production")]
    [InlineData("Get-AksEgressCluster contoso-aks production")]
    public void Name_NotNear_IsNotSuggested(string command)
    {
        using var session = Session.Simulated();
        var error = session.Script(command).Error;
        Assert.DoesNotContain("Did you mean", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("userDefinedRoutin", "'userDefinedRouting'")]
    [InlineData("loadbalancr", "'loadBalancer'")]
    [InlineData("udr", "'userDefinedRouting'")]
    public void OutboundType_Misspelled_IsSuggested(string typed, string suggestion)
    {
        using var session = Session.Simulated();
        var error = session.Script($"Set-AksOutboundType contoso-aks contoso-rg {typed}").Error;
        Assert.Contains("Did you mean " + suggestion, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Set-AksOutboundType contoso-aks none")]
    [InlineData("Test-AksOutboundType contoso-aks UserDefinedRouting")]
    public void OutboundType_InPositionOfGroup_IsRecognized(string command)
    {
        using var session = Session.Simulated();
        var error = session.Script(command).Error;
        Assert.Contains("is an outbound type", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("<name> <resource group>", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-AksEgressPublicIp made contoso-rg -Location estus")]
    [InlineData("New-AksEgressResourceGroup made -Location estus")]
    [InlineData("New-AksEgressCluster made contoso-rg -Location estus")]
    [InlineData("New-AksEgressTopology made made-rg LoadBalancer -Location estus")]
    public void Location_Misspelled_IsRefusedUnderWhatIf(string command)
    {
        using var session = Session.Simulated();
        var error = session.Script(command + " -WhatIf").Error;
        Assert.StartsWith("LocationNotAvailable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("Did you mean 'eastus'", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eastus")]
    [InlineData("'East US'")]
    public void Location_Known_IsAcceptedUnderWhatIf(string location)
    {
        using var session = Session.Simulated();
        session.Script($"New-AksEgressPublicIp made contoso-rg -Location {location} -WhatIf").Ok();
    }

    [Theory]
    [InlineData("wave=1", "wave=1")]
    [InlineData("'wave=1', 'team=web'", "team=web, wave=1")]
    [InlineData("'wave=1, team=web'", "team=web, wave=1")]
    [InlineData("'path=a,b=c;d'", "path=a,b=c;d")]
    [InlineData("@{ wave = 1 }", "wave=1")]
    [InlineData("(Get-AksEgressPublicIp tagged contoso-rg).Tags", "old=yes")]
    public void Tag_AsText_IsATable(string typed, string tags)
    {
        using var session = Session.Simulated();
        session.Script("$null = New-AksEgressPublicIp tagged contoso-rg -Tag old=yes").Ok();
        var made = session.Script($"(New-AksEgressPublicIp made contoso-rg -Tag {typed}).Tags").Ok().Single;
        Assert.Equal(
            tags.Split(", ").Order(StringComparer.Ordinal),
            ((OutputTable)made.BaseObject).Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Tag_WithoutValue_IsRefusedWithAnExample()
    {
        using var session = Session.Simulated();
        Assert.Contains(
            "-Tag wave=1", session.Script("New-AksEgressPublicIp made contoso-rg -Tag wave").Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_OfARow_AreTheTagsOfTheNewResource()
    {
        using var session = Session.Simulated();
        var made = session.Script(
            "[pscustomobject]@{ Name = 'made'; ResourceGroupName = 'contoso-rg'; Tags = 'wave=1, team=web' } | New-AksEgressPublicIp").Ok();
        Assert.Equal("web", ((Core.PublicIps.PublicIp)made.Single.BaseObject).Tags["team"]);
    }

    [Theory]
    [InlineData("Wait-AksEgressOperation $operation")]
    [InlineData("Wait-AksEgressOperation @($operation)")]
    public void Wait_TakesAnOperationAsFirstArgument(string command)
    {
        using var session = Session.Simulated();
        session.Script("$operation = New-AksEgressPublicIp made contoso-rg -NoWait").Ok();
        Assert.IsType<Core.PublicIps.PublicIp>(session.Script(command).Ok().Single.BaseObject);
    }

    [Fact]
    public void Wait_ForAnythingElse_IsRefused()
    {
        using var session = Session.Simulated();
        Assert.StartsWith(
            "InvalidValue,", session.Script("Wait-AksEgressOperation @{ a = 1 }").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    // tests/Pester/OutboundType.Tests.ps1 has the operation as the first argument, which the stand-in binds to -Name.
    [Fact]
    public void Stop_OfAnOperation_AdvisesTheSameRepairAsWait()
    {
        using var session = Session.Simulated(timeScale: 20);
        session.Script(
            "$operation = Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 9 -NoWait -Force").Ok();
        var stopped = session.Script("Stop-AksEgressOperation -InputObject $operation -Force -PassThru").Ok();
        Assert.Equal("Canceled", stopped.Single.Properties["ProvisioningState"].Value);

        // Both advise the same repair.
        var error = session.Script("Wait-AksEgressOperation $operation").Error;
        Assert.Contains("Update-AksEgressCluster contoso-aks contoso-rg", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Undo-AksOutboundType", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void StatePath_OfANewSimulation_IsReported()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".json");
        try
        {
            using var session = new Session();
            var first = session.Run("Connect-AksEgress", new { Simulated = true, StatePath = path }).Ok();
            Assert.Contains("a new simulation", Assert.Single(first.Warnings), StringComparison.Ordinal);
            Assert.Empty(session.Run("Connect-AksEgress", new { Simulated = true, StatePath = path }).Ok().Warnings);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("10.77.0.0/16", "10.77.1.0/24", "10.77.2.0/26")]
    [InlineData("10.77.0.0/23", "10.77.1.0/24", "10.77.0.0/26")]
    [InlineData("10.77.4.0/24", "10.77.4.128/25", "10.77.4.0/26")]
    public void Topology_WithAddressPrefixOnly_HasSubnetsInIt(string prefix, string nodes, string firewall)
    {
        using var session = Session.Simulated();
        session.Script($"$null = New-AksEgressTopology top contoso-rg FirewallRouting -AddressPrefix {prefix} -WarningAction Ignore").Ok();
        var subnets = session.Script("(Get-AksEgressSubnet * contoso-rg top-vnet).AddressPrefix").Ok().Output;
        Assert.Equal(new[] { nodes, firewall }.Order(), subnets.Select(subnet => subnet.ToString()).Order());
    }

    [Fact]
    public void Topology_WithTooSmallAddressPrefix_NamesTheOtherParameter()
    {
        using var session = Session.Simulated();
        var error = session.Script("New-AksEgressTopology top contoso-rg FirewallRouting -AddressPrefix 10.77.0.0/26 -WhatIf").Error;
        Assert.StartsWith("InvalidValue,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("SubnetPrefix", error.ToString(), StringComparison.Ordinal);
    }
}
