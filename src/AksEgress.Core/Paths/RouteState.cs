namespace AksEgress.Core.Paths;

/// <summary>Whether a route applies.</summary>
public enum RouteState : long
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>The route applies.</summary>
    Active,

    /// <summary>Another route with the same prefix takes precedence.</summary>
    Invalid,
}
