namespace AksEgress.Core.Paths;

/// <summary>Transport protocols of a rule or flow.</summary>
[Flags]
internal enum Transport
{
    /// <summary>None of TCP and UDP, such as ICMP.</summary>
    None = 0,

    /// <summary>TCP.</summary>
    Tcp = 1,

    /// <summary>UDP.</summary>
    Udp = 2,

    /// <summary>TCP and UDP.</summary>
    Both = Tcp | Udp,
}
