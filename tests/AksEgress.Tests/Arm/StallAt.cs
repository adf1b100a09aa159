using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AksEgress.Tests.Arm;

/// <summary>The point at which a server stops answering.</summary>
public enum StallAt
{
    /// <summary>The server received the read before the write, and doesn't answer it.</summary>
    BeforeTheWrite,

    /// <summary>The server received the header of the write and a part of its body.</summary>
    DuringTheBody,

    /// <summary>The server received the write and executed it; its answer hasn't started.</summary>
    BeforeTheAnswer,

    /// <summary>The server executed the write and sent half of its answer.</summary>
    DuringTheAnswer,
}
