using AksEgress.Simulator.Arm;

namespace AksEgress.Simulator.Networks;

/// <summary>
/// What may run at the same time. Writes of one virtual network and its subnets go one after another: a second one is refused
/// with 429. For other types a second write takes the place of the first.
/// </summary>
internal static class NetworkLocks
{
    /// <summary>Refuses a write while another operation holds the resource.</summary>
    public static void Check(World world, ArmRequest request, string lockKey, ResourceId path)
    {
        if (world.Operations.Active(lockKey) is { } active && (active.Kind == OperationKind.Delete || ResourceId.Is(path.Types[0], "virtualNetworks")))
        {
            throw NetworkErrors.AnotherOperation($"{request.Origin}{active.Path}?api-version={request.ApiVersion}");
        }
    }

    /// <summary>Ends a write whose place another one takes.</summary>
    public static void Supersede(World world, LongRunning operations, string lockKey)
    {
        if (world.Operations.Active(lockKey) is { } active)
        {
            operations.Supersede(active);
        }
    }
}
