using System.Buffers.Binary;

namespace AksEgress.Simulator.World.Documents;

/// <summary>
/// GUIDs and numbers from a seed: the same seed and the same calls give the same values. It uses SplitMix64; nothing here is
/// secret.
/// </summary>
internal sealed class IdFactory(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong NextUInt64()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>The next GUID, with the bits of version 4.</summary>
    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, NextUInt64());
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], NextUInt64());
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    /// <summary>A number from 0 to below <paramref name="limit"/>.</summary>
    public int Next(int limit) => (int)(NextUInt64() % (ulong)limit);

    /// <summary>Letters and digits as AKS appends them to DNS names.</summary>
    public string NextLabel(int length)
    {
        const string alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
        Span<char> label = stackalloc char[length];
        for (var index = 0; index < length; index++)
        {
            label[index] = alphabet[Next(alphabet.Length)];
        }

        return label.ToString();
    }

    /// <summary>A Microsoft.Network etag.</summary>
    public string NextETag() => $"W/\"{NextGuid()}\"";

    /// <summary>A hash of a text that is the same in every process, unlike string.GetHashCode.</summary>
    public static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash;
    }

    /// <summary>
    /// The eight digits in the names of all resources that AKS creates for a cluster; AKS derives them from the cluster too.
    /// </summary>
    /// <param name="clusterKey">The cluster's id in lower case.</param>
    public static string NodeSuffix(string clusterKey) =>
        (Hash(clusterKey) % 90_000_000 + 10_000_000).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
