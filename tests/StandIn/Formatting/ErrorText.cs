using System.Management.Automation;

namespace StandIn.Formatting;

/// <summary>An error on one line: its source and its message.</summary>
internal static class ErrorText
{
    public static string Of(ErrorRecord error)
    {
        var who = error.InvocationInfo?.MyCommand?.Name
            ?? (string.IsNullOrEmpty(error.CategoryInfo.Activity) ? error.Exception.GetType().Name : error.CategoryInfo.Activity);
        return $"{who}: {error}";
    }
}
