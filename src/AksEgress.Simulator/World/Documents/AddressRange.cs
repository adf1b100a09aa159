using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace AksEgress.Simulator.World.Documents;

/// <summary>An address range such as 10.0.0.0/16, IPv4 or IPv6.</summary>
/// <param name="Address">The address before the slash.</param>
/// <param name="Length">The number after the slash.</param>
internal sealed record AddressRange(IPAddress Address, int Length)
{
    /// <summary>True if no bit is set beyond the prefix, as Azure requires.</summary>
    public bool IsMasked => Masked().Address.Equals(Address);

    private int Bits => Address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    private BigInteger First => Value(Masked().Address);

    private BigInteger Last => First + (BigInteger.One << (Bits - Length)) - 1;

    /// <summary>Parses a range; a single address isn't a range.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AddressRange? range)
    {
        range = null;
        if (text is null || text.Length > 64)
        {
            return false;
        }

        var slash = text.IndexOf('/');
        if (slash < 0 || !TryAddress(text[..slash], out var address)
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length > (address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128))
        {
            return false;
        }

        range = new AddressRange(address, length);
        return true;
    }

    /// <summary>Parses an address in the usual form: IPAddress.TryParse also accepts "10" and "0x0a.1".</summary>
    public static bool TryAddress(string? text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (text is null
            || text.Contains('%', StringComparison.Ordinal)
            || text.Contains('[', StringComparison.Ordinal)
            || !IPAddress.TryParse(text, out address))
        {
            return false;
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text;
    }

    /// <summary>The same range with the bits beyond the prefix cleared.</summary>
    public AddressRange Masked()
    {
        var bytes = Address.GetAddressBytes();
        for (var bit = Length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new AddressRange(new IPAddress(bytes), Length);
    }

    /// <summary>The address that lies <paramref name="offset"/> above the first.</summary>
    public IPAddress At(long offset)
    {
        var bytes = (First + offset).ToByteArray(isUnsigned: true, isBigEndian: true);
        var all = new byte[Bits / 8];
        bytes.CopyTo(all, all.Length - bytes.Length);
        return new IPAddress(all);
    }

    /// <summary>True if this range contains the other one.</summary>
    public bool Contains(AddressRange other) => Bits == other.Bits && other.Length >= Length && First <= other.First && other.Last <= Last;

    /// <summary>True if the ranges overlap.</summary>
    public bool Overlaps(AddressRange other) => Bits == other.Bits && First <= other.Last && other.First <= Last;

    /// <inheritdoc/>
    public override string ToString() => $"{Address}/{Length.ToString(CultureInfo.InvariantCulture)}";

    private static BigInteger Value(IPAddress address) => new(address.GetAddressBytes(), isUnsigned: true, isBigEndian: true);
}
