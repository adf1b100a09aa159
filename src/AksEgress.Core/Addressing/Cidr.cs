using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Addressing;

/// <summary>
/// Parses address ranges and addresses as strictly as ARM does: no octal numbers, no short forms, no host bits.
/// </summary>
public static class Cidr
{
    /// <summary>Parses a range such as <c>10.0.0.0/16</c> or <c>fd00::/48</c>; returns false for any other text.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out IPNetwork network)
    {
        network = default;
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash < 0 || !TryParseAddress(text![..slash], out var address) || !TryParseLength(text[(slash + 1)..], address, out var length))
        {
            return false;
        }

        if (!Masked(address, length).Equals(address))
        {
            return false;
        }

        network = new IPNetwork(address, length);
        return true;
    }

    /// <summary>Parses the range in a parameter.</summary>
    /// <param name="text">The range.</param>
    /// <param name="parameterName">The parameter, for the error.</param>
    /// <exception cref="EgressException">InvalidValue, which contains the corrected range where there is one.</exception>
    public static IPNetwork Parse(string? text, string parameterName)
    {
        if (TryParse(text, out var network))
        {
            return network;
        }

        throw EgressErrors.InvalidValue(
            parameterName, $"'{ArmNames.Shown(text)}' isn't an address range such as 10.0.0.0/16{Suggestion(text)}.", text);
    }

    /// <summary>Parses an IPv4 address in dotted form or an IPv6 address; returns false for any other text.</summary>
    public static bool TryParseAddress([NotNullWhen(true)] string? text, [NotNullWhen(true)] out IPAddress? address)
    {
        // IPAddress.Parse also takes 10.1, 0x0a000001, [::1] and fe80::1%eth0; none of them is accepted here.
        address = null;
        if (string.IsNullOrEmpty(text)
            || text.Contains('%', StringComparison.Ordinal)
            || text.StartsWith('[')
            || !IPAddress.TryParse(text, out var parsed)
            || (parsed.AddressFamily == AddressFamily.InterNetwork && parsed.ToString() != text))
        {
            return false;
        }

        address = parsed;
        return true;
    }

    /// <summary>Parses the address in a parameter.</summary>
    /// <param name="text">The address.</param>
    /// <param name="parameterName">The parameter, for the error.</param>
    /// <exception cref="EgressException">InvalidValue.</exception>
    public static IPAddress ParseAddress(string? text, string parameterName) => TryParseAddress(text, out var address)
        ? address
        : throw EgressErrors.InvalidValue(parameterName, $"'{ArmNames.Shown(text)}' isn't an IPv4 or IPv6 address.", text);

    /// <summary>True when a range is within another range of the same IP version.</summary>
    public static bool Contains(IPNetwork outer, IPNetwork inner) =>
        outer.BaseAddress.AddressFamily == inner.BaseAddress.AddressFamily
            && inner.PrefixLength >= outer.PrefixLength
            && outer.Contains(inner.BaseAddress);

    /// <summary>True when two ranges share an address.</summary>
    public static bool Overlap(IPNetwork left, IPNetwork right) => Contains(left, right) || Contains(right, left);

    /// <summary>True for an IPv6 range.</summary>
    public static bool IsIPv6(IPNetwork network) => network.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6;

    private static bool TryParseLength(string text, IPAddress address, out int length) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length)
        && length <= address.GetAddressBytes().Length * 8
        && length.ToString(CultureInfo.InvariantCulture) == text;

    private static IPAddress Masked(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var bits = Math.Clamp(length - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - bits));
        }

        return new IPAddress(bytes);
    }

    private static string Suggestion(string? text)
    {
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return slash > 0 && TryParseAddress(text![..slash], out var address) && TryParseLength(text[(slash + 1)..], address, out var length)
            ? $"; for /{length}, specify {Masked(address, length)}/{length}"
            : string.Empty;
    }
}
