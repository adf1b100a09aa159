using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AksEgress.Tests.Arm;

/// <summary>Where a request stands when its server stops answering.</summary>
public enum StallAt
{
    /// <summary>The read before the write has come in, and gets no answer.</summary>
    BeforeTheWrite,

    /// <summary>The header of the write has come in, and a part of its body.</summary>
    DuringTheBody,

    /// <summary>The write has come in and was carried out; its answer hasn't begun.</summary>
    BeforeTheAnswer,

    /// <summary>The write was carried out, and half of its answer was sent.</summary>
    DuringTheAnswer,
}
