using System.Text.Json.Nodes;
using AksEgress.Core.Addressing;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.PublicIps;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Firewalls;

/// <summary>A change of an existing Azure Firewall. It reads and validates the resources of the request.</summary>
internal sealed class FirewallChange
{
    private readonly ArmResourceId _id;
    private readonly FirewallChangeRequest _request;
    private readonly IReadOnlyList<PublicIp>? _ips;
    private readonly FirewallPolicy? _policy;

    private FirewallChange(
        ArmResourceId id, FirewallChangeRequest request, IReadOnlyList<PublicIp>? ips, FirewallPolicy? policy)
    {
        _id = id;
        _request = request;
        _ips = ips;
        _policy = policy;
    }

    /// <summary>Reads the resources of the request.</summary>
    /// <exception cref="EgressException">
    /// InvalidValue, ContradictingParameters, ResourceNotFound or WrongResourceType; <see cref="Apply"/> throws FirewallNotInSubnet,
    /// AddressInUse, FirewallTierDiffers, FirewallHasRules, InvalidValue or ContradictingParameters.
    /// </exception>
    public static async Task<FirewallChange> PrepareAsync(
        ResourceStore store, ArmResourceId id, FirewallChangeRequest request, CancellationToken cancellationToken)
    {
        Check(request);
        var ips = request.PublicIp is null
            ? null
            : await Task.WhenAll(
                request.PublicIp.Select(reference => FirewallDesign.Resolve(reference, id))
                    .Distinct()
                    .Select(ip => store.ReadAsync(ip, cancellationToken))).ConfigureAwait(false);
        var policy = request.Policy is null
            ? null
            : new FirewallPolicy(await store.ReadAsync(request.Policy, cancellationToken).ConfigureAwait(false));
        return new FirewallChange(id, request, ips is null ? null : [.. ips.Select(ip => new PublicIp(ip))], policy);
    }

    /// <summary>Changes only the specified properties.</summary>
    /// <exception cref="EgressException">Azure would refuse the change.</exception>
    public void Apply(ArmDocument document)
    {
        foreach (var (name, value) in _request.Tags)
        {
            document.Root.ObjectAt("tags")[name] = JsonValue.Create(value);
        }

        var firewall = new Firewall(document);
        if (_ips is not null)
        {
            var subnet = firewall.SubnetId ?? throw EgressErrors.FirewallNotInSubnet(_id.Name, _id.Text);
            foreach (var ip in _ips)
            {
                FirewallDesign.CheckAddress(ip, "PublicIp", _id, document.Root.Text("location"));
            }

            FirewallConfigurations.Apply(document, _id, subnet, _ips);
        }

        if (_policy is not null && !string.Equals(firewall.Policy, _policy.Id, StringComparison.OrdinalIgnoreCase))
        {
            FirewallPolicyDesign.CheckFirewall(_policy, firewall, firewall.Tier ?? "Standard");
            document.Properties["firewallPolicy"] = new JsonObject { ["id"] = _policy.Id };
        }

        RequireOwnSettings(firewall);
        if (_request.EnableDnsProxy == true && firewall.Tier == "Basic")
        {
            throw EgressErrors.ContradictingParameters("A Basic firewall has no DNS proxy.", "Remove -EnableDnsProxy.", _id.Text);
        }

        FirewallDesign.ApplyDns(document, _request.EnableDnsProxy, _request.DnsServer);
        if (_request.ThreatIntelMode is { } mode)
        {
            document.Properties["threatIntelMode"] = mode;
        }
    }

    private static void Check(FirewallChangeRequest request)
    {
        if (request.PublicIp is { Count: 0 })
        {
            throw EgressErrors.InvalidValue("PublicIp", "an Azure Firewall has at least one public IP address.");
        }

        FirewallDesign.CheckCount(request.PublicIp ?? []);
        foreach (var server in request.DnsServer ?? [])
        {
            Cidr.ParseAddress(server, "DnsServer");
        }
    }

    // With a policy, Azure takes these settings from the policy and ignores or refuses those of the firewall.
    private void RequireOwnSettings(Firewall firewall)
    {
        if ((_policy?.Id ?? firewall.Policy) is not { } policy)
        {
            return;
        }

        (string Parameter, bool IsGiven)[] settings =
        [
            ("EnableDnsProxy", _request.EnableDnsProxy is not null), ("DnsServer", _request.DnsServer is not null),
            ("ThreatIntelMode", _request.ThreatIntelMode is not null),
        ];
        if (settings.FirstOrDefault(setting => setting.IsGiven).Parameter is { } parameter)
        {
            throw EgressErrors.ContradictingParameters(
                $"-{parameter} is a setting of a firewall without policy; firewall '{_id.Name}' has policy '{Sentences.Short(policy)}'.",
                $"Change the policy, or remove -{parameter}.", _id.Text);
        }
    }
}
