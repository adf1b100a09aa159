using System.Diagnostics;
using System.Net;
using AksEgress.Hosting;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Lab;

[Trait("Engine", "Both")]
[Collection(AloneCollection.Name)]
public class LabTests
{
    public static TheoryData<string> Walkthroughs =>
        new(Directory.GetFiles(Path.Combine(Engine.Root, "docs", "walkthroughs"), "*.ps1").Select(Path.GetFileName)!);

    [Theory]
    [MemberData(nameof(Walkthroughs))]
    public async Task A_walkthrough_runs_unchanged(string file)
    {
        var clock = Stopwatch.StartNew();
        var (code, output, errors) = await LabProcess.RunAsync("run", Path.Combine(Engine.Root, "docs", "walkthroughs", file));
        Assert.True(code == 0, output + errors);
        
        // 0.8 to 6.6 s on idle cores; the margin is for a busy computer.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(45), $"{file} took {clock.Elapsed}");
    }

    [Fact]
    public async Task The_walkthrough_prints_commands_tables_findings_plan_and_addresses()
    {
        var (code, output, errors) = await LabProcess.RunAsync();
        Assert.True(code == 0, output + errors);
        Assert.Contains("PS> Set-AksOutboundType", output, StringComparison.Ordinal);
        Assert.Contains("NOT READY   1 error", output, StringComparison.Ordinal);
        Assert.Contains("Error    NatGatewayMissing", output, StringComparison.Ordinal);
        Assert.Contains(
            "What if: Change the outbound type of 'contoso-aks': loadBalancer -> userAssignedNATGateway",
            output,
            StringComparison.Ordinal);
        Assert.Matches(
            @"ReadBack +userAssignedNATGateway -> +\d+\.\d+\.\d+\.\d+ +contoso-aks\s+userDefinedRouting +-> 20\.62\.9\.8", output);
        Assert.DoesNotContain("AksEgress.Core.", output, StringComparison.Ordinal);
        Assert.All(
            output
                .Split('\n')
                .Where(line =>
                    !line.StartsWith("WARNING:", StringComparison.Ordinal)
                        && !line.StartsWith("PS>", StringComparison.Ordinal)
                        && !line.StartsWith("  >", StringComparison.Ordinal)),
            line => Assert.True(line.TrimEnd().Length <= 120, line));
    }

    [Fact]
    public async Task Import_loads_two_assemblies_of_ours_and_none_of_Azure()
    {
        var script = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".ps1");
        await File.WriteAllTextAsync(
            script, "[AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { 'loaded ' + $_.GetName().Name }\n");
        try
        {
            var (code, output, errors) = await LabProcess.RunAsync("run", script);
            Assert.True(code == 0, output + errors);
            var loaded = output
                .Split('\n')
                .Where(line => line.StartsWith("loaded ", StringComparison.Ordinal))
                .Select(line => line[7..].Trim())
                .ToList();
            Assert.NotEmpty(loaded);
            Assert.Equal(
                ["AksEgress.Core", "AksEgress.PowerShell"],
                loaded.Where(name => name.StartsWith("AksEgress", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
            Assert.DoesNotContain(
                loaded,
                name =>
                    name.StartsWith("Azure.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Identity", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(script);
        }
    }

    [Fact]
    public async Task The_module_works_with_the_served_simulator_through_its_endpoint()
    {
        using var server = LabProcess.Start("serve", "--port", "0", "--time-scale", "10000");
        try
        {
            var line = await server.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
            Assert.StartsWith("listening on http://127.0.0.1:", line, StringComparison.Ordinal);
            var endpoint = line!["listening on ".Length..];
            using (var client = new HttpClient())
            {
                using var answer = await client.GetAsync(new Uri(endpoint + "/subscriptions?api-version=2022-12-01"));
                Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            }

            using var session = new Session();
            session.Set("token", new NetworkCredential("u", "simulated").SecurePassword);
            session.Set("endpoint", endpoint);
            var context = session.Script("Connect-AksEgress -AccessToken $token -Endpoint $endpoint").Ok().Single;
            Assert.Equal(false, context.Properties["Simulated"].Value);
            Assert.Equal(
                "loadBalancer", session.Script("Get-AksOutboundType contoso-aks contoso-rg").Ok().Single.Properties["OutboundType"].Value);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    [Theory]
    [InlineData("--port", "99999")]
    [InlineData("--time-scale", "0")]
    [InlineData("--what", "x")]
    [InlineData("--port")]
    public async Task Wrong_options_of_serve_are_errors(params string[] options)
    {
        var (code, _, errors) = await LabProcess.RunAsync(["serve", .. options]);
        Assert.Equal(2, code);
        Assert.Contains(options[0], errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_fails_is_a_failure()
    {
        var script = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".ps1");
        await File.WriteAllTextAsync(script, "Connect-AksEgress -Simulated\nGet-AksEgressCluster nope contoso-rg\n'not reached'\n");
        try
        {
            var (code, output, _) = await LabProcess.RunAsync("run", script);
            Assert.Equal(1, code);
            Assert.Contains("Cluster 'nope' not found in resource group 'contoso-rg'.", output, StringComparison.Ordinal);
            Assert.DoesNotContain("\nnot reached", output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(script);
        }
    }
}
