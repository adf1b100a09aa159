using AksEgress.Core.Arm;
using AksEgress.Core.PublicIps;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Firewalls;

/// <summary>The public IP addresses of a firewall.</summary>
public static class FirewallAddresses
{
    /// <summary>Reads the public IP addresses, and prefixes as CIDR, without those that Azure hasn't assigned yet.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(ResourceStore store, Firewall firewall, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(firewall);
        var addresses = Task.WhenAll(
            firewall.PublicIp.Select(id => store.ReadAsync(ArmResourceId.Parse(id, ResourceTypes.PublicIps), cancellationToken)));
        var prefixes = Task.WhenAll(
            firewall.PublicIpPrefix.Select(id =>
                store.ReadAsync(ArmResourceId.Parse(id, ResourceTypes.PublicIpPrefixes), cancellationToken)));
        await Task.WhenAll(addresses, prefixes).ConfigureAwait(false);
        return
        [
            .. (await addresses.ConfigureAwait(false)).Select(document => new PublicIp(document).IpAddress)
                .Concat((await prefixes.ConfigureAwait(false)).Select(document => new PublicIpPrefix(document).IpPrefix)).OfType<string>(),
        ];
    }
}
