using AksEgress.Core.Arm;

namespace AksEgress.Tests.Faults;

/// <summary>A task of an administrator, who repeats it if it fails.</summary>
/// <param name="Name">The name for failure messages.</param>
/// <param name="Names">Names of resources, one of which an error must contain.</param>
/// <param name="StartAsync">Creates the initial state; null for an empty subscription.</param>
/// <param name="RunAsync">Runs the task.</param>
internal sealed record FaultJob(string Name, string[] Names, Func<Task<string?>> StartAsync, Func<IArmGateway, TimeProvider, Task> RunAsync)
{
    public override string ToString() => Name;
}
