using System.Globalization;

namespace AksEgress.Core.Errors;

/// <summary>A refusal or failure that this module itself found and can explain.</summary>
public sealed class EgressException : Exception
{
    /// <summary>Makes one of a known kind.</summary>
    /// <param name="error">The kind, from <see cref="EgressErrors"/>.</param>
    /// <param name="target">The resource or value that it is about: an id, a name or a view.</param>
    /// <param name="arguments">What the kind's text and remedy name.</param>
    public EgressException(EgressError error, object? target, params object?[] arguments)
        : this(error, target, null, arguments)
    {
    }

    /// <summary>Makes one of a known kind that another exception caused.</summary>
    public EgressException(EgressError error, object? target, Exception? innerException, params object?[] arguments)
        : base(Fill(error?.Text, arguments), innerException)
    {
        ArgumentNullException.ThrowIfNull(error);
        Error = error;
        Target = target;
        Remedy = Fill(error.Remedy, arguments);
    }

    /// <summary>The kind.</summary>
    public EgressError Error { get; }

    /// <summary>The resource or value that it is about.</summary>
    public object? Target { get; }

    /// <summary>What to do next.</summary>
    public string Remedy { get; }

    private static string Fill(string? format, object?[] arguments) =>
        string.Format(CultureInfo.InvariantCulture, format ?? string.Empty, arguments);
}
