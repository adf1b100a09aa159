namespace AksEgress.Tests.Cmdlets;

/// <summary>
/// -Force suppresses the confirmation prompt. Its other meanings of version 0.1 have their own switches, and still work for one
/// version with a warning.
/// </summary>
[Trait("Engine", "Both")]
public sealed class DeprecatedForceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("force-");

    private const string Kubeconfig = "Import-AksEgressCredential contoso-aks contoso-rg -Path $config";

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<string, string, string, string?> Former => new()
    {
        {
            "$null = New-AksEgressPublicIp ip contoso-rg", "New-AksEgressPublicIp ip contoso-rg -Tag @{ a = 'b' }", "AllowExisting",
            "ResourceExists"
        },
        {
            "$null = New-AksEgressRouteTable rt contoso-rg", "New-AksEgressRouteTable rt contoso-rg -Tag @{ a = 'b' }", "AllowExisting",
            "ResourceExists"
        },
        {
            $"$null = {Kubeconfig}; (Get-Content $config -Raw) -replace 'server: .*', 'server: https://other.example' | Set-Content "
                + "$config",
            Kubeconfig,
            "Overwrite",
            "KubeconfigConflict"
        },
        {
            "$null = Add-AksEgressAuthorizedIpRange contoso-aks contoso-rg (Get-AksEgressIp contoso-aks contoso-rg).IpAddress, 20.1.2.3 "
                + "-Force",
            "Remove-AksEgressAuthorizedIpRange contoso-aks contoso-rg (Get-AksEgressIp contoso-aks contoso-rg).IpAddress -PassThru",
            "AllowLockout",
            "AuthorizedRangeRequired"
        },
        {
            "$null = Update-AksEgressNodeImage contoso-aks contoso-rg -Confirm:$false",
            "Update-AksEgressNodeImage contoso-aks contoso-rg -Name nodepool1",
            "Reimage",
            null
        },
    };

    [Theory]
    [MemberData(nameof(Former))]
    public void Switch_OfItsOwn_DoesWhatForceDidWithoutAWarning(string prepare, string command, string parameter, string? refusal)
    {
        using var session = Prepared(prepare);
        var without = session.Script(command + " -Confirm:$false");
        if (refusal is null)
        {
            Assert.Empty(without.Ok().Output);
        }
        else
        {
            Assert.StartsWith(refusal + ",", without.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        }

        var outcome = session.Script($"{command} -{parameter} -Confirm:$false").Ok();

        Assert.NotEmpty(outcome.Output);
        Assert.DoesNotContain(outcome.Warnings, warning => warning.Contains("-Force", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Former))]
    public void Force_WithItsFormerMeaning_WorksAndNamesTheSwitch(string prepare, string command, string parameter, string? refusal)
    {
        _ = refusal;
        using var session = Prepared(prepare);

        var outcome = session.Script(command + " -Force").Ok();

        Assert.NotEmpty(outcome.Output);
        Assert.Contains(outcome.Warnings, warning => warning.Contains("-Force only suppresses", StringComparison.Ordinal)
            && warning.Contains("-" + parameter, StringComparison.Ordinal));
    }

    [Fact]
    public void Force_OnSomethingNew_OnlySuppressesThePrompt()
    {
        using var session = Session.Simulated();
        var outcome = session.Script("New-AksEgressPublicIp ip contoso-rg -Force").Ok();
        Assert.Empty(outcome.Warnings);
    }

    [Fact]
    public void AllowExisting_WhereTrafficMayFlow_AsksASecondTime()
    {
        const string command = "New-AksEgressRouteTable rt contoso-rg -AllowExisting -Verbose";
        using var session = Prepared(
            "$null = New-AksEgressRouteTable rt contoso-rg; $null = Set-AksEgressSubnet aks contoso-rg contoso-vnet -RouteTable rt -Force");

        Assert.Single(session.Script(command + " -Tag @{ a = 'b' }").Ok().Writes);
        var asked = session.Script(command + " -DefaultRouteTo 10.0.0.4");
        Assert.StartsWith("ConfirmationUnavailable,", asked.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("properties.routes", asked.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(asked.Writes);
        Assert.Single(session.Script(command + " -DefaultRouteTo 10.0.0.4 -Confirm:$false").Ok().Writes);
    }

    // Setting a value for the first time can also cut connections.
    [Theory]
    [InlineData("New-AksEgressRouteTable rt contoso-rg -DisableBgpRoutePropagation", "properties.disableBgpRoutePropagation")]
    [InlineData("New-AksEgressVirtualNetwork contoso-vnet contoso-rg 10.42.0.0/16 -DnsServer 10.42.0.4", "properties.dhcpOptions")]
    public void AllowExisting_WithAFirstValue_AsksASecondTime(string command, string member)
    {
        using var session = Prepared(
            "$null = New-AksEgressRouteTable rt contoso-rg; $null = Set-AksEgressSubnet aks contoso-rg contoso-vnet -RouteTable rt -Force");
        var asked = session.Script(command + " -AllowExisting -Verbose");
        Assert.StartsWith("ConfirmationUnavailable,", asked.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(member, asked.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(asked.Writes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-NoWait")]
    [InlineData("-WhatIf")]
    public void AllowExisting_WhereNothingDiffers_WritesNothingAndReturnsTheResource(string how)
    {
        using var session = Prepared("$null = New-AksEgressPublicIp ip contoso-rg -Tag @{ a = 'b' }");
        var outcome = session.Script("New-AksEgressPublicIp ip contoso-rg -Tag @{ a = 'b' } -AllowExisting -Verbose " + how).Ok();
        Assert.Empty(outcome.Writes);
        Assert.Equal("ip", outcome.Single.Properties["Name"].Value);
    }

    private Session Prepared(string prepare)
    {
        var session = Session.Simulated();
        session.Set("config", Path.Combine(_folder.FullName, "config"));
        session.Script(prepare).Ok();
        return session;
    }
}
