using System.Net;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>A DNS that resolves every well-formed public name: a name always has the same made-up address.</summary>
internal static class HostNames
{
    // Top-level domains that are permanently reserved and not in the public DNS (RFC 2606, RFC 6761, RFC 6762, RFC 7686).
    private static readonly string[] s_none = ["invalid", "test", "example", "localhost", "local", "onion", "internal", "svc"];

    /// <summary>The address of a name or of an address, or null if the name doesn't exist.</summary>
    public static IPAddress? Resolve(string host)
    {
        if (AddressRange.TryAddress(host, out var address))
        {
            return address;
        }

        var name = host.TrimEnd('.').ToLowerInvariant();
        var labels = name.Split('.');
        if (name.Length > 253
            || labels.Length < 2
            || !labels.All(IsLabel)
            || !labels[^1].All(char.IsAsciiLetter)
            || s_none.Contains(labels[^1])
            || name.Contains(".privatelink.", StringComparison.Ordinal))
        {
            return null;
        }

        // Not in the ranges that the simulated public IP addresses are taken from.
        var hash = IdFactory.Hash(name);
        byte[] bytes = Prefixes.IsAzure(name)
            ? [20, (byte)(190 + (hash % 16)), (byte)(hash >> 8), (byte)(1 + ((hash >> 16) % 254))]
            : [151, 101, (byte)(hash >> 8), (byte)(1 + ((hash >> 16) % 254))];
        return new IPAddress(bytes);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
            && label[0] != '-'
            && label[^1] != '-'
            && label.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
