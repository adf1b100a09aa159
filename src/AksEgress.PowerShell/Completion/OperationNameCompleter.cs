using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.PowerShell.Sessions;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes the names of the resources that this session has started operations on.</summary>
internal sealed class OperationNameCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        // This needs no request, so nothing has to be cached: the count gives each new operation a new key.
        var operations = SessionStore.Current?.Operations.ToArray() ?? [];
        return (
            $"operations|{operations.Length}",
            _ => Task.FromResult<IReadOnlyList<string>>([.. operations
                .Select(operation => operation.Name)
                .Distinct(StringComparer.OrdinalIgnoreCase)]));
    }
}
