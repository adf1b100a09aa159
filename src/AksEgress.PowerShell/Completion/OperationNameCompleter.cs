using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.PowerShell.Sessions;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes the names of what this session has begun operations on.</summary>
internal sealed class OperationNameCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        // Nothing is asked for them, so nothing need be kept: the count changes the key with each new one.
        var operations = SessionStore.Current?.Operations.ToArray() ?? [];
        return (
            $"operations|{operations.Length}",
            _ => Task.FromResult<IReadOnlyList<string>>([.. operations
                .Select(operation => operation.Name)
                .Distinct(StringComparer.OrdinalIgnoreCase)]));
    }
}
