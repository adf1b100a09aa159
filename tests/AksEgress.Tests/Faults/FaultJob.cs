using AksEgress.Core.Arm;

namespace AksEgress.Tests.Faults;

/// <summary>Something that an administrator does with the module, and does again after it failed.</summary>
/// <param name="Name">What it is called in failures.</param>
/// <param name="Names">Names of resources, one of which a failure must speak of.</param>
/// <param name="StartAsync">The state that it begins with; null for an empty subscription.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record FaultJob(string Name, string[] Names, Func<Task<string?>> StartAsync, Func<IArmGateway, TimeProvider, Task> RunAsync)
{
    public override string ToString() => Name;
}
