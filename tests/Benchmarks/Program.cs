using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(AksEgress.Benchmarks.SimulatorBenchmarks).Assembly).Run(args);
