using System.Collections;
using AksEgress.Core.Arm;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes the roles that an AKS cluster's identity may need; any other role's name can be typed.</summary>
internal sealed class RoleNameCompleter : EgressCompleter
{
    // Bring-your-own networks, private DNS zones, kubelet identities and registries, as AKS's how-tos ask for them.
    private static readonly string[] s_names =
    [
        "Network Contributor", "Private DNS Zone Contributor", "Managed Identity Operator", "AcrPull", "Reader", "Contributor"
    ];

    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway) =>
        ("roles", _ => Task.FromResult<IReadOnlyList<string>>(s_names));
}
