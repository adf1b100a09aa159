using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using AksEgress.Core.Addressing;

namespace AksEgress.Core.Paths;

/// <summary>An interval of addresses. IPv4 addresses are mapped into the IPv6 space, so one comparison serves both.</summary>
/// <param name="First">The first address.</param>
/// <param name="Last">The last address.</param>
internal readonly record struct AddressInterval(UInt128 First, UInt128 Last)
{
    private const int Bits = 128;
    private const int IPv4Bits = 32;

    // The last address of ::ffff:0:0/96, to which IPv4 addresses are mapped.
    private static readonly UInt128 s_lastMapped = 0xFFFF_FFFF_FFFF;

    /// <summary>All IPv4 addresses.</summary>
    public static AddressInterval AllIPv4 { get; } = Of(IPNetwork.Parse("0.0.0.0/0"));

    /// <summary>All IPv6 addresses.</summary>
    public static AddressInterval AllIPv6 { get; } = Of(IPNetwork.Parse("::/0"));

    // Azure routes the Internet directly (https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#default), and
    // drops what goes to these ranges unless they belong to the network. IPv6: unique local addresses (RFC 4193).
    private static readonly AddressInterval[] s_private =
    [
        Parse("10.0.0.0/8"), Parse("172.16.0.0/12"), Parse("192.168.0.0/16"), Parse("100.64.0.0/10"), Parse("fc00::/7"),
    ];

    /// <summary>The ranges that don't belong to the Internet.</summary>
    public static IReadOnlyList<AddressInterval> Private => s_private;

    /// <summary>True for IPv4.</summary>
    public bool IsIPv4 => AllIPv4.Contains(this);

    /// <summary>True for at least 256 addresses.</summary>
    public bool IsWide => Last - First >= 255;

    /// <summary>True if each address is private.</summary>
    public bool IsPrivate
    {
        get
        {
            foreach (var range in s_private)
            {
                if (range.Contains(this))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The interval of one address.</summary>
    public static AddressInterval Of(IPAddress address) => new(Number(address), Number(address));

    /// <summary>The interval of a range.</summary>
    public static AddressInterval Of(IPNetwork network)
    {
        var first = Number(network.BaseAddress);
        var free = (network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? IPv4Bits : Bits) - network.PrefixLength;
        var last = free == Bits ? UInt128.MaxValue : first + (UInt128.One << free) - 1;

        // An IPv6 range around ::ffff:0:0/96 contains no IPv4 address.
        return free > IPv4Bits && first <= s_lastMapped && last > s_lastMapped
            ? new AddressInterval(s_lastMapped + 1, last)
            : new AddressInterval(first, last);
    }

    /// <summary>The interval of an address, a CIDR, or <c>first-last</c>; null for any other text.</summary>
    public static AddressInterval? TryParse(string text)
    {
        if (Cidr.TryParse(text, out var network))
        {
            return Of(network);
        }

        if (Cidr.TryParseAddress(text, out var address))
        {
            return Of(address);
        }

        var ends = text.Split('-');
        return ends.Length == 2
            && Cidr.TryParseAddress(ends[0].Trim(), out var first)
            && Cidr.TryParseAddress(ends[1].Trim(), out var last)
            && first.AddressFamily == last.AddressFamily
            && Number(first) <= Number(last)
            ? new AddressInterval(Number(first), Number(last))
            : null;
    }

    /// <summary>True if an interval is within this one.</summary>
    public bool Contains(AddressInterval other) => First <= other.First && other.Last <= Last;

    /// <summary>True if the intervals share an address.</summary>
    public bool Overlaps(AddressInterval other) => First <= other.Last && other.First <= Last;

    private static AddressInterval Parse(string text) => Of(IPNetwork.Parse(text));

    private static UInt128 Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
