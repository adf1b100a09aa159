using System.Runtime.CompilerServices;

namespace AksEgress.Core.Errors;

public static partial class EgressErrors
{
    private static readonly TextResource s_texts = new("AksEgress.Core.Errors.Errors");

    // The id is the name of the calling factory, so that the two can't differ.
    private static EgressException Create(
        EgressErrorKind kind,
        ReadOnlySpan<(string Name, object? Value)> arguments,
        object? target = null,
        Exception? innerException = null,
        string? parameterName = null,
        [CallerMemberName] string id = "") =>
        new(id, kind, s_texts.Format(id, arguments), s_texts.Format(id + ".Remedy", arguments), innerException)
        {
            Target = target,
            ParameterName = parameterName,
        };

    // A value with the name of its parameter, which is the name of its placeholder.
    private static (string Name, object? Value) Value(object? value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        (name, value);
}
