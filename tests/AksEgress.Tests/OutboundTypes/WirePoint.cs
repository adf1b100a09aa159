namespace AksEgress.Tests.OutboundTypes;

/// <summary>A point of an exchange at which a client can be canceled.</summary>
internal enum WirePoint
{
    /// <summary>The client is sending, and ARM has received nothing.</summary>
    BeforeRequest,

    /// <summary>ARM has received the request, and the client no byte of the response.</summary>
    BeforeAnswer,

    /// <summary>The client has received half of the response body.</summary>
    InAnswer,
}
