using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Egress;

/// <summary>
/// Reads the rules of a firewall. A policy that can't be read makes the rules unknown; an IP group that can't be read makes the rules that
/// name it uncertain.
/// </summary>
internal sealed class FirewallFilterReader(ResourceStore store)
{
    // Azure allows one level of parents today; more are read, but not a chain without an end.
    private const int MaxPolicies = 8;

    /// <summary>Reads the rules.</summary>
    /// <param name="firewall">The firewall as read.</param>
    /// <param name="policyId">The policy to evaluate instead of the firewall's; null for the firewall's.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<FirewallFilter> ReadAsync(Firewall firewall, string? policyId, CancellationToken cancellationToken)
    {
        var policies = new List<(FirewallPolicy Policy, IReadOnlyList<ArmDocument> Groups)>();
        string? unreadable = null;
        var next = policyId ?? firewall.Policy;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (next is { } id && unreadable is null)
        {
            if (!seen.Add(id) || seen.Count > MaxPolicies)
            {
                unreadable = $"the parents of firewall policy '{NameOf(id)}' form a cycle or exceed {MaxPolicies}";
                break;
            }

            try
            {
                var item = await ReadPolicyAsync(id, cancellationToken).ConfigureAwait(false);
                policies.Insert(0, item);
                next = item.Policy.BasePolicy;
            }
            catch (ArmException e) when (e.Status is 403 or 404)
            {
                unreadable = $"firewall policy '{NameOf(id)}' can't be read: {e.Message}";
            }
            catch (Errors.EgressException e)
            {
                unreadable = $"firewall policy '{NameOf(id)}' can't be read: {e.Message}";
            }
        }

        var groups = await ReadIpGroupsAsync(firewall, policies, cancellationToken).ConfigureAwait(false);
        return new FirewallFilter(firewall, policies, groups, unreadable);
    }

    private static string NameOf(string id) => id[(id.LastIndexOf('/') + 1)..];

    private static IEnumerable<string> IpGroups(JsonNode rule) =>
        rule.Texts("destinationIpGroups").Concat(rule.Texts("sourceIpGroups"));

    private async Task<(FirewallPolicy Policy, IReadOnlyList<ArmDocument> Groups)> ReadPolicyAsync(
        string text, CancellationToken cancellationToken)
    {
        var id = ArmResourceId.Parse(text, ResourceTypes.FirewallPolicies);
        var policy = store.ReadAsync(id, cancellationToken);
        var groups = new List<ArmDocument>();
        await foreach (var group in store.ListChildrenAsync(id, PolicyRules.Segment, cancellationToken).ConfigureAwait(false))
        {
            groups.Add(group);
        }

        return (new FirewallPolicy(await policy.ConfigureAwait(false)), groups);
    }

    private async Task<Dictionary<string, IReadOnlyList<string>?>> ReadIpGroupsAsync(
        Firewall firewall, List<(FirewallPolicy Policy, IReadOnlyList<ArmDocument> Groups)> policies, CancellationToken cancellationToken)
    {
        var rules = policies.Count > 0 || firewall.Policy is not null
            ? policies
                .SelectMany(item => item.Groups)
                .SelectMany(PolicyRules.Collections)
                .SelectMany(collection => collection.Items("rules"))
            : Enum.GetValues<FirewallRuleKind>()
                .SelectMany(kind => FirewallRules.Collections(firewall.Document, kind))
                .SelectMany(collection => collection.Items("properties", "rules"));
        string[] ids = [.. rules.SelectMany(IpGroups).Distinct(StringComparer.OrdinalIgnoreCase)];
        var read = await Task.WhenAll(ids.Select(ReadAddressesAsync)).ConfigureAwait(false);
        return ids.Zip(read).ToDictionary(item => item.First, item => item.Second, StringComparer.OrdinalIgnoreCase);

        async Task<IReadOnlyList<string>?> ReadAddressesAsync(string text)
        {
            try
            {
                var document = ArmResourceId.TryParse(text, out var id)
                    ? await store.TryReadAsync(id, cancellationToken).ConfigureAwait(false)
                    : null;
                return document?.Root.Texts("properties", "ipAddresses");
            }
            catch (ArmException e) when (e.Status is 403 or 404)
            {
                return null;
            }
        }
    }
}
