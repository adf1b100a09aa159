using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.Features;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes common values of a parameter that also accepts others.</summary>
internal sealed class WordCompleter : EgressCompleter
{
    private static readonly Dictionary<string, string[]> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Namespace"] = [FeatureRegistration.ContainerService, "Microsoft.Network", "Microsoft.Compute"],

        // https://learn.microsoft.com/azure/aks/node-images: the values of --os-sku.
        ["OsSku"] = ["AzureLinux", "Ubuntu", "Windows2022", "Windows2025"],

        // https://learn.microsoft.com/azure/firewall/fqdn-tags.
        ["FqdnTag"] =
        [
            "AppServiceEnvironment", "AzureBackup", "AzureHDInsight", "AzureKubernetesService", "MicrosoftActiveProtectionService",
            "WindowsDiagnostics", "WindowsUpdate", "WindowsVirtualDesktop"
        ],

        // Network and DNAT rules accept the first four values, application rules the last two.
        ["Protocol"] = ["Any", "ICMP", "TCP", "UDP", "Http=80", "Https=443"],
    };

    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway) =>
        ("words|" + parameterName, _ => Task.FromResult<IReadOnlyList<string>>(s_words.GetValueOrDefault(parameterName) ?? []));
}
