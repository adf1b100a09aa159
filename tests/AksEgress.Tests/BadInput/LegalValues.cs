namespace AksEgress.Tests.BadInput;

/// <summary>
/// What a parameter takes although it looks bad, each with its reason; it is not tried. What is not here must be refused.
/// </summary>
internal static class LegalValues
{
    private static readonly string[] s_printable =
    [
        "Quote", "DoubleQuote", "Substitution", "Backtick", "Semicolon", "Pipe", "Ampersand", "Redirect", "Traversal", "Percent", "OtherId"
    ];

    private static readonly (string Command, string Parameter, string[] Kinds)[] s_all =
    [
        // The command line is the user's own; a shell in the pod reads it as it stands. Its limits are another matter.
        ("Invoke-AksEgressCommand", "Command", [.. s_printable, "NewLine", "EndsWithNewLine", "TooLong", "Escape"]),

        // An operation's description is nobody's decision; null, and so empty, is an operation without one.
        ("*", "Operation", ["Null", "Empty", .. s_printable, "NewLine", "TooLong", "Escape", "Nul"]),
        ("Wait-AksEgressOperation", "Record", ["Null", "Empty"]),
        ("Get-AksEgressOperation", "Record", ["Null", "Empty"]),

        // A role can be given on any resource.
        ("Grant-AksEgressAccess", "Scope", ["OtherId", "OtherObject"]),

        // A route without an address has none; the documents that are piped say null.
        ("Add-AksEgressRoute", "NextHopIpAddress", ["Null", "Empty"]),
        ("New-AksEgressRoute", "NextHopIpAddress", ["Null", "Empty"]),

        // Nothing in a list is as good as no list where nothing has a meaning.
        ("*", "Zone", ["NoElement"]),
        ("*", "Feature", ["NoElement"]),
        ("*", "DnsServer", ["NoElement"]),
        ("*", "Route", ["NoElement"]),
        ("*", "PublicIp", ["NoElement"]),
        ("*", "PublicIpPrefix", ["NoElement"]),

        // An empty string removes the default.
        ("Set-AksEgressContext", "ResourceGroupName", ["Empty"]),

        // No kind, or no mode, is any.
        ("*", "Kind", ["Null"]),
        ("*", "VirtualNetworkMode", ["Null"]),

        // White space around a range is cut off before it is looked at.
        ("*", "IpRange", ["EndsWithNewLine"]),

        // Any file name is one; a file that is not there is made.
        ("Import-AksEgressCredential", "Path", [.. s_printable]),
        ("Connect-AksEgress", "StatePath", [.. s_printable]),
    ];

    /// <summary>True where the parameter takes the value.</summary>
    public static bool Contains(BadCase bad) => s_all.Any(legal =>
        (legal.Command == "*" || legal.Command == bad.Command) && legal.Parameter == bad.Parameter && legal.Kinds.Contains(bad.Bad.Kind));
}
