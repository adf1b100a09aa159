using AksEgress.Benchmarks;
using BenchmarkDotNet.Running;

if (args is ["quick"])
{
    await QuickRun.RunAsync().ConfigureAwait(false);
}
else if (args is ["fleet"])
{
    await FleetRun.RunAsync().ConfigureAwait(false);
}
else if (args is ["paths"])
{
    PathRun.Run();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(SimulatorBenchmarks).Assembly).Run(args);
}
