namespace AksEgress.Core.Errors;

/// <summary>An error that this module explains. <see cref="EgressErrors"/> has a factory for each id.</summary>
public sealed class EgressException : Exception
{
    internal EgressException(string id, EgressErrorKind kind, string message, string remedy, Exception? innerException)
        : base(message, innerException)
    {
        Id = id;
        Kind = kind;
        Remedy = remedy;
    }

    /// <summary>The stable id: the name of the factory in <see cref="EgressErrors"/>. It becomes the ErrorRecord's id.</summary>
    public string Id { get; }

    /// <summary>The category of the error.</summary>
    public EgressErrorKind Kind { get; }

    /// <summary>The resource or value that the error is about: an id, a name or an object.</summary>
    public object? Target { get; internal init; }

    /// <summary>The parameter whose value caused the error, without its hyphen; null if the error isn't about a parameter.</summary>
    public string? ParameterName { get; internal init; }

    /// <summary>What to do next.</summary>
    public string Remedy { get; }
}
