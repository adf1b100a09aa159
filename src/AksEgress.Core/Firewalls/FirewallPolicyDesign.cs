using System.Text.Json.Nodes;
using AksEgress.Core.Addressing;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Plans;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Firewalls;

/// <summary>The design of a firewall policy.</summary>
public sealed class FirewallPolicyDesign : ResourceDesign
{
    private readonly ArmResourceId _id;
    private readonly FirewallPolicyRequest _request;

    /// <summary>Validates a request.</summary>
    /// <exception cref="EgressException">ContradictingParameters or InvalidValue.</exception>
    public FirewallPolicyDesign(ArmResourceId id, FirewallPolicyRequest request)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(request);
        if (request.Tier == "Basic" && (request.EnableDnsProxy == true || request.DnsServer is { Count: > 0 }))
        {
            throw EgressErrors.ContradictingParameters(
                "A Basic firewall doesn't support the DNS proxy.", "Use -Tier Standard, or omit -EnableDnsProxy and -DnsServer.");
        }

        foreach (var server in request.DnsServer ?? [])
        {
            Cidr.ParseAddress(server, "DnsServer");
        }

        _id = id;
        _request = request;
    }

    /// <inheritdoc/>
    public override string Describe(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var proxy = document.Root.Flag("properties", "dnsSettings", "enableProxy") == true ? ", DNS proxy enabled" : string.Empty;
        return $"a firewall policy ({document.Root.Text("properties", "sku", "tier")}{proxy})";
    }

    /// <inheritdoc/>
    /// <exception cref="EgressException">InvalidValue for another tier than the policy has.</exception>
    public override void Apply(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var has = document.Root.Text("properties", "sku", "tier");
        if (has is not null && _request.Tier is { } wanted && !string.Equals(has, wanted, StringComparison.OrdinalIgnoreCase))
        {
            throw EgressErrors.InvalidValue(
                "Tier", $"'{_id.Name}' has tier {has}, like its firewalls. A tier can't be changed; create another policy.", _id.Text);
        }

        if (has is null)
        {
            document.Properties.ObjectAt("sku")["tier"] = _request.Tier ?? "Standard";
        }

        if (_request.ThreatIntelMode is { } mode)
        {
            document.Properties["threatIntelMode"] = mode;
        }

        if (_request.EnableDnsProxy is { } proxy)
        {
            document.Properties.ObjectAt("dnsSettings")["enableProxy"] = proxy;
        }

        if (_request.DnsServer is { } servers)
        {
            document.Properties.ObjectAt("dnsSettings")["servers"] = new JsonArray([.. servers.Select(server => JsonValue.Create(server))]);
        }
    }

    /// <summary>Rejects a firewall that can't use the policy.</summary>
    /// <exception cref="EgressException">FirewallTierDiffers or FirewallHasRules.</exception>
    internal static void CheckFirewall(FirewallPolicy policy, Firewall firewall, string tier)
    {
        if (!string.Equals(policy.Tier, tier, StringComparison.OrdinalIgnoreCase))
        {
            throw EgressErrors.FirewallTierDiffers(policy.Name, policy.Tier, firewall.Name, tier, policy.Id);
        }

        if (firewall.Rules.Count > 0)
        {
            throw EgressErrors.FirewallHasRules(firewall.Name, Sentences.Count(firewall.Rules.Count, "rule"), firewall.Id);
        }
    }
}
