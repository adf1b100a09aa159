using AksEgress.Core.Topologies;
using AksEgress.Simulator.Providers.Firewalls;
using AksEgress.Simulator.Providers.Identities;
using AksEgress.Simulator.World;
using Xunit.Abstractions;

namespace AksEgress.Tests.Topologies;

/// <summary>The virtual duration of a topology, compared with its longest chain of dependent operations.</summary>
public sealed class TopologyTimeTests(ITestOutputHelper output)
{
    private const double Allowed = 1.05;

    [Theory]
    [InlineData(TopologyKind.FirewallRouting)]
    [InlineData(TopologyKind.NatGateway)]
    public async Task A_topology_takes_little_longer_than_its_critical_path(TopologyKind kind)
    {
        using var clock = new JumpingClock();
        using var lab = new TopologyLab(timeScale: 1, clock);
        var (gateway, _) = await lab.ConnectAsync();
        var builder = new TopologyBuilder(gateway, clock);
        var plan = await builder.PlanAsync(TopologyLab.Request(kind), default);
        var topology = await builder.RunAsync(plan, null, default);

        var path = plan.CriticalPathOf(step => TimeSpan.FromSeconds(SimulatedSeconds(step)));
        output.WriteLine(
            $"{kind}: {topology.Elapsed.TotalSeconds:F1} s in virtual time, critical path {path.TotalSeconds:F1} s, ratio "
                + $"{topology.Elapsed / path:F3}");
        foreach (var step in topology.Steps)
        {
            output.WriteLine($"  {step.BeganAfter.TotalSeconds,6:F1} +{step.Elapsed.TotalSeconds,6:F1}  {step.Resource}");
        }

        Assert.InRange(topology.Elapsed / path, 1, Allowed);

        // Sequentially, it would take longer than that, so the parts really run concurrently.
        var sum = plan.Steps.Sum(SimulatedSeconds);
        Assert.True(sum > topology.Elapsed.TotalSeconds, $"All in a row would take {sum} s.");
    }

    [Fact]
    public async Task Independent_parts_run_concurrently()
    {
        using var clock = new JumpingClock();
        using var lab = new TopologyLab(timeScale: 1, clock);
        var steps = (await lab.MakeAsync(TopologyLab.Request(TopologyKind.FirewallRouting))).Steps.ToDictionary(step => step.Name);
        Assert.Equal(steps["network"].BeganAfter, steps["ip"].BeganAfter);
        Assert.Equal(steps["network"].BeganAfter, steps["identity"].BeganAfter);
        Assert.True(steps["networkAccess"].BeganAfter < steps["routes"].BeganAfter);
        Assert.True(steps["cluster"].BeganAfter >= steps["subnet"].BeganAfter + steps["subnet"].Elapsed);
        Assert.True(steps["cluster"].BeganAfter >= steps["routesAccess"].BeganAfter + steps["routesAccess"].Elapsed);
    }

    // The simulator's own figures, from recordings. An identity can be used once the directory knows it; requests without an
    // operation take no time.
    private static double SimulatedSeconds(TopologyStep step) => step.Name switch
    {
        "network" => Network(Durations.Create("Microsoft.Network/virtualNetworks")),
        "ip" => Network(Durations.Create("Microsoft.Network/publicIPAddresses")),
        "firewall" => Network(FirewallType.Deployment),
        "routes" => Network(Durations.Create("Microsoft.Network/routeTables")),
        "gateway" => Network(Durations.Create("Microsoft.Network/natGateways")),
        "identity" => IdentityProvider.ReplicationSeconds,
        "subnet" => Network(Durations.Update("Microsoft.Network/virtualNetworks/subnets")),
        "clusterRules" => Network(Durations.Update("Microsoft.Network/azureFirewalls")),
        "cluster" => Durations.Real(Durations.Create("Microsoft.ContainerService/managedClusters"), isAks: true),
        _ => 0,
    };

    private static double Network(double measured) => Durations.Real(measured, isAks: false);
}
