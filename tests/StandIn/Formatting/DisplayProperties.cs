using System.Management.Automation;
using StandIn.Commands;
using StandIn.Objects;

namespace StandIn.Formatting;

/// <summary>Which properties show an object that has no view.</summary>
internal static class DisplayProperties
{
    public static IReadOnlyList<string> Of(PSObject target) =>
        TypeTable.Current?.DefaultDisplayProperties(target) is { Count: > 0 } chosen ? chosen : [.. target.Properties.Select(p => p.Name)];

    public static string? FormatString(this PropertySelector selector) =>
        selector.Options.Count > 0 && selector.Option("FormatString") is { } format ? ObjectText.Of(format) : null;
}
