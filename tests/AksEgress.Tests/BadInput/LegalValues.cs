namespace AksEgress.Tests.BadInput;

/// <summary>
/// Values that look bad but are valid, each with the reason; they aren't tested. All other bad values must be refused.
/// </summary>
internal static class LegalValues
{
    private static readonly string[] s_printable =
    [
        "Quote", "DoubleQuote", "Substitution", "Backtick", "Semicolon", "Pipe", "Ampersand", "Redirect", "Traversal", "Percent", "OtherId"
    ];

    private static readonly (string Command, string Parameter, string[] Kinds)[] s_all =
    [
        // The command line belongs to the user, and a shell in the pod interprets it. Its length limits have tests of their own.
        ("Invoke-AksEgressCommand", "Command", [.. s_printable, "NewLine", "EndsWithNewLine", "TooLong", "Escape"]),

        // An operation's description has no effect; null, and so an empty text, means no description.
        ("*", "Operation", ["Null", "Empty", .. s_printable, "NewLine", "TooLong", "Escape", "Nul"]),
        ("Wait-AksEgressOperation", "Record", ["Null", "Empty"]),
        ("Get-AksEgressOperation", "Record", ["Null", "Empty"]),

        // A role can be assigned at any resource.
        ("Grant-AksEgressAccess", "Scope", ["OtherId", "OtherObject"]),
        ("Revoke-AksEgressAccess", "Scope", ["OtherId", "OtherObject"]),

        // A route without a next hop address is valid; piped documents contain null.
        ("Add-AksEgressRoute", "NextHopIpAddress", ["Null", "Empty"]),
        ("New-AksEgressRoute", "NextHopIpAddress", ["Null", "Empty"]),

        // A list of nothing equals no list if an empty list has no meaning.
        ("*", "Zone", ["NoElement"]),
        ("*", "Feature", ["NoElement"]),
        ("*", "DnsServer", ["NoElement"]),
        ("*", "Route", ["NoElement"]),
        ("*", "PublicIp", ["NoElement"]),
        ("*", "PublicIpPrefix", ["NoElement"]),

        // An empty string removes the default.
        ("Set-AksEgressContext", "ResourceGroupName", ["Empty"]),

        // No kind, or no mode, means any.
        ("*", "Kind", ["Null"]),
        ("*", "VirtualNetworkMode", ["Null"]),

        // White space around a range is trimmed before validation.
        ("*", "IpRange", ["EndsWithNewLine"]),

        // So is white space around a destination.
        ("Test-AksEgressPath", "Destination", ["EndsWithNewLine"]),

        // A description is any text of one line.
        ("*", "Description", [.. s_printable]),

        // Any file name is valid; a file that doesn't exist is created.
        ("Import-AksEgressCredential", "Path", [.. s_printable]),
        ("Connect-AksEgress", "StatePath", [.. s_printable]),
    ];

    /// <summary>True if the parameter accepts the value.</summary>
    public static bool Contains(BadCase bad) => s_all.Any(legal =>
        (legal.Command == "*" || legal.Command == bad.Command) && legal.Parameter == bad.Parameter && legal.Kinds.Contains(bad.Bad.Kind));
}
