using System.Collections;
using System.Management.Automation;
using System.Reflection;
using AksEgress.Hosting;

namespace AksEgress.Tests.Cmdlets;

/// <summary>Output must be usable in PowerShell: lists that can be indexed, and types with public names.</summary>
[Trait("Engine", "Both")]
public class OutputTests
{
    [Fact]
    public void PowerShell_can_index_every_list_of_every_output()
    {
        using var session = Session.Simulated();
        var outputs = session.Script("""
            Get-AksEgressResourceGroup
            Get-AksEgressVirtualNetwork
            Get-AksEgressSubnet -VirtualNetworkName contoso-vnet -ResourceGroupName contoso-rg
            New-AksEgressRouteTable rt contoso-rg -DefaultRouteTo 10.42.2.4
            $ip = New-AksEgressPublicIp ip contoso-rg
            $ip
            New-AksEgressPublicIpPrefix prefix contoso-rg -PrefixLength 31
            New-AksEgressNatGateway nat contoso-rg -PublicIp $ip
            $identity = New-AksEgressIdentity acting contoso-rg
            $identity
            $identity | Grant-AksEgressAccess -Scope (Get-AksEgressVirtualNetwork contoso-vnet contoso-rg)
            $topology = New-AksEgressTopology whole contoso-rg LoadBalancer
            $topology
            $topology.Steps
            Get-AksEgressFirewall
            New-AksEgressFirewallPolicy policy contoso-rg -DnsServer 10.42.2.4
            Add-AksEgressFirewallRule contoso-fw -ResourceGroupName contoso-rg -AksRequired -Cluster contoso-aks `
                -WarningAction SilentlyContinue
            Get-AksEgressRequiredEndpoint -Feature core
            Get-AksEgressRequiredEndpoint contoso-aks contoso-rg -Live
            Get-AksEgressCluster
            Get-AksEgressNodePool
            Get-AksEgressFeature
            Get-AksOutboundType
            Get-AksEgressIp
            Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting
            Invoke-AksEgressCommand contoso-aks contoso-rg 'echo hello'
            $test = Test-AksEgress contoso-aks contoso-rg
            $test
            $test.EndpointResults
            Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 8 -Confirm:$false
            """).Ok().Output;
        Assert.True(outputs.Select(output => output.BaseObject.GetType()).Distinct().Count() >= 12, "not every kind of output was made");

        // The compiler creates its own types for collection expressions; PowerShell can't access their members.
        var wrong = outputs.Select(output => output.BaseObject).SelectMany(output => output.GetType().GetProperties()
            .Select(property => (Name: $"{output.GetType().Name}.{property.Name}", Value: property.GetValue(output)))
            .Where(property =>
                property.Value is IEnumerable and not string and not IDictionary
                    && property.Value.GetType() is { IsVisible: false } and { IsArray: false }
                    && !property.Value.GetType().IsGenericType)
            .Concat(
                output
                    .GetType()
                    .GetProperties()
                    .Select(property => (Name: $"{output.GetType().Name}.{property.Name}", Value: property.GetValue(output)))
                    .Where(property => property.Value?.GetType().Name.StartsWith('<') == true)));
        Assert.Empty(wrong.Select(item => $"{item.Name}: {item.Value!.GetType()}").Distinct());
    }

    [Fact]
    public void The_output_has_the_declared_OutputType()
    {
        using var session = Session.Simulated();
        var folder = Directory.CreateTempSubdirectory("aksegress");
        try
        {
            session.Set("kubeconfig", Path.Combine(folder.FullName, "config"));
            var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "Disconnect-AksEgress" };
            foreach (var line in File.ReadLines(Path.Combine(Engine.Root, "tests", "conformance", "outputs.txt"))
                .Where(line => line.Length > 0 && line[0] != '#'))
            {
                var parts = line.Split(" : ", 2);
                var written = session.Script(parts[1]).Ok().Output;
                Assert.True(written.Count > 0, $"{line}: nothing was written");
                var declared = Declared(parts[0]);
                foreach (var output in written.Select(output => output.BaseObject))
                {
                    (output as Job)?.Finished.WaitOne(TimeSpan.FromSeconds(60));
                    Assert.True(declared.Any(type => type.IsInstanceOfType(output)), $"{line}: wrote {output.GetType()}");
                }

                seen.Add(parts[0]);
            }

            Assert.Empty(s_types.Keys.Except(seen, StringComparer.OrdinalIgnoreCase));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Index_zero_returns_the_first_item()
    {
        using var session = Session.Simulated();
        Assert.Equal(
            "nodepool1", session.Script("(Get-AksEgressCluster contoso-aks contoso-rg).AgentPools[0].Name").Ok().Single.ToString());
        Assert.Equal("win1", session.Script("(Get-AksEgressCluster contoso-aks contoso-rg).AgentPools[-1].Name").Ok().Single.ToString());
        Assert.Equal(
            "RouteTableMissing",
            session.Script("(Test-AksOutboundType contoso-aks contoso-rg userDefinedRouting).Findings[0].Id").Ok().Single.ToString());
    }

    private static readonly Dictionary<string, Type> s_types = Assembly.LoadFrom(
        Path.Combine(Path.GetDirectoryName(Engine.Manifest)!, "bin", "AksEgress.PowerShell.dll"))
        .GetExportedTypes()
        .Where(type => !type.IsAbstract && type.GetCustomAttribute<CmdletAttribute>() is not null)
        .ToDictionary(
            type => $"{type.GetCustomAttribute<CmdletAttribute>()!.VerbName}-{type.GetCustomAttribute<CmdletAttribute>()!.NounName}",
            StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<Type> Declared(string name) =>
        s_types[name].GetCustomAttributes<OutputTypeAttribute>().SelectMany(attribute => attribute.Type).Select(type => type.Type);
}
