using System.Management.Automation;
using StandIn.Sessions;

namespace StandIn.Formatting;

/// <summary>Objects that are shown as one text whatever stands around them.</summary>
internal static class Scalars
{
    public static bool IsOne(object? value)
    {
        object? plain = PSObject.Unwrap(value);
        return plain is null or string or decimal or System.Numerics.BigInteger or Enum or ScriptBlock || plain.GetType().IsPrimitive;
    }

    public static string? TextOf(PSObject target)
    {
        return target.BaseObject is ErrorRecord record ? Concise(record)
            : IsOne(target) ? ValueText.Of(target)
            : !target.Properties.Any() && FormatDatabase.Current?.Find(target, null) is null ? target.ToString()
            : null;
    }

    // One line: who failed, and what is known of it.
    private static string Concise(ErrorRecord record)
    {
        string who = record.Exception is CommandNotFoundException { CommandName: { Length: > 0 } missing } ? missing
            : record.InvocationInfo?.MyCommand?.Name is { Length: > 0 } command ? command
            : record.CategoryInfo.Activity is { Length: > 0 } activity ? activity
            : record.Exception is RuntimeException { WasThrownFromThrowStatement: true } ? nameof(Exception)
            : record.CategoryInfo.Category != ErrorCategory.NotSpecified ? record.CategoryInfo.Category.ToString()
            : record.CategoryInfo.Reason is { Length: > 0 } reason ? reason
            : record.Exception.GetType().Name;
        string text = record.ErrorDetails?.Message is { Length: > 0 } details ? details : record.Exception.Message;
        string action = record.ErrorDetails?.RecommendedAction is { Length: > 0 } recommended ? $"{Environment.NewLine}  Recommendation: {recommended}" : string.Empty;
        return $"{who}: {text}{action}";
    }
}
