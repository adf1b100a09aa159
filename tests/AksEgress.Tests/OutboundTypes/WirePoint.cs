namespace AksEgress.Tests.OutboundTypes;

/// <summary>A point of an exchange at which a client can be cancelled.</summary>
internal enum WirePoint
{
    /// <summary>The client sends, and nothing has reached ARM.</summary>
    BeforeRequest,

    /// <summary>ARM has taken the request, and no byte of the answer has come back.</summary>
    BeforeAnswer,

    /// <summary>Half of the answer's body has come back.</summary>
    InAnswer,
}
