namespace AksEgress.Simulator.Providers.Pods;

/// <summary>What comes of a request to a web server.</summary>
internal enum WebFailure
{
    /// <summary>It was answered.</summary>
    None,

    /// <summary>The URL is none.</summary>
    BadUrl,

    /// <summary>The scheme is neither http nor https.</summary>
    BadScheme,

    /// <summary>The name has no address.</summary>
    NoName,

    /// <summary>Nothing came back in time.</summary>
    Timeout,

    /// <summary>The TLS handshake was broken off.</summary>
    Reset,
}
