using System.Collections;
using AksEgress.Core.Arm;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes clusters.</summary>
internal sealed class ClusterNameCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway) =>
        Resources(bound, gateway, ResourceTypes.ManagedClusters);
}
