using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.NetworkSecurityGroups;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes the name of a security rule: those of the typed network security group, or all.</summary>
internal sealed class SecurityRuleCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var typed = Typed(bound, "NetworkSecurityGroup");
        var securityGroup = typed?[(typed.LastIndexOf('/') + 1)..];
        var group = Typed(bound, "ResourceGroupName");
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        return ($"security rules|{subscription}|{group}|{securityGroup}", token => ListManyAsync(
            gateway,
            subscription,
            group,
            ResourceTypes.NetworkSecurityGroups,
            document => IsMeant(document, securityGroup) ? new NetworkSecurityGroup(document).Rules.Select(rule => rule.Name) : [],
            token));
    }
}
