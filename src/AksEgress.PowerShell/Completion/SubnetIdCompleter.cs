using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes a subnet's id, because a name alone doesn't identify the virtual network.</summary>
internal sealed class SubnetIdCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        return ($"subnet ids|{subscription}", token => ListManyAsync(
            gateway,
            subscription,
            null,
            ResourceTypes.VirtualNetworks,
            document => document.Root.Items("properties", "subnets").Select(subnet => subnet.Text("id")),
            token));
    }

    /// <summary>A subnet's name is enough to find its id.</summary>
    internal override bool Matches(string name, string word) =>
        base.Matches(name, word)
            || (word.Length > 0 && name[(name.LastIndexOf('/') + 1)..].StartsWith(word, StringComparison.OrdinalIgnoreCase));
}
