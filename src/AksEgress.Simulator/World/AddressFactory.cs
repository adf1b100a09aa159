using System.Net;
using System.Net.Sockets;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.World;

/// <summary>Allocates public addresses and prefixes, each only once, from ranges that Azure uses.</summary>
internal sealed class AddressFactory(IdFactory ids)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Marks an address or prefix of a document as used.</summary>
    public void Take(string? address)
    {
        if (!string.IsNullOrEmpty(address))
        {
            _taken.Add(address);
        }
    }

    /// <summary>Releases an address.</summary>
    public void Release(string? address)
    {
        if (!string.IsNullOrEmpty(address))
        {
            _taken.Remove(address);
        }
    }

    /// <summary>Allocates an address, IPv4 or IPv6.</summary>
    public string NextAddress(bool six)
    {
        while (true)
        {
            // 20.64.0.0/11 and 2603:1030::/32 belong to Azure; the last octet avoids values that look like a network or broadcast
            // address.
            var address = six
                ? new IPAddress([
                    0x26,
                    0x03,
                    0x10,
                    0x30,
                    (byte)ids.Next(256),
                    (byte)ids.Next(256),
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    (byte)ids.Next(256),
                    (byte)(1 + ids.Next(254))
                ]).ToString()
                : $"20.{64 + ids.Next(32)}.{ids.Next(256)}.{1 + ids.Next(254)}";
            if (_taken.Add(address))
            {
                return address;
            }
        }
    }

    /// <summary>Allocates a prefix of a given length, IPv4 or IPv6.</summary>
    public string NextPrefix(bool six, int length)
    {
        while (true)
        {
            var range = six
                ? new AddressRange(
                    new IPAddress([
                        0x26,
                        0x03,
                        0x10,
                        0x30,
                        0x0f,
                        (byte)ids.Next(256),
                        (byte)ids.Next(256),
                        (byte)ids.Next(256),
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0
                    ]),
                    length)
                : new AddressRange(
                    new IPAddress([20, (byte)(96 + ids.Next(16)), (byte)ids.Next(256), (byte)ids.Next(256)]), length).Masked();
            if (_taken.Add(range.Masked().ToString()))
            {
                return range.Masked().ToString();
            }
        }
    }

    /// <summary>The first free address of a prefix; null if all are used or it isn't a prefix.</summary>
    public string? NextIn(string? prefix)
    {
        if (!AddressRange.TryParse(prefix, out var range) || range.Address.AddressFamily != AddressFamily.InterNetwork)
        {
            return null;
        }

        var count = 1L << (32 - range.Length);
        for (long offset = 0; offset < Math.Min(count, 256); offset++)
        {
            var address = range.At(offset).ToString();
            if (_taken.Add(address))
            {
                return address;
            }
        }

        return null;
    }
}
