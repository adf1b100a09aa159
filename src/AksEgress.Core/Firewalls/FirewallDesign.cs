using System.Text.Json.Nodes;
using AksEgress.Core.Addressing;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Plans;
using AksEgress.Core.PublicIps;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;
using AksEgress.Core.VirtualNetworks;

namespace AksEgress.Core.Firewalls;

/// <summary>
/// The design of an Azure Firewall. It validates the subnet and the addresses, because ARM would reject them only after minutes.
/// </summary>
public sealed class FirewallDesign : ResourceDesign
{
    /// <summary>The property for the DNS proxy of a firewall without policy.</summary>
    internal const string DnsProxyMember = "Network.DNS.EnableProxy";

    /// <summary>The property for the DNS servers of a firewall without policy.</summary>
    internal const string DnsServersMember = "Network.DNS.Servers";

    private const int MaximumAddresses = 250;

    private readonly ArmResourceId _id;
    private readonly FirewallRequest _request;
    private readonly VirtualNetwork _network;
    private readonly IReadOnlyList<PublicIp> _ips;
    private readonly PublicIp? _management;
    private readonly FirewallPolicy? _policy;

    private FirewallDesign(
        ArmResourceId id,
        FirewallRequest request,
        VirtualNetwork network,
        IReadOnlyList<PublicIp> ips,
        PublicIp? management,
        FirewallPolicy? policy)
    {
        _id = id;
        _request = request;
        _network = network;
        _ips = ips;
        _management = management;
        _policy = policy;
    }

    /// <summary>Reads and validates the resources of the request.</summary>
    /// <exception cref="EgressException">
    /// ContradictingParameters, ResourceNotFound, WrongResourceType; the design throws FirewallSubnetMissing,
    /// FirewallSubnetTooSmall, FirewallSubnetInUse, AddressInUse, FirewallTierDiffers, FirewallHasRules or InvalidValue.
    /// </exception>
    public static async Task<FirewallDesign> PrepareAsync(
        ResourceStore store, ArmResourceId id, FirewallRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        var network = store.ReadAsync(request.VirtualNetwork, cancellationToken);
        var addresses = Task.WhenAll(
            request.PublicIp.Select(reference => Resolve(reference, id)).Distinct().Select(ip => store.ReadAsync(ip, cancellationToken)));
        var management = ReadManagementAsync(store, id, request, cancellationToken);
        var policy = request.Policy is { } named ? store.ReadAsync(named, cancellationToken) : null;
        await Task.WhenAll(network, addresses, management, policy ?? Task.CompletedTask).ConfigureAwait(false);

        var virtualNetwork = new VirtualNetwork(await network.ConfigureAwait(false));
        PublicIp[] ips = [.. (await addresses.ConfigureAwait(false)).Select(document => new PublicIp(document))];
        var managementIp = await management.ConfigureAwait(false);
        var used = policy is null ? null : new FirewallPolicy(await policy.ConfigureAwait(false));
        return new FirewallDesign(id, request, virtualNetwork, ips, managementIp, used);
    }

    private static async Task<PublicIp?> ReadManagementAsync(
        ResourceStore store, ArmResourceId id, FirewallRequest request, CancellationToken cancellationToken) =>
        request.ManagementPublicIp is { } named
            ? new PublicIp(await store.ReadAsync(Resolve(named, id), cancellationToken).ConfigureAwait(false))
            : null;

    /// <summary>Resolves a reference to a public IP address; a name is resolved in the firewall's resource group.</summary>
    internal static ArmResourceId Resolve(ArmReference reference, ArmResourceId firewall) =>
        reference.Resolve(ResourceTypes.PublicIps, firewall.SubscriptionId, firewall.ResourceGroupName);

    private static void Check(FirewallRequest request)
    {
        if (request.Policy is not null && (request.EnableDnsProxy is not null || request.DnsServer is not null))
        {
            throw EgressErrors.ContradictingParameters(
                "-EnableDnsProxy and -DnsServer can't be combined with -Policy, because the policy contains the DNS settings.",
                "Configure DNS on the policy, or omit -Policy.", request.Policy.Text);
        }

        if (request.Tier == "Basic" && request.ManagementPublicIp is null)
        {
            throw BasicNeedsManagement();
        }

        if (request.Tier == "Basic" && request.EnableDnsProxy == true)
        {
            throw EgressErrors.ContradictingParameters(
                "A Basic firewall doesn't support the DNS proxy.", "Use -Tier Standard, or omit -EnableDnsProxy.");
        }

        CheckCount(request.PublicIp);
        foreach (var server in request.DnsServer ?? [])
        {
            Cidr.ParseAddress(server, "DnsServer");
        }
    }

    /// <summary>Refuses more addresses than an Azure Firewall can have.</summary>
    /// <exception cref="EgressException">InvalidValue.</exception>
    internal static void CheckCount(IReadOnlyList<ArmReference> references)
    {
        if (references.Count > MaximumAddresses)
        {
            throw EgressErrors.InvalidValue(
                "PublicIp", $"{references.Count} addresses are specified, but an Azure Firewall allows at most {MaximumAddresses}.");
        }
    }

