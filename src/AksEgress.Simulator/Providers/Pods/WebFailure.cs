namespace AksEgress.Simulator.Providers.Pods;

/// <summary>The outcome of a request to a web server.</summary>
internal enum WebFailure
{
    /// <summary>The server answered.</summary>
    None,

    /// <summary>It isn't a URL.</summary>
    BadUrl,

    /// <summary>The scheme is neither http nor https.</summary>
    BadScheme,

    /// <summary>The name can't be resolved.</summary>
    NoName,

    /// <summary>No response arrived in time.</summary>
    Timeout,

    /// <summary>The connection was closed during the TLS handshake.</summary>
    Reset,

    /// <summary>The proxy's name can't be resolved.</summary>
    NoProxyName,

    /// <summary>The proxy couldn't connect to the destination.</summary>
    ProxyRefused,
}