    /// <inheritdoc/>
    public override string Describe(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var rules = document.Root.Text("properties", "firewallPolicy", "id") is { } used
            ? $"rules from policy {Sentences.Short(used)}"
            : "its own rules";
        var addresses = string.Join(", ", _request.PublicIp.Select(address => Sentences.Short(address.ToString())).Distinct());
        var tier = document.Root.Text("properties", "sku", "tier");
        return $"an Azure Firewall ({tier}, {rules}) in virtual network '{_request.VirtualNetwork.Name}' with {addresses}";
    }

    /// <inheritdoc/>
    public override void Apply(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var location = document.Root.Text("location");
        AddressFit.CheckRegion(_network, "VirtualNetwork", _id, location);
        foreach (var ip in _management is null ? _ips : _ips.Append(_management))
        {
            CheckAddress(ip, ReferenceEquals(ip, _management) ? "ManagementPublicIp" : "PublicIp", _id, location);
        }

        var subnet = FirewallSubnet.Check(_network, FirewallSubnet.Name, _id);
        FirewallConfigurations.Apply(document, _id, subnet, _ips);
        if (_management is not null)
        {
            FirewallConfigurations.ApplyManagement(
                document, FirewallSubnet.Check(_network, FirewallSubnet.ManagementName, _id), _management);
        }

        if (_request.Tier is not null || document.Id.Length == 0)
        {
            var sku = document.Properties.ObjectAt("sku");
            sku["name"] = "AZFW_VNet";
            sku["tier"] = _request.Tier ?? _policy?.Tier ?? "Standard";
        }

        if (document.Root.Text("properties", "sku", "tier") == "Basic"
            && document.Root.At("properties", "managementIpConfiguration") is null)
        {
            throw BasicNeedsManagement();
        }

        if (_request.Zone is { Count: > 0 } zones)
        {
            if (document.Id.Length > 0
                && !document
                    .Root.Texts("zones")
                    .Order(StringComparer.Ordinal)
                    .SequenceEqual(zones.Distinct().Order(StringComparer.Ordinal)))
            {
                throw EgressErrors.InvalidValue(
                    "Zone", $"'{_id.Name}' is in {Zones(document)}. The zones of an existing firewall can't be changed.", _id.Text);
            }

            document.Root["zones"] = new JsonArray([.. zones
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(zone => JsonValue.Create(zone))]);
        }

        if (_policy is not null)
        {
            document.Properties["firewallPolicy"] = new JsonObject { ["id"] = _policy.Id };
            var described = document.Copy();
            described.Root["id"] = _id.Text;
            FirewallPolicyDesign.CheckFirewall(_policy, new Firewall(described), document.Root.Text("properties", "sku", "tier")!);
        }

        ApplyDns(document, _request.EnableDnsProxy, _request.DnsServer);
    }

    private static EgressException BasicNeedsManagement() => EgressErrors.ContradictingParameters(
        "A Basic firewall requires a public IP address for its management, but none is specified.",
        $"Specify one with -ManagementPublicIp. The virtual network also requires a subnet {FirewallSubnet.ManagementName}.");

    private static string Zones(ArmDocument document) =>
        document.Root.Texts("zones") is { Count: > 0 } zones
            ? $"{(zones.Count == 1 ? "zone" : "zones")} {string.Join(", ", zones)}"
            : "no zone";

    /// <summary>Sets the DNS settings of a firewall without policy; null keeps the current value.</summary>
    internal static void ApplyDns(ArmDocument document, bool? enableProxy, IReadOnlyList<string>? dnsServers)
    {
        if (enableProxy is null && dnsServers is null)
        {
            return;
        }

        var extra = document.Properties.ObjectAt("additionalProperties");
        if (enableProxy is { } proxy)
        {
            extra[DnsProxyMember] = proxy ? "true" : "false";
        }

        if (dnsServers is { Count: > 0 } servers)
        {
            extra[DnsServersMember] = string.Join(',', servers);
        }
        else if (dnsServers is not null)
        {
            extra.Without(DnsServersMember);
        }
    }

    /// <summary>Refuses an address that the firewall can't have.</summary>
    /// <exception cref="EgressException">InvalidValue or AddressInUse.</exception>
    internal static void CheckAddress(PublicIp ip, string parameter, ArmResourceId id, string? location)
    {
        if (!string.Equals(ip.Sku, "Standard", StringComparison.OrdinalIgnoreCase))
        {
            throw EgressErrors.InvalidValue(
                parameter, $"'{ip.Name}' has SKU {ip.Sku ?? "Basic"}, but an Azure Firewall requires SKU Standard.", ip.Id);
        }

        if (ip.IpVersion == "IPv6")
        {
            throw EgressErrors.InvalidValue(parameter, $"'{ip.Name}' is an IPv6 address, but an Azure Firewall requires IPv4.", ip.Id);
        }

        AddressFit.CheckFree(ip, ip.UsedBy is { } user ? [user] : [], id);
        AddressFit.CheckRegion(ip, parameter, id, location);
    }
}
